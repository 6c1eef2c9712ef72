package dev.perennial.renewal;

import dev.perennial.contract.ContractCommands;
import dev.perennial.contract.ContractKind;
import dev.perennial.contract.EndReason;
import dev.perennial.contract.SuccessorTerms;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What outcomes do to contracts: the only place where renewals write them. */
@Singleton
class FollowUpContracts {
  private final ContractCommands contracts;

  FollowUpContracts(ContractCommands contracts) {
    this.contracts = contracts;
  }

  /**
   * @param followed the contract, or all of a co-term group
   * @param amount annualised, contract currency; null = the same lines again
   */
  UUID create(
      List<ContractTerms> followed, @Nullable LocalDate start, @Nullable Integer termMonths, @Nullable BigDecimal amount,
      LocalDate signed) {
    ContractTerms contract = followed.getFirst();
    if (start == null && contract.endDate() == null) {
      throw ProblemException.invalid(
          FieldError.at("/followUp/startDate", "required", "The contract has no end; say when the next one starts."));
    }
    boolean converts = !contract.kind().equals(ContractKind.SUBSCRIPTION.name()); // a pilot becomes a subscription
    return contracts.createSuccessor(
        followed.stream().map(ContractTerms::id).toList(),
        new SuccessorTerms(
            start, termMonths, amount, signed, converts ? ContractKind.SUBSCRIPTION : null, null, null, null));
  }

  /**
   * Moves the end by a term.
   *
   * @param termStart first day of the term that ends now: a contract that was extended before is longer than its terms
   * @param months length of the next term; as long as this one, when null
   */
  void extend(ContractTerms contract, LocalDate termStart, @Nullable Integer months) {
    LocalDate end = contract.endDate();
    if (end == null) {
      throw ProblemException.conflict("The contract is evergreen: it has no end that could be moved.");
    }
    contracts.extend(contract.id(), newEnd(termStart, end, months));
  }

  /** The last day of the next term: ends are inclusive, so a year from 31 December is 31 December. */
  static LocalDate newEnd(LocalDate termStart, LocalDate end, @Nullable Integer months) {
    LocalDate next = end.plusDays(1);
    long term = months == null ? ChronoUnit.MONTHS.between(termStart, next) : months;
    boolean whole = months != null || term > 0 && termStart.plusMonths(term).equals(next);
    return whole ? next.plusMonths(term).minusDays(1) : end.plusDays(ChronoUnit.DAYS.between(termStart, next));
  }

  void link(UUID contractId, UUID successorId) {
    contracts.renewedBy(contractId, successorId);
  }

  void unlink(UUID contractId, UUID successorId) {
    contracts.notRenewedBy(contractId, successorId);
  }

  /** Makes a follow-up contract one that never was. */
  void withdraw(UUID successorId, LocalDate start) {
    contracts.end(successorId, start.minusDays(1), EndReason.VOIDED);
  }

  void takeExtensionBack(UUID contractId, LocalDate lastDay) {
    contracts.shorten(contractId, lastDay);
  }

  void reinstate(UUID contractId) {
    contracts.reinstate(contractId);
  }

  void end(UUID contractId, LocalDate lastDay) {
    contracts.end(contractId, lastDay, EndReason.CANCELLED);
  }
}
