package dev.perennial.customer;

import dev.perennial.editing.ExternalId;
import java.util.Map;
import java.util.UUID;

/** What must follow when other systems' ids of customers become known. Implementations are CDI beans. */
public interface CustomerNamesListener {
  /**
   * Customers were made or changed and can now be found by these external ids. Called once per write, in its
   * transaction, after the ids are stored.
   *
   * @param named customer by external id; never empty
   */
  void named(Map<ExternalId, UUID> named);
}
