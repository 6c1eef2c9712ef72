package dev.perennial.renewal;

import dev.perennial.tenant.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings renewals into step with the decisions their contracts lead to. Works on the objects given;
 * writes nothing.
 */
final class RenewalPlan {
  private final ContractPortfolio portfolio;
  private final Succession succession;
  private final Settings settings;
  private final LocalDate today;
  private final boolean history;
  private final List<RenewalChange> changes = new ArrayList<>();
  private final Map<String, List<RenewalEntity>> decided = new HashMap<>();
  private final Map<String, RenewalEntity> open = new HashMap<>();
  private final Map<UUID, Integer> renewedTerms = new HashMap<>();

  RenewalPlan(
      ContractPortfolio portfolio,
      Succession succession,
      Settings settings,
      LocalDate today,
      boolean history) {
    this.portfolio = portfolio;
    this.succession = succession;
    this.settings = settings;
    this.today = today;
    this.history = history;
  }

  /**
   * @param existing renewals of the planned contracts, and of their predecessors and successors
   */
  List<RenewalChange> apply(List<RenewalEntity> existing) {
    for (RenewalEntity renewal : existing) {
      if (renewal.isOpen()) {
        open.put(renewal.key(), renewal);
      } else if (!renewal.isWithdrawn()) {
        decided.computeIfAbsent(renewal.key(), key -> new ArrayList<>()).add(renewal);
      }
      if (renewal.outcome == Outcome.RENEWED) {
        renewedTerms.merge(renewal.contractId, renewal.termNumber, Math::max);
      }
    }
    Set<String> wanted = new HashSet<>();
    for (Decision decision :
        new RenewalTerms(settings.signatureLeadDays(), today)
            .decisions(portfolio.plannedContracts())) {
      wanted.add(decision.key());
      bringIntoStep(decision);
    }
    for (RenewalEntity renewal : List.copyOf(open.values())) {
      if (portfolio.planned().contains(renewal.contractId) && !wanted.contains(renewal.key())) {
        withdraw(renewal);
      }
    }
    return changes;
  }

  private void bringIntoStep(Decision decision) {
    Closing closing = closing(decision);
    RenewalEntity renewal = open.get(decision.key());
    if (renewal == null) {
      RenewalEntity wrong = inferredLoss(decision);
      if (wrong != null && closing != null && closing.outcome() == Outcome.RENEWED) {
        change(wrong, () -> closing.decide(wrong)); // its successor arrived after all
      } else if (!isDecided(decision)) {
        make(decision, closing);
      }
      return;
    }
    change(
        renewal,
        () -> {
          if (closing == null) {
            renewal.follow(decision);
            renewal.termNumber = termNumber(decision);
          } else {
            closing.decide(
                renewal); // the term ended as it stood; a truncated contract does not move its date
          }
        });
  }

  private void make(Decision decision, @Nullable Closing closing) {
    RenewalEntity renewal = new RenewalEntity();
    renewal.follow(decision);
    renewal.termNumber = termNumber(decision);
    if (closing != null) {
      closing.decide(renewal);
    }
    changes.add(RenewalChange.made(renewal));
  }

  /**
   * The chain of contracts, or one more than the last term this contract or its predecessors were
   * renewed from.
   */
  private int termNumber(Decision decision) {
    int term = decision.termNumber();
    ContractTerms contract = portfolio.get(decision.contractId());
    List<UUID> before = new ArrayList<>(contract == null ? List.of() : contract.renews());
    before.add(decision.contractId());
    for (UUID id : before) {
      term = Math.max(term, 1 + renewedTerms.getOrDefault(id, 0));
    }
    return term;
  }

  private void withdraw(RenewalEntity renewal) {
    ContractTerms contract = portfolio.get(renewal.contractId);
    VoidReason reason =
        contract == null
            ? VoidReason.CONTRACT_CHANGED
            : contract.isClosedBecause("TRANSFERRED")
                ? VoidReason.TRANSFERRED
                : contract.isClosedBecause("CO_TERMED")
                        || contract.coTermGroupId() != null && renewal.kind == RenewalKind.TERM
                    ? VoidReason.CO_TERMED
                    : VoidReason.CONTRACT_CHANGED;
    change(
        renewal,
        () ->
            renewal.decide(
                Outcome.VOIDED,
                OutcomeSource.AUTO,
                today,
                OutcomeDetail.voided(reason),
                null,
                null));
  }

  /** What is decided covers every date up to its own; an evergreen contract is decided once. */
  private boolean isDecided(Decision decision) {
    return decided.getOrDefault(decision.key(), List.of()).stream()
        .anyMatch(
            renewal ->
                renewal.dueDate == null
                    || decision.dueDate() == null
                    || !renewal.dueDate.isBefore(decision.dueDate()));
  }

  private @Nullable RenewalEntity inferredLoss(Decision decision) {
    return decided.getOrDefault(decision.key(), List.of()).stream()
        .filter(
            renewal ->
                renewal.outcome == Outcome.NOT_RENEWED
                    && renewal.outcomeSource == OutcomeSource.INFERRED)
        .filter(renewal -> Objects.equals(renewal.dueDate, decision.dueDate()))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Closing closing(Decision decision) {
    ContractTerms contract = portfolio.get(decision.contractId());
    if (contract == null) {
      return null;
    }
    if (decision.kind() != RenewalKind.LINE) {
      Closing renewed = succession.of(contractsOf(decision, contract));
      if (renewed != null) {
        return renewed;
      }
      LocalDate ended = contract.endedDate();
      if (ended != null
          && contract.isClosedBecause("CANCELLED")
          && decision.kind() != RenewalKind.CO_TERM) {
        return cancelled(ended, decision.dueDate());
      }
    }
    LocalDate due = decision.dueDate();
    if (history && due != null && due.plusDays(settings.graceDays()).isBefore(today)) {
      return new Closing(Outcome.NOT_RENEWED, OutcomeSource.INFERRED, due, null, null, null);
    }
    return null;
  }

  private List<ContractTerms> contractsOf(Decision decision, ContractTerms contract) {
    return decision.kind() != RenewalKind.CO_TERM
        ? List.of(contract)
        : portfolio.contracts().values().stream()
            .filter(member -> Objects.equals(member.coTermGroupId(), decision.coTermGroupId()))
            .filter(member -> member.currency().equals(decision.currency()))
            .toList();
  }

  private Closing cancelled(LocalDate ended, @Nullable LocalDate due) {
    Outcome outcome =
        due != null && ended.isBefore(due) ? Outcome.TERMINATED_EARLY : Outcome.NOT_RENEWED;
    OutcomeSource source = history ? OutcomeSource.INFERRED : OutcomeSource.RECORDED;
    return new Closing(outcome, source, ended.isAfter(today) ? today : ended, null, null, null);
  }

  private void change(RenewalEntity renewal, Runnable work) {
    RenewalChange change = RenewalChange.of(renewal);
    work.run();
    if (!RenewalState.of(renewal).equals(change.before())) {
      changes.add(change);
    }
  }
}
