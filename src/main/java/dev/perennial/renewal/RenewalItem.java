package dev.perennial.renewal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perennial.kernel.Money;
import dev.perennial.platform.db.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A renewal on the board.
 *
 * @param dueDate last day of the term, null for evergreen
 * @param amount annualised recurring amount at stake, reporting currency; null only in a point-in-time answer, when its
 *     exchange rate was not known then
 * @param probability of non-renewal, null while unscored
 * @param expectedLoss probability × amount, reporting currency; before any downsell
 */
@Schema(name = "RenewalItem")
record RenewalItem(
    UUID id,
    String etag,
    UUID customerId,
    String customerName,
    UUID contractId,
    RenewalKind kind,
    String contractKind,
    @Nullable UUID ownerId,
    @Nullable String tier,
    RenewalStage stage,
    ForecastCategory forecastCategory,
    @Nullable LocalDate dueDate,
    LocalDate decisionDeadlineDate,
    boolean autoRenew,
    boolean noticeGiven,
    boolean overdue,
    @Nullable Money amount,
    @Nullable Double probability,
    @Nullable String band,
    boolean atRisk,
    @Nullable Money expectedLoss,
    @Nullable Instant scoredAt,
    @Nullable Outcome outcome,
    @Nullable String nextStep,
    @Nullable LocalDate nextStepDate,
    @Nullable LocalDate snoozedUntilDate,
    @JsonIgnore long amountUnits,
    @JsonIgnore long expectedLossUnits) {

  static RenewalItem read(ResultSet row, String etag, String currency, LocalDate today) throws SQLException {
    LocalDate due = dueDate(row);
    String outcome = row.getString("outcome");
    double probability = row.getDouble("probability");
    long amount = row.getLong("amount");
    long expectedLoss = row.getLong("expected_loss");
    return new RenewalItem(
        Rows.uuid(row, "renewal_id"),
        etag,
        Rows.uuid(row, "customer_id"),
        row.getString("customer_name"),
        Rows.uuid(row, "contract_id"),
        RenewalKind.valueOf(row.getString("kind")),
        row.getString("contract_kind"),
        Rows.uuidOrNull(row, "owner_id"),
        row.getString("tier"),
        RenewalStage.valueOf(row.getString("stage")),
        ForecastCategory.valueOf(row.getString("forecast_category")),
        due,
        Rows.date(row, "decision_deadline_date"),
        row.getBoolean("auto_renew"),
        row.getObject("notice_received_date") != null,
        outcome == null && due != null && due.isBefore(today),
        moneyOrNull(amount, currency),
        probability < 0 ? null : probability,
        row.getString("band"),
        row.getBoolean("at_risk"),
        moneyOrNull(expectedLoss, currency),
        Rows.instantOrNull(row, "scored_at"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getString("next_step"),
        Rows.dateOrNull(row, "next_step_date"),
        Rows.dateOrNull(row, "snoozed_until_date"),
        amount,
        expectedLoss);
  }

  /** The board's infinity is an evergreen renewal's missing due date. */
  static @Nullable LocalDate dueDate(ResultSet row) throws SQLException {
    LocalDate due = Rows.date(row, "due_date");
    return due.equals(LocalDate.MAX) ? null : due;
  }

  /** The board's -1 is an amount that is not known. */
  static @Nullable Money moneyOrNull(long units, String currency) {
    return units < 0 ? null : money(units, currency);
  }

  static Money money(long units, String currency) {
    return new Money(BigDecimal.valueOf(units, Money.SCALE), currency);
  }
}
