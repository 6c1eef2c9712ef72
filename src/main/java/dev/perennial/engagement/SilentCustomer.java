package dev.perennial.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A customer with its silence: one line of the worklist.
 *
 * @param silentDays null when no source of interactions is connected
 */
@Schema(name = "SilentCustomer")
record SilentCustomer(
    UUID customerId,
    String customerName,
    EngagementState state,
    @Nullable Instant silentSince,
    @Nullable Long silentDays,
    @Nullable String tier,
    @Nullable String region,
    @Nullable UUID csmId,
    @Nullable LocalDate doNotContactUntilDate,
    @Nullable UUID nextRenewalId,
    @Nullable LocalDate nextRenewalDueDate,
    @Nullable Double highestRisk,
    @JsonIgnore Instant sortTime) {

  static SilentCustomer read(ResultSet row, @Nullable Instant connected, Instant now, int silentDays)
      throws SQLException {
    Instant since = Rows.instant(row, "since");
    Silence silence =
        Silence.of(Rows.instantOrNull(row, "last_interaction_at"), connected == null ? null : since, now, silentDays);
    return new SilentCustomer(
        Rows.uuid(row, "id"), row.getString("name"), silence.state(), silence.since(), silence.days(),
        row.getString("tier"), row.getString("region"), Rows.uuidOrNull(row, "csm_id"),
        Rows.dateOrNull(row, "do_not_contact_until_date"), Rows.uuidOrNull(row, "next_renewal_id"),
        Rows.dateOrNull(row, "next_renewal_due_date"), Rows.doubleOrNull(row, "highest_risk"),
        since);
  }
}
