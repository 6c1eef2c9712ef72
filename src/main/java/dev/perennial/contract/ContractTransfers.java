package dev.perennial.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contracts that go to another customer: no churn on one side and no new business on the other. The old contract keeps its
 * history and ends on the day before; a new one carries it on.
 */
@ApplicationScoped
public class ContractTransfers {
  private final ContractRepository repository;
  private final ContractCommands commands;
  private final ContractEditing editing;
  private final ContractEvents events;
  private final Editor editor;
  private final References references;
  private final ObjectMapper json;
  private final Clock clock;

  ContractTransfers(
      ContractRepository repository, ContractCommands commands, ContractEditing editing, ContractEvents events,
      Editor editor, References references, ObjectMapper json, Clock clock) {
    this.repository = repository;
    this.commands = commands;
    this.editing = editing;
    this.events = events;
    this.editor = editor;
    this.references = references;
    this.json = json;
    this.clock = clock;
  }

  /** @return id of the contract under the new customer */
  @Transactional
  UUID transfer(UUID id, @Nullable Long ifMatch, TransferRequest request) {
    ContractEntity old =
        repository.entities(Set.of(id)).stream().findFirst().orElseThrow(() -> ProblemException.notFound("contract"));
    return transfer(old, ifMatch, customer(request), request);
  }

  /**
   * The same of a file, which may come again: a transfer that was made so already changes nothing, one that was made otherwise
   * is refused. In the transaction of the import, which takes back what a refusal leaves.
   */
  @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = ProblemException.class)
  public Written.Status transferOnce(Reference contract, TransferRequest request) {
    ContractEntity old =
        repository
            .entities(references.find(ResourceType.CONTRACT, contract).stream().toList())
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        FieldError.at("/contract", "not_found", "There is no contract " + contract + ".")));
    UUID toCustomer = customer(request);
    @Nullable ContractEntity carried =
        old.endReason == EndReason.TRANSFERRED ? repository.carriedOnBy(old.id).orElse(null) : null;
    if (carried == null) {
      transfer(old, null, toCustomer, request);
      return Written.Status.CREATED;
    }
    checkSame(old, carried, toCustomer, request);
    return Written.Status.UNCHANGED;
  }

  private UUID transfer(ContractEntity old, @Nullable Long ifMatch, UUID toCustomer, TransferRequest request) {
    repository.lockCustomers(List.of(old.customerId, toCustomer));
    check(old, ifMatch, toCustomer, request.effectiveDate());
    Transfer transfer = new Transfer(old, request);
    ContractFields fields = transfer.fields(toCustomer);
    if (fields.lines().isEmpty()) {
      throw ProblemException.conflict("Nothing of the contract goes on after " + transfer.start() + ".");
    }
    UUID next = editor.write(editing, List.of(Change.create(json.valueToTree(fields)))).getFirst().idOrThrow();
    ContractEntity carried = repository.entities(Set.of(next)).getFirst();
    carried.carryOn(old.id, clock.instant());
    repository.flush();
    commands.end(old.id, transfer.start().minusDays(1), EndReason.TRANSFERRED);
    events.transferred(old, carried, transfer.start());
    return next;
  }

  private UUID customer(TransferRequest request) {
    References.TypedReference wanted = new References.TypedReference(ResourceType.CUSTOMER, request.toCustomerId());
    @Nullable UUID found = references.find(Set.of(wanted)).ids().get(wanted);
    if (found == null) {
      throw ProblemException.invalid(
          FieldError.at("/toCustomerId", "not_found", "There is no customer " + request.toCustomerId() + "."));
    }
    return found;
  }

  private static void checkSame(ContractEntity old, ContractEntity carried, UUID toCustomer, TransferRequest request) {
    LocalDate lastDay = new Transfer(old, request).start().minusDays(1);
    if (!carried.customerId.equals(toCustomer) || !lastDay.equals(old.endedDate)) {
      throw ProblemException.conflict(
          "The contract went to the customer " + carried.customerId + " already, and ended on " + old.endedDate + ".");
    }
    boolean otherDay = request.signedDate() != null && !request.signedDate().equals(carried.signedDate);
    if (otherDay || !carried.externalIds.containsAll(request.externalIds())) {
      throw ProblemException.conflict(
          "The contract went to this customer already; the one that carries it on, " + carried.id + ", has another "
              + (otherDay ? "signed date" : "external id") + ".");
    }
  }

  private void check(ContractEntity old, @Nullable Long ifMatch, UUID toCustomer, LocalDate effective) {
    if (ifMatch != null && ifMatch != old.version) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "The contract has changed since you read it; read it again, then repeat.");
    }
    if (toCustomer.equals(old.customerId)) {
      throw ProblemException.invalid(FieldError.at("/toCustomerId", "invalid", "The contract is this customer's already."));
    }
    if (old.endedDate != null) {
      throw ProblemException.conflict(
          "The contract was cut short on " + old.endedDate + " (" + old.endReason + "); transfer the one that goes on.");
    }
    LocalDate end = old.term().effectiveEnd();
    if (end != null && effective.isAfter(end)) {
      throw ProblemException.invalid(
          FieldError.at("/effectiveDate", "out_of_range", "The contract ends before that, on " + end + "."));
    }
    List<UUID> successors = repository.successors(old);
    if (!successors.isEmpty()) {
      throw ProblemException.conflict(
          "The contract is renewed by " + successors.getFirst() + " already; transfer that one.");
    }
  }
}
