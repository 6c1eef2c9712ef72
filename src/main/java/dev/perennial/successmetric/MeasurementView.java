package dev.perennial.successmetric;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A stored measurement. */
@Schema(name = "Measurement")
record MeasurementView(
    @Schema(description = "Made from source, source id and revision: the same wherever it appears.") UUID id,
    String source,
    String sourceId,
    int revision,
    UUID successMetricId,
    UUID customerId,
    @Nullable Double value,
    @Nullable Integer followUpMonth,
    @Nullable UUID respondentContactId,
    Instant occurredAt,
    Instant knownAt,
    Instant recordedAt,
    boolean retracted) {

  static MeasurementView read(ResultSet row, StatementContext context) throws SQLException {
    return new MeasurementView(
        Rows.uuid(row, "id"), row.getString("source"), row.getString("source_id"), row.getInt("revision"),
        Rows.uuid(row, "success_metric_id"), Rows.uuid(row, "customer_id"), Rows.doubleOrNull(row, "value"),
        Rows.integerOrNull(row, "follow_up_month"), Rows.uuidOrNull(row, "respondent_contact_id"),
        Rows.instant(row, "occurred_at"), Rows.instant(row, "known_at"), Rows.instant(row, "recorded_at"),
        row.getBoolean("retracted"));
  }
}
