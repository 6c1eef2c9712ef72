package dev.perennial.customer;

import dev.perennial.platform.db.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer with its read model, as one SQL statement returns it; JSON columns stay text until shown. */
record CustomerRow(
    UUID id,
    long version,
    String name,
    String nameKey,
    CustomerStatus status,
    @Nullable UUID parentId,
    @Nullable UUID csmId,
    @Nullable UUID renewalManagerId,
    @Nullable UUID accountExecutiveId,
    @Nullable String tier,
    @Nullable String sizeClass,
    @Nullable String region,
    String currency,
    @Nullable UUID referredById,
    @Nullable LocalDate doNotContactUntilDate,
    String attributes,
    String externalIds,
    Instant createdAt,
    Instant updatedAt,
    @Nullable BigDecimal mrr,
    @Nullable UUID nextRenewalId,
    @Nullable LocalDate nextRenewalDueDate,
    @Nullable Double highestRisk,
    @Nullable String highestRiskBand,
    @Nullable Instant lastInteractionAt) {

  static CustomerRow read(ResultSet row, @Nullable BigDecimal mrr) throws SQLException {
    return new CustomerRow(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        row.getString("name"),
        row.getString("name_key"),
        CustomerStatus.valueOf(row.getString("status")),
        Rows.uuidOrNull(row, "parent_id"),
        Rows.uuidOrNull(row, "csm_id"),
        Rows.uuidOrNull(row, "renewal_manager_id"),
        Rows.uuidOrNull(row, "account_executive_id"),
        row.getString("tier"),
        row.getString("size_class"),
        row.getString("region"),
        row.getString("currency"),
        Rows.uuidOrNull(row, "referred_by_id"),
        Rows.dateOrNull(row, "do_not_contact_until_date"),
        row.getString("attributes"),
        row.getString("external_ids"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"),
        mrr,
        Rows.uuidOrNull(row, "next_renewal_id"),
        Rows.dateOrNull(row, "next_renewal_due_date"),
        Rows.doubleOrNull(row, "highest_risk"),
        row.getString("highest_risk_band"),
        Rows.instantOrNull(row, "last_interaction_at"));
  }
}
