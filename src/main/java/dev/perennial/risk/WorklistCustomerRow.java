package dev.perennial.risk;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A customer's decisions together; amounts × 10,000. */
record WorklistCustomerRow(
    UUID customerId,
    String customerName,
    @Nullable String tier,
    long amount,
    long expectedLoss,
    int decisions,
    LocalDate nextDecisionDeadlineDate) {
  static WorklistCustomerRow read(ResultSet row, StatementContext context) throws SQLException {
    return new WorklistCustomerRow(
        Rows.uuid(row, "customer_id"),
        row.getString("customer_name"),
        row.getString("tier"),
        row.getLong("amount"),
        row.getLong("expected_loss"),
        row.getInt("decisions"),
        Rows.date(row, "next_decision_deadline_date"));
  }
}
