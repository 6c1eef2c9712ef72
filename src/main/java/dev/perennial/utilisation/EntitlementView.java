package dev.perennial.utilisation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What a contract grants of a metered unit. */
@Schema(name = "Entitlement")
record EntitlementView(
    UUID id, long version, String etag, UUID contractId, @Nullable UUID lineId, String unit, double quantity,
    GrantPeriod period, String usageType, UsageAggregation aggregation, @Nullable LocalDate startDate,
    @Nullable LocalDate endDate, @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt, Instant updatedAt) {

  static EntitlementView read(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new EntitlementView(
        Rows.uuid(row, "id"), version, ETags.ofVersion(version), Rows.uuid(row, "contract_id"),
        Rows.uuidOrNull(row, "line_id"), row.getString("unit"), row.getDouble("quantity"),
        GrantPeriod.valueOf(row.getString("period")), row.getString("usage_type"),
        UsageAggregation.valueOf(row.getString("aggregation")), Rows.dateOrNull(row, "start_date"),
        Rows.dateOrNull(row, "end_date"), row.getString("external_ids"), Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
