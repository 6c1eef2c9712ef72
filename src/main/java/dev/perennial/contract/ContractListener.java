package dev.perennial.contract;

import java.util.Collection;
import java.util.UUID;

/**
 * What must follow from contracts, e.g. their renewals. Implementations are CDI beans; each is
 * called once per write.
 */
public interface ContractListener {
  /**
   * Contracts were made or changed, by hand or because a successor cut them short. Called in the
   * writing transaction, after rows and lines are in the database and before the customers' revenue is computed from them.
   *
   * @param contractIds never empty, of the caller's tenant, without repetition
   */
  void contractsChanged(Collection<UUID> contractIds);
}
