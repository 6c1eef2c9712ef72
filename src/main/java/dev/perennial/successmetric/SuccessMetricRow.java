package dev.perennial.successmetric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A metric as read, with what hangs on it still as JSON. */
record SuccessMetricRow(
    UUID id,
    long version,
    UUID customerId,
    String name,
    @Nullable String unit,
    MetricDirection direction,
    MetricDefiner definedBy,
    @Nullable Double baseline,
    @Nullable LocalDate baselineDate,
    @Nullable Double target,
    @Nullable LocalDate targetDate,
    @Nullable Boolean attributable,
    @Nullable Boolean measurable,
    @Nullable Boolean benefit,
    List<Integer> followUpMonths,
    @Nullable JsonNode formula,
    String externalIds,
    Instant createdAt,
    Instant updatedAt,
    @Nullable JsonNode points,
    @Nullable JsonNode followUps,
    @Nullable Double derivedValue) {

  static SuccessMetricRow read(ResultSet row, StatementContext context) throws SQLException {
    return new SuccessMetricRow(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        Rows.uuid(row, "customer_id"),
        row.getString("name"),
        row.getString("unit"),
        MetricDirection.valueOf(row.getString("direction")),
        MetricDefiner.valueOf(row.getString("defined_by")),
        Rows.doubleOrNull(row, "baseline"),
        Rows.dateOrNull(row, "baseline_date"),
        Rows.doubleOrNull(row, "target"),
        Rows.dateOrNull(row, "target_date"),
        row.getObject("attributable", Boolean.class),
        row.getObject("measurable", Boolean.class),
        row.getObject("benefit", Boolean.class),
        List.of((Integer[]) row.getArray("follow_up_months").getArray()),
        json(row, "formula", context),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        json(row, "points", context),
        json(row, "follow_ups", context),
        Rows.doubleOrNull(row, "derived_value"));
  }

  private static @Nullable JsonNode json(ResultSet row, String column, StatementContext context) throws SQLException {
    return row.getString(column) == null ? null : context.findColumnMapperFor(JsonNode.class).orElseThrow().map(row, column, context);
  }
}
