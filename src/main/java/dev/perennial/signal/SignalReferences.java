package dev.perennial.signal;

import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the references of a batch point to, within the caller's tenant.
 *
 * @param customers internal id by reference, for those that exist
 * @param others internal id by reference of contacts, contracts and products that exist
 */
public record SignalReferences(Map<CustomerReference, UUID> customers, Map<References.TypedReference, UUID> others) {
  /** The customer, or null when the tenant has none of this name. */
  public @Nullable UUID customer(CustomerReference reference) {
    return customers.get(reference);
  }

  /** The id of what was found; null for an absent reference. */
  public @Nullable UUID id(ResourceType type, @Nullable Reference reference) {
    return reference == null ? null : others.get(new References.TypedReference(type, reference));
  }

  List<UUID> participants(SignalFields fields) {
    return fields.participantsOrNone().stream()
        .map(contact -> Objects.requireNonNull(id(ResourceType.CONTACT, contact)))
        .distinct()
        .toList();
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
    if (isMissing(ResourceType.CONTACT, fields.contactId())) {
      return missing("/contactId", "contact");
    }
    for (int i = 0; i < fields.participantsOrNone().size(); i++) {
      if (isMissing(ResourceType.CONTACT, fields.participantsOrNone().get(i))) {
        return missing("/participants/" + i, "contact");
      }
    }
    if (isMissing(ResourceType.CONTRACT, fields.contractId())) {
      return missing("/contractId", "contract");
    }
    return isMissing(ResourceType.PRODUCT, fields.productId()) ? missing("/productId", "product") : null;
  }

  private boolean isMissing(ResourceType type, @Nullable Reference reference) {
    return reference != null && id(type, reference) == null;
  }

  private static ProblemException missing(String pointer, String what) {
    String detail = "There is no such " + what + ".";
    return new ProblemException(
        ProblemType.NOT_FOUND, detail, List.of(FieldError.at(pointer, "not_found", detail)));
  }
}
