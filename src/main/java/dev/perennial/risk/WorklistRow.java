package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the board holds it: amounts × 10,000, probability and expected loss -1 where it was
 * never scored.
 */
record WorklistRow(
    UUID renewalId,
    UUID customerId,
    String customerName,
    @Nullable UUID ownerId,
    @Nullable String tier,
    String kind,
    String stage,
    @Nullable LocalDate dueDate,
    LocalDate decisionDeadlineDate,
    long amount,
    double probability,
    @Nullable String band,
    boolean atRisk,
    long expectedLoss,
    @Nullable UUID scoreId,
    @Nullable Instant scoredAt) {
  static WorklistRow read(ResultSet row, StatementContext context) throws SQLException {
    return new WorklistRow(
        Rows.uuid(row, "renewal_id"),
        Rows.uuid(row, "customer_id"),
        row.getString("customer_name"),
        Rows.uuidOrNull(row, "owner_id"),
        row.getString("tier"),
        row.getString("kind"),
        row.getString("stage"),
        Rows.dateOrNull(row, "due_date"),
        Rows.date(row, "decision_deadline_date"),
        row.getLong("amount"),
        row.getDouble("probability"),
        row.getString("band"),
        row.getBoolean("at_risk"),
        row.getLong("expected_loss"),
        Rows.uuidOrNull(row, "score_id"),
        Rows.instantOrNull(row, "scored_at"));
  }
}
