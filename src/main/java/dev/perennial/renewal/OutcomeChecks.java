package dev.perennial.renewal;

import dev.perennial.kernel.Money;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an outcome of a given renewal may say; every fault at once. */
final class OutcomeChecks {
  private static final Set<FollowUpKind> ON_TERMS = Set.of(FollowUpKind.values());
  private static final Set<FollowUpKind> ON_GROUPS =
      Set.of(FollowUpKind.CREATE, FollowUpKind.LINK, FollowUpKind.NONE);
  private static final Set<FollowUpKind> ON_EVERGREEN = Set.of(FollowUpKind.CREATE, FollowUpKind.LINK);
  private static final Set<FollowUpKind> ON_LINES = Set.of(FollowUpKind.NONE);

  private final RenewalEntity renewal;
  private final OutcomeRequest request;
  private final List<FieldError> errors = new ArrayList<>();

  private OutcomeChecks(RenewalEntity renewal, OutcomeRequest request) {
    this.renewal = renewal;
    this.request = request;
  }

  static void check(RenewalEntity renewal, OutcomeRequest request, LocalDate today) {
    OutcomeChecks checks = new OutcomeChecks(renewal, request);
    checks.dates(today);
    checks.fitting();
    checks.followUp();
    checks.amounts();
    if (!checks.errors.isEmpty()) {
      throw ProblemException.invalid(checks.errors);
    }
  }

  private void dates(LocalDate today) {
    LocalDate decided = request.decidedDate();
    if (decided != null && decided.isAfter(today)) {
      error("/decidedDate", "out_of_range", "The decision would be in the future.");
    }
    LocalDate due = renewal.dueDate;
    LocalDate effective = lastDay(renewal, request, null);
    if (request.outcome() == Outcome.TERMINATED_EARLY) {
      if (effective == null) {
        error("/effectiveDate", "required", "Say the last day in force.");
      } else if (due != null && !effective.isBefore(due)) {
        error("/effectiveDate", "out_of_range", "That is not before the due date " + due + ": it is NOT_RENEWED.");
      }
    }
  }

  /** Last day in force, as asked for or as the notice says. */
  static @Nullable LocalDate lastDay(RenewalEntity renewal, OutcomeRequest request, @Nullable LocalDate otherwise) {
    LocalDate given = request.effectiveDate();
    LocalDate noticed = renewal.noticeEffectiveDate;
    return given != null ? given : noticed != null ? noticed : otherwise;
  }

  private void fitting() {
    boolean voids = request.outcome() == Outcome.VOIDED;
    if (voids && request.voidReason() == null) {
      error("/voidReason", "required", "Say why it is not a decision.");
    }
    if (!voids && request.voidReason() != null) {
      error("/voidReason", "invalid", "Only VOIDED has a void reason.");
    }
    if (request.effectiveDate() != null && !request.outcome().isLost()) {
      error("/effectiveDate", "invalid", "Only a loss has a last day.");
    }
    boolean isTermed = renewal.kind == RenewalKind.TERM;
    if (request.outcome() == Outcome.TERMINATED_EARLY && !isTermed) {
      error("/outcome", "invalid", "Only the decision at the end of a term can be terminated early.");
    }
  }

  private void followUp() {
    boolean renewed = request.outcome() == Outcome.RENEWED;
    OutcomeRequest.FollowUpFields followUp = request.followUp();
    if (followUp == null) {
      if (renewed) {
        error("/followUp", "required", "Say what becomes of the contract: CREATE, EXTEND, LINK or NONE.");
      }
      return;
    }
    if (!renewed) {
      error("/followUp", "invalid", "Only RENEWED has a follow-up.");
      return;
    }
    Set<FollowUpKind> allowed =
        switch (renewal.kind) {
          case TERM -> ON_TERMS;
          case CO_TERM -> ON_GROUPS;
          case EVERGREEN -> ON_EVERGREEN;
          case LINE -> ON_LINES;
        };
    if (!allowed.contains(followUp.kind())) {
      error("/followUp/kind", "invalid", "A renewal of kind " + renewal.kind + " can be followed by " + allowed + ".");
    }
    boolean createsForGroup = followUp.kind() == FollowUpKind.CREATE && renewal.kind == RenewalKind.CO_TERM;
    if (createsForGroup && followUp.termMonths() == null) {
      error("/followUp/termMonths", "required", "The contracts had terms of their own; say how long the common one is.");
    }
    boolean links = followUp.kind() == FollowUpKind.LINK;
    if (links && followUp.contractId() == null) {
      error("/followUp/contractId", "required", "Name the contract that follows.");
    }
    if (!links && followUp.contractId() != null) {
      error("/followUp/contractId", "invalid", "Only LINK names a contract.");
    }
    if (followUp.startDate() != null && followUp.kind() != FollowUpKind.CREATE) {
      error("/followUp/startDate", "invalid", "Only CREATE has a start.");
    }
    if (followUp.termMonths() != null && (links || followUp.kind() == FollowUpKind.NONE)) {
      error("/followUp/termMonths", "invalid", "Only CREATE and EXTEND have a term.");
    }
  }

  private void amounts() {
    Money renewed = request.renewedAmount();
    OutcomeRequest.AmountChangeFields change = request.amountChange();
    if (request.outcome() != Outcome.RENEWED) {
      if (renewed != null || change != null) {
        error(renewed != null ? "/renewedAmount" : "/amountChange", "invalid", "Only RENEWED has a renewed amount.");
      }
      return;
    }
    if (renewed != null) {
      currency("/renewedAmount/currency", renewed);
      if (renewed.amount().signum() < 0) {
        error("/renewedAmount/amount", "out_of_range", "The amount must not be negative.");
      }
    }
    if (change != null) {
      currency("/amountChange/price/currency", change.price());
      currency("/amountChange/quantity/currency", change.quantity());
      currency("/amountChange/product/currency", change.product());
      if (renewed == null) {
        error("/renewedAmount", "required", "An amount change needs the renewed amount it leads to.");
      } else if (change.change().total().compareTo(renewed.amount().subtract(renewal.renewalAmount)) != 0) {
        error(
            "/amountChange", "invalid",
            "The parts must add up to renewedAmount less " + new Money(renewal.renewalAmount, renewal.currency).plainAmount() + ".");
      }
    }
  }

  private void currency(String pointer, Money money) {
    if (!money.currency().equals(renewal.currency)) {
      error(pointer, "invalid", "The contract's currency is " + renewal.currency + ".");
    }
  }

  private void error(String pointer, String code, String detail) {
    errors.add(FieldError.at(pointer, code, detail));
  }
}
