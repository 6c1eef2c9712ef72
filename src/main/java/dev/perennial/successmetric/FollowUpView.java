package dev.perennial.successmetric;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A follow-up in a list of many metrics. */
@Schema(name = "FollowUp")
record FollowUpView(
    UUID id,
    UUID successMetricId,
    String successMetricName,
    @Nullable String unit,
    UUID customerId,
    String customerName,
    @Schema(description = "Months after the start.") int month,
    LocalDate dueDate,
    FollowUpState state,
    @Schema(description = "When the measurement held that answered it.") @Nullable Instant measuredAt) {

  static FollowUpView read(ResultSet row, LocalDate today) throws SQLException {
    Instant measured = Rows.instantOrNull(row, "measured_at");
    LocalDate due = Rows.date(row, "due_date");
    return new FollowUpView(
        Rows.uuid(row, "id"), Rows.uuid(row, "success_metric_id"), row.getString("name"), row.getString("unit"),
        Rows.uuid(row, "customer_id"), row.getString("customer_name"), row.getInt("month"), due,
        FollowUpState.of(measured != null, due, today), measured);
  }
}
