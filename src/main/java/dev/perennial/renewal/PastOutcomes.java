package dev.perennial.renewal;

import dev.perennial.editing.Written;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records outcomes of past terms from an import. What is recorded takes the place of what was inferred; contracts are left
 * as they are, because the imported ones say already what followed. The same again changes nothing.
 */
@ApplicationScoped
public class PastOutcomes {
  private final RenewalRepository repository;
  private final RenewalWriter writer;
  private final ReasonCodeService reasonCodes;
  private final SettingsService settings;
  private final SyncMode mode;

  PastOutcomes(
      RenewalRepository repository, RenewalWriter writer, ReasonCodeService reasonCodes, SettingsService settings,
      SyncMode mode) {
    this.repository = repository;
    this.writer = writer;
    this.reasonCodes = reasonCodes;
    this.settings = settings;
    this.mode = mode;
  }

  /** One result per outcome, in order; a faulty one is left out and the others are written. */
  @Transactional
  public List<Written> record(List<PastOutcome> outcomes) {
    Set<UUID> contracts = new HashSet<>();
    outcomes.forEach(outcome -> contracts.add(outcome.contractId()));
    Map<UUID, List<RenewalEntity>> renewals = repository.lockByContract(contracts);
    List<RenewalChange> changes = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      try {
        written.add(record(i, outcomes.get(i), renewals.getOrDefault(outcomes.get(i).contractId(), List.of()), changes));
      } catch (ProblemException e) {
        written.add(new Written(i, Written.Status.FAILED, null, e));
      }
    }
    writer.write(changes, mode.isQuiet());
    return written;
  }

  private Written record(int index, PastOutcome past, List<RenewalEntity> candidates, List<RenewalChange> changes) {
    check(past);
    RenewalEntity renewal = find(past, candidates);
    if (renewal.outcome == past.outcome() && renewal.outcomeSource == OutcomeSource.RECORDED) {
      checkSame(renewal, past);
      return new Written(index, Written.Status.UNCHANGED, renewal.id, null);
    }
    if (!renewal.isOpen() && renewal.outcomeSource != OutcomeSource.INFERRED) {
      throw ProblemException.conflict(
          "The renewal is decided: " + renewal.outcome + " on " + renewal.decidedDate + ". A renewal has one outcome.");
    }
    List<OutcomeDetail.Reason> reasons =
        reasonCodes.reasons(
            past.outcome(),
            past.reasonCodes().stream()
                .map(code -> new OutcomeRequest.OutcomeReasonFields(code, null, null, null))
                .toList());
    changes.add(change(renewal, past, reasons));
    return new Written(index, Written.Status.UPDATED, renewal.id, null);
  }

  /** What is recorded is only changed by a correction, which looks at what followed from it: a file that says otherwise is told so. */
  private static void checkSame(RenewalEntity renewal, PastOutcome past) {
    BigDecimal amount = past.renewedAmount();
    boolean otherAmount = amount != null && renewal.renewedAmount != null && amount.compareTo(renewal.renewedAmount) != 0;
    Set<String> reasons = new HashSet<>();
    if (renewal.outcomeDetail != null) {
      renewal.outcomeDetail.reasons().forEach(reason -> reasons.add(reason.code()));
    }
    boolean otherReasons = !past.reasonCodes().isEmpty() && !reasons.equals(Set.copyOf(past.reasonCodes()));
    if (otherAmount || otherReasons || !past.decidedDate().equals(renewal.decidedDate)) {
      throw ProblemException.conflict(
          "The outcome is recorded with another "
              + (otherAmount ? "amount" : otherReasons ? "set of reasons" : "date of decision")
              + "; correct it by POST /v1/renewals/" + renewal.id + "/outcome/correct.");
    }
  }

  private static RenewalChange change(
      RenewalEntity renewal, PastOutcome past, List<OutcomeDetail.Reason> reasons) {
    RenewalChange change = RenewalChange.of(renewal);
    boolean renewed = past.outcome() == Outcome.RENEWED;
    OutcomeDetail inferred = renewal.outcomeDetail;
    BigDecimal known = renewal.renewedAmount != null ? renewal.renewedAmount : renewal.renewalAmount;
    BigDecimal amount = past.renewedAmount() != null ? past.renewedAmount() : known;
    AmountChange parts = inferred == null ? null : inferred.amountChange();
    AmountChange amountChange =
        parts == null
            ? AmountChange.ofPrice(renewal.renewalAmount, amount)
            : parts.share(BigDecimal.ONE, amount.subtract(renewal.renewalAmount));
    OutcomeDetail detail =
        new OutcomeDetail(
            null, reasons, renewed ? amountChange : null,
            renewed ? inferred != null && inferred.followUp() != null ? inferred.followUp() : FollowUpKind.NONE : null, null);
    renewal.decide(
        past.outcome(), OutcomeSource.RECORDED, past.decidedDate(), detail, renewed ? amount : null,
        renewed ? renewal.followUpContractId : null);
    return change;
  }

  private void check(PastOutcome past) {
    if (past.outcome() == Outcome.VOIDED) {
      throw ProblemException.invalid(FieldError.at("/outcome", "invalid", "A past outcome is a decision, not VOIDED."));
    }
    if (past.decidedDate().isAfter(settings.today())) {
      throw ProblemException.invalid(FieldError.at("/decidedDate", "out_of_range", "The decision would be in the future."));
    }
    if (past.outcome() != Outcome.RENEWED && past.renewedAmount() != null && past.renewedAmount().signum() != 0) {
      throw ProblemException.invalid(FieldError.at("/renewedAmount", "invalid", "Only RENEWED has a renewed amount."));
    }
  }

  /** A service that voided the decision itself knows better than an old file: such renewals are not looked at. */
  private static RenewalEntity find(PastOutcome past, List<RenewalEntity> candidates) {
    @Nullable RenewalEntity found = null;
    for (RenewalEntity renewal : candidates) {
      LocalDate due = renewal.dueDate;
      boolean fits = past.dueDate() == null || past.dueDate().equals(due);
      boolean later = found == null || due == null || found.dueDate != null && due.isAfter(found.dueDate);
      if (renewal.kind != RenewalKind.LINE && renewal.outcome != Outcome.VOIDED && fits && later) {
        found = renewal;
      }
    }
    if (found == null) {
      throw ProblemException.notFound("renewal of the contract" + (past.dueDate() == null ? "" : " due " + past.dueDate()));
    }
    return found;
  }
}
