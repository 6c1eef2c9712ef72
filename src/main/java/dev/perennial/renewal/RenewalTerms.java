package dev.perennial.renewal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions a contract leads to: one at its end (none at the anniversaries of a longer term),
 * one for each recurring line that ends before it and is not followed by a line of the same
 * product, one for a co-term group instead of its members', and a rolling one for a contract
 * without an end. Pure.
 */
final class RenewalTerms {
  /** Contracts that go on elsewhere, or never were. */
  private static final Set<String> NO_DECISION = Set.of("TRANSFERRED", "CO_TERMED", "VOIDED");

  private final int signatureLeadDays;
  private final LocalDate today;

  /**
   * @param signatureLeadDays days a signature takes: the decision deadline is at least so long
   *     before the due date
   * @param today the tenant's day; an evergreen contract's amount is the one of today
   */
  RenewalTerms(int signatureLeadDays, LocalDate today) {
    this.signatureLeadDays = signatureLeadDays;
    this.today = today;
  }

  /** Decisions of contracts; members of a co-term group must all be among them. */
  List<Decision> decisions(Collection<ContractTerms> contracts) {
    List<Decision> decisions = new ArrayList<>();
    for (ContractTerms contract : contracts) {
      if (NO_DECISION.contains(String.valueOf(contract.endReason()))) {
        continue;
      }
      if (contract.coTermGroupId() == null) {
        decisions.add(ofContract(contract));
      }
      decisions.addAll(ofLines(contract));
    }
    decisions.addAll(ofGroups(contracts));
    return decisions;
  }

  private Decision ofContract(ContractTerms contract) {
    RenewalKind kind = contract.endDate() == null ? RenewalKind.EVERGREEN : RenewalKind.TERM;
    return decision(kind, contract, null, null, contract.endDate(), amount(contract), contract.noticeDays());
  }

  private BigDecimal amount(ContractTerms contract) {
    return ContractTerms.annual(contract.linesAtStake(today));
  }

  private List<Decision> ofLines(ContractTerms contract) {
    LocalDate last = contract.lastDay();
    List<Decision> decisions = new ArrayList<>();
    for (ContractTerms.Line line : contract.lines()) {
      LocalDate end = line.end();
      if (end != null
          && (last == null || end.isBefore(last))
          && !hasSuccessor(line, end, contract)) {
        decisions.add(decision(RenewalKind.LINE, contract, line.id(), null, end, line.annual(), contract.noticeDays()));
      }
    }
    return decisions;
  }

  /** A later line of the same product takes over: a ramp's next step is not a decision. */
  private static boolean hasSuccessor(
      ContractTerms.Line line, LocalDate end, ContractTerms contract) {
    return contract.lines().stream()
        .filter(
            other -> !other.id().equals(line.id()) && other.productId().equals(line.productId()))
        .anyMatch(
            other ->
                other.start().isAfter(line.start())
                    && (other.end() == null || other.end().isAfter(end)));
  }

  /** One per group and currency: amounts of different currencies do not add up. */
  private List<Decision> ofGroups(Collection<ContractTerms> contracts) {
    Function<ContractTerms, String> group =
        contract -> contract.coTermGroupId() + contract.currency();
    return contracts.stream()
        .filter(
            contract ->
                contract.coTermGroupId() != null
                    && contract.endedDate() == null
                    && contract.endDate() != null)
        .collect(Collectors.groupingBy(group))
        .values()
        .stream()
        .map(this::ofGroup)
        .toList();
  }

  private Decision ofGroup(List<ContractTerms> members) {
    ContractTerms first =
        members.stream().min(Comparator.comparing(ContractTerms::id)).orElseThrow();
    @Nullable LocalDate due = null;
    BigDecimal amount = BigDecimal.ZERO;
    int noticeDays = 0; // whoever must be told first decides for all
    for (ContractTerms member : members) {
      noticeDays = Math.max(noticeDays, member.noticeDays());
      amount = amount.add(amount(member));
      LocalDate end = member.endDate();
      due = due == null || end != null && end.isAfter(due) ? end : due;
    }
    return decision(RenewalKind.CO_TERM, first, null, first.coTermGroupId(), due, amount, noticeDays);
  }

  private Decision decision(
      RenewalKind kind,
      ContractTerms contract,
      @Nullable UUID lineId,
      @Nullable UUID groupId,
      @Nullable LocalDate due,
      BigDecimal amount,
      int noticeDays) {
    LocalDate notice = due == null ? null : due.minusDays(noticeDays);
    return new Decision(
        kind,
        contract.id(),
        contract.customerId(),
        lineId,
        groupId,
        contract.kind(),
        contract.termNumber(),
        due,
        notice,
        decisionDeadline(notice, due),
        amount,
        contract.currency(),
        contract.autoRenew() && kind == RenewalKind.TERM);
  }

  /** The earlier of the notice deadline and the due date less the time a signature takes. */
  private @Nullable LocalDate decisionDeadline(
      @Nullable LocalDate notice, @Nullable LocalDate due) {
    if (due == null || notice == null) {
      return null;
    }
    LocalDate signature = due.minusDays(signatureLeadDays);
    return notice.isBefore(signature) ? notice : signature;
  }
}
