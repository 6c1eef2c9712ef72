package dev.perennial.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.Reference;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a renewal does to contracts. Each command joins the caller's transaction,
 * keeps lines, successions and revenue in step, and tells the {@link ContractListener}s. Unknown
 * ids are 404, what the contract's state forbids is 409.
 */
@ApplicationScoped
public class ContractCommands {
  private final ContractRepository repository;
  private final ContractEditing editing;
  private final ContractConsequences consequences;
  private final ContractEvents events;
  private final Editor editor;
  private final ObjectMapper json;
  private final Clock clock;

  ContractCommands(
      ContractRepository repository,
      ContractEditing editing,
      ContractConsequences consequences,
      ContractEvents events,
      Editor editor,
      ObjectMapper json,
      Clock clock) {
    this.repository = repository;
    this.editing = editing;
    this.consequences = consequences;
    this.events = events;
    this.editor = editor;
    this.json = json;
    this.clock = clock;
  }

  /** Makes the contract that follows this one, and returns its id. */
  @Transactional
  public UUID createSuccessor(UUID contractId, SuccessorTerms terms) {
    return createSuccessor(List.of(contractId), terms);
  }

  /**
   * One contract that follows several of a customer, with the lines of all of them.
   *
   * @param contractIds the first one gives what is not agreed anew; all end on the same day
   */
  @Transactional
  public UUID createSuccessor(List<UUID> contractIds, SuccessorTerms terms) {
    List<ContractEntity> followed = contractIds.stream().map(this::contract).toList();
    return write(Change.create(json.valueToTree(Successor.of(followed, terms))));
  }

  /** Moves the end of a fixed term to a later day; lines without an end of their own follow. */
  @Transactional
  public void extend(UUID contractId, LocalDate newEnd) {
    ContractEntity contract = contract(contractId);
    if (contract.endDate == null) {
      throw ProblemException.conflict(
          "The contract is evergreen: it has no end that could be moved.");
    }
    if (contract.endedDate != null) {
      throw ProblemException.conflict(
          "The contract was ended on " + contract.endedDate + " and cannot be extended.");
    }
    if (!newEnd.isAfter(contract.endDate)) {
      throw ProblemException.conflict(
          "The contract runs until " + contract.endDate + " already; an extension ends later.");
    }
    LocalDate agreed = newEnd.minusDays(ContractTerm.extensionDays(contract.pauses));
    patch(contractId, json.createObjectNode().put("endDate", agreed.toString()));
  }

  /**
   * Cuts a contract short.
   *
   * @param lastDay last day in force; the day before its start for one that never shall be ({@link
   *     EndReason#VOIDED})
   */
  @Transactional(dontRollbackOn = ProblemException.class)
  public void end(UUID contractId, LocalDate lastDay, EndReason reason) {
    ContractEntity contract = contract(contractId);
    LocalDate end = contract.term().effectiveEnd();
    if (lastDay.isBefore(contract.startDate.minusDays(1)) || end != null && lastDay.isAfter(end)) {
      throw ProblemException.conflict(
          "The contract runs from "
              + contract.startDate
              + (end == null ? "" : " to " + end)
              + "; it cannot end on "
              + lastDay
              + ".");
    }
    setEnd(contract, lastDay, reason);
  }

  /** Takes an extension back: the contract ends earlier than it says, as it did before. */
  @Transactional
  public void shorten(UUID contractId, LocalDate lastDay) {
    ContractEntity contract = contract(contractId);
    LocalDate agreed = lastDay.minusDays(ContractTerm.extensionDays(contract.pauses));
    try {
      patch(contractId, json.createObjectNode().put("endDate", agreed.toString()));
    } catch (ProblemException e) {
      throw ProblemException.conflict(
          "The contract " + contractId + " cannot end on " + lastDay + " again: " + e.detail());
    }
  }

  /**
   * Takes an early end back: the contract has its own end again, or the one a successor leaves it.
   */
  @Transactional
  public void reinstate(UUID contractId) {
    setEnd(contract(contractId), null, null);
  }

  /** Locks the contracts' customers, for a caller that decides by what hangs on the contracts. */
  public void lock(List<UUID> contractIds) {
    repository.lockCustomers(
        repository.entities(contractIds).stream()
            .map(contract -> contract.customerId)
            .collect(Collectors.toSet()));
  }

