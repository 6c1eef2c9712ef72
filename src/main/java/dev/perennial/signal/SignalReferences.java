package dev.perennial.signal;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the references of a batch point to, within the caller's tenant.
 *
 * @param customers internal id by reference, for those that exist
 * @param others ids of contacts, contracts and products that exist, by the field that named them
 */
record SignalReferences(Map<CustomerReference, UUID> customers, Map<String, Set<UUID>> others) {
  static final String CONTACT = "contactId";
  static final String CONTRACT = "contractId";
  static final String PRODUCT = "productId";

  /** The customer, or null when the tenant has none of this name. */
  @Nullable UUID customer(CustomerReference reference) {
    return customers.get(reference);
  }

  /** The problem of a signal that points to nothing, or null. */
  @Nullable ProblemException missing(SignalFields fields) {
    return customers.containsKey(fields.customer()) ? missingOther(fields) : missing("/customer", "customer");
  }

  /** Whether the signal names a customer by an external id that leads nowhere yet. */
  boolean lacksExternalCustomer(SignalFields fields) {
    return fields.customer().id() == null && !customers.containsKey(fields.customer());
  }

  /** The problem of a signal that points to nothing beside its customer, or null. */
  @Nullable ProblemException missingOther(SignalFields fields) {
    if (isMissing(CONTACT, fields.contactId())) {
      return missing("/contactId", "contact");
    }
    for (int i = 0; i < fields.participantsOrNone().size(); i++) {
      if (isMissing(CONTACT, fields.participantsOrNone().get(i))) {
        return missing("/participants/" + i, "contact");
      }
    }
    if (isMissing(CONTRACT, fields.contractId())) {
      return missing("/contractId", "contract");
    }
    return isMissing(PRODUCT, fields.productId()) ? missing("/productId", "product") : null;
  }

  private boolean isMissing(String field, @Nullable UUID id) {
    return id != null && !others.getOrDefault(field, Set.of()).contains(id);
  }

  private static ProblemException missing(String pointer, String what) {
    String detail = "There is no such " + what + ".";
    return new ProblemException(
        ProblemType.NOT_FOUND, detail, List.of(FieldError.at(pointer, "not_found", detail)));
  }
}
