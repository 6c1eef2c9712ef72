package dev.perennial.merge;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.contract.RevenueSteps;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.editing.Written;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.renewal.RenewalBoard;
import dev.perennial.signal.SignalService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Merges duplicates and takes merges back: all of it in one transaction, with both customers locked. */
@ApplicationScoped
public class CustomerMergeService {
  private static final String CONTRACT = "CONTRACT";
  private static final String CONTACT = "CONTACT";
  private static final String CHILD = "CHILD";

  private final CustomerMergeRepository repository;
  private final References references;
  private final RevenueSteps revenue;
  private final RenewalBoard board;
  private final SignalService signals;
  private final EventLog log;
  private final ObjectMapper json;
  private final Clock clock;

  CustomerMergeService(
      CustomerMergeRepository repository, References references, RevenueSteps revenue, RenewalBoard board,
      SignalService signals, EventLog log, ObjectMapper json, Clock clock) {
    this.repository = repository;
    this.references = references;
    this.revenue = revenue;
    this.board = board;
    this.signals = signals;
    this.log = log;
    this.json = json;
    this.clock = clock;
  }

  @Transactional
  CustomerMergeView merge(UUID id, MergeRequest request) {
    if (repository.lock(List.of(id)).isEmpty()) {
      throw ProblemException.notFound("customer");
    }
    UUID survivor = found(request.into(), "/into");
    if (survivor.equals(id)) {
      throw intoItself();
    }
    return merge(id, survivor);
  }

  /**
   * The same of a file, which may come again: a merge that is in force already changes nothing. By then the duplicate's names
   * lead to the survivor, so the row is asked whom it names, not who stands for that one. In the transaction of the import,
   * which takes back what a refusal leaves.
   */
  @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = ProblemException.class)
  public Written.Status mergeOnce(Reference customer, Reference into) {
    UUID standsForDuplicate = found(customer, "/customer");
    UUID survivor = found(into, "/into");
    UUID duplicate = named(customer, standsForDuplicate);
    if (duplicate.equals(named(into, survivor))) {
      throw intoItself();
    }
    if (duplicate.equals(survivor)) {
      throw ProblemException.conflict("The merge is in force the other way round; unmerge it first.");
    }
    if (standsForDuplicate.equals(survivor)) {
      return Written.Status.UNCHANGED;
    }
    merge(duplicate, survivor);
    return Written.Status.UPDATED;
  }

  private CustomerMergeView merge(UUID id, UUID survivor) {
    repository.lock(List.of(id, survivor));
    check(id, survivor);
    Instant now = clock.instant();
    repository.open(id, survivor, now);
    List<UUID> contracts = repository.contractsOf(id);
    List<UUID> renewals = repository.moveContracts(contracts, id, survivor, now);
    List<UUID> contacts = repository.moveContacts(id, survivor, null, now);
    List<UUID> children = repository.moveChildren(id, survivor, null, now);
    repository.moveKeysToSurvivor(id, survivor);
    repository.note(id, now, CONTRACT, contracts);
    repository.note(id, now, CONTACT, contacts);
    repository.note(id, now, CHILD, children);
    repository.shareLastInteraction(id, survivor);
    follow(id, survivor, renewals);
    return logged(
        "customer.merged",
        new CustomerMergeView(id, survivor, now, null, contracts.size(), contacts.size(), children.size()));
  }

  @Transactional
  CustomerMergeView unmerge(UUID id) {
    if (repository.lock(List.of(id)).isEmpty()) {
      throw ProblemException.notFound("customer");
    }
    CustomerMergeRepository.Alias alias =
        repository
            .alias(id)
            .filter(found -> found.aliasId().equals(id))
            .orElseThrow(() -> ProblemException.conflict("The customer is not merged into another."));
    UUID survivor = alias.survivorId();
    repository.lock(List.of(id, survivor));
    List<UUID> contracts = repository.withSuccessors(survivor, repository.noted(alias, CONTRACT));
    repository
        .joined(survivor, contracts)
        .ifPresent(
            joined -> {
              throw ProblemException.conflict(
                  "The contract " + joined + " has come to join contracts of both customers; part them first.");
            });
    Instant now = clock.instant();
    repository.close(alias, now);
    List<UUID> renewals = repository.moveContracts(contracts, survivor, id, now);
    List<UUID> contacts = repository.moveContacts(survivor, id, repository.noted(alias, CONTACT), now);
    List<UUID> children = repository.moveChildren(survivor, id, repository.noted(alias, CHILD), now);
    repository.moveKeysBack(id, survivor, now);
    signals.recomputeLastInteraction(Set.of(id, survivor));
    follow(id, survivor, renewals);
    return logged(
        "customer.unmerged",
        new CustomerMergeView(id, survivor, alias.mergedAt(), now, contracts.size(), contacts.size(), children.size()));
  }

  /** Who stands for the customer. */
  private UUID found(Reference customer, String pointer) {
    return references
        .find(ResourceType.CUSTOMER, customer)
        .orElseThrow(
            () -> ProblemException.invalid(FieldError.at(pointer, "not_found", "There is no customer " + customer + ".")));
  }

  /** The customer itself, of a merged duplicate too. */
  private UUID named(Reference customer, UUID survivor) {
    @Nullable UUID id = customer.id();
    if (id != null) {
      return id;
    }
    return repository.duplicate(survivor, Objects.requireNonNull(customer.external())).orElse(survivor);
  }

  private static ProblemException intoItself() {
    return ProblemException.invalid(FieldError.at("/into", "invalid", "A customer cannot be merged into itself."));
  }

  private void check(UUID id, UUID survivor) {
    repository
        .alias(id)
        .ifPresent(
            alias -> {
              throw ProblemException.conflict(
                  alias.aliasId().equals(id)
                      ? "The customer is merged into " + alias.survivorId() + " already."
                      : "The customer " + alias.aliasId() + " is merged into this one; unmerge it first.");
            });
    if (repository.standsAbove(id, survivor)) {
      throw ProblemException.conflict("The duplicate stands above the survivor in its company; change the parent first.");
    }
  }

  /** Revenue, board and what is shown of both follow from what they have now. */
  private void follow(UUID id, UUID survivor, List<UUID> renewals) {
    Set<UUID> both = Set.of(id, survivor);
    revenue.recompute(both);
    board.refresh(renewals);
    board.refreshCustomers(both);
  }

  /** On the survivor's timeline, about the duplicate. */
  private CustomerMergeView logged(String type, CustomerMergeView view) {
    log.append(new Event(type, "customer", view.aliasId(), null, view.survivorId(), null, json.valueToTree(view)));
    return view;
  }
}