  /**
   * Gives contracts one common end: amounts a month stay, what the days more or less are worth is
   * in the answer.
   *
   * <p>Whether a refusal ends the transaction is for the caller to say.
   *
   * @param groupId id of the group they form from now on
   * @param commonEnd last day of all of them, inclusive
   */
  @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = ProblemException.class)
  public List<CoTermed> coTerm(UUID groupId, List<UUID> contractIds, LocalDate commonEnd) {
    Map<UUID, ContractEntity> found = new HashMap<>();
    repository.entities(contractIds).forEach(contract -> found.put(contract.id, contract));
    List<ContractEntity> members =
        contractIds.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    List<CommonEnd> ends = members.stream().map(member -> new CommonEnd(member, commonEnd)).toList();
    checkCommonEnd(members, ends);
    List<CoTermed> results = ends.stream().map(CommonEnd::result).toList();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      ContractEntity member = members.get(i);
      member.joinGroup(groupId, clock.instant());
      LocalDate agreed = ends.get(i).agreedEnd();
      ObjectNode patch = json.createObjectNode().put("endDate", agreed.toString());
      patch.put("termMonths", CalendarTerm.wholeMonths(member.startDate, agreed));
      patch.set("lines", json.valueToTree(ends.get(i).lines()));
      changes.add(new Change(Reference.of(member.id), patch, null, false));
    }
    List<Written> written = editor.write(editing, changes);
    written.forEach(Written::idOrThrow);
    if (written.stream().allMatch(one -> one.status() == Written.Status.UNCHANGED)) {
      repository.flush();
      consequences.followEnds(members, Set.of()); // they ended on that day already: only the group is new
    }
    results.forEach(result -> events.coTermed(Objects.requireNonNull(found.get(result.contractId())), result));
    return results;
  }

  private static void checkCommonEnd(List<ContractEntity> members, List<CommonEnd> ends) {
    List<FieldError> errors = new ArrayList<>();
    ContractEntity first = members.getFirst();
    for (int i = 0; i < members.size(); i++) {
      ContractEntity member = members.get(i);
      String at = "/contractIds/" + i;
      FieldError fault = ends.get(i).fault(at);
      if (!member.customerId.equals(first.customerId)) {
        errors.add(FieldError.at(at, "invalid", "The contract belongs to another customer."));
      } else if (!member.currency.equals(first.currency)) {
        errors.add(FieldError.at(at, "invalid", "Amounts in " + first.currency + " and " + member.currency + " do not add up."));
      } else if (fault != null) {
        errors.add(fault);
      }
      if (member.endedDate != null || member.coTermGroupId != null) {
        throw ProblemException.conflict(
            ends.get(i).name()
                + (member.endedDate == null ? " is co-termed already." : " was cut short on " + member.endedDate + "."));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  /** Says that a contract which exists already renews this one. */
  @Transactional
  public void renewedBy(UUID oldId, UUID newId) {
    contract(oldId);
    Set<UUID> renews = new LinkedHashSet<>(contract(newId).renewsContractIds);
    renews.add(oldId);
    patchRenews(newId, renews);
  }

  /** Withdraws {@link #renewedBy}. */
  @Transactional
  public void notRenewedBy(UUID oldId, UUID newId) {
    Set<UUID> renews = new LinkedHashSet<>(contract(newId).renewsContractIds);
    renews.remove(oldId);
    patchRenews(newId, renews);
  }

  private void setEnd(
      ContractEntity contract, @Nullable LocalDate lastDay, @Nullable EndReason reason) {
    if (Objects.equals(contract.endedDate, lastDay) && contract.endReason == reason) {
      return;
    }
    repository.lockCustomers(Set.of(contract.customerId));
    ContractEvents.Ending ending =
        new ContractEvents.Ending(contract, contract.endedDate, contract.endReason);
    contract.end(lastDay, reason, clock.instant());
    repository.flush();
    events.ended(ending);
    Set<UUID> linked = new HashSet<>(contract.renewsContractIds);
    linked.add(contract.id);
    consequences.followEnds(List.of(contract), linked);
  }

  private void patchRenews(UUID contractId, Set<UUID> renews) {
    ArrayNode ids = json.createArrayNode();
    renews.forEach(id -> ids.add(id.toString()));
    patch(contractId, json.createObjectNode().set("renewsContractIds", ids));
  }

  private void patch(UUID contractId, JsonNode patch) {
    write(new Change(Reference.of(contractId), patch, null, false));
  }

  private UUID write(Change change) {
    return editor.write(editing, List.of(change)).getFirst().idOrThrow();
  }

  private ContractEntity contract(UUID id) {
    return repository.entities(Set.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("contract"));
  }
}
