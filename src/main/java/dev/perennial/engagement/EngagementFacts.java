package dev.perennial.engagement;

import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one statement finds out about a customer's interactions. */
record EngagementFacts(
    @Nullable Instant lastContactAt,
    @Nullable Instant lastInboundAt,
    @Nullable Instant lastOutboundAt,
    long contacts,
    @Nullable Instant connectedSince,
    @Nullable Instant customerSince,
    @Nullable UUID contractId,
    @Nullable LocalDate termFrom,
    @Nullable LocalDate termTo,
    @Nullable Double longestGapDays,
    @Nullable Instant gapFrom,
    @Nullable Instant gapTo,
    EngagementView.Window recent,
    EngagementView.Window before,
    @Nullable Double sentimentSlope,
    @Nullable LocalDate doNotContactUntilDate,
    @Nullable Integer cap,
    @Nullable Integer capDays,
    int outboundInCap,
    @Nullable Instant capFreesAt,
    String participants,
    String restrictedContacts) {

  /** Since when a source could tell of the customer, which may be newer than the source; null: none is connected. */
  @Nullable Instant couldTellSince() {
    return connectedSince != null && customerSince != null && customerSince.isAfter(connectedSince)
        ? customerSince
        : connectedSince;
  }

  static EngagementFacts read(ResultSet row, int windowDays) throws SQLException {
    return new EngagementFacts(
        Rows.instantOrNull(row, "last_contact"),
        Rows.instantOrNull(row, "last_inbound"),
        Rows.instantOrNull(row, "last_outbound"),
        row.getLong("contacts"),
        Rows.instantOrNull(row, "connected_since"),
        Rows.instantOrNull(row, "customer_since"),
        Rows.uuidOrNull(row, "contract_id"),
        Rows.dateOrNull(row, "term_from"),
        Rows.dateOrNull(row, "term_to"),
        Rows.doubleOrNull(row, "gap_days"),
        Rows.instantOrNull(row, "gap_from"),
        Rows.instantOrNull(row, "gap_to"),
        EngagementView.Window.read(row, "recent_", windowDays),
        EngagementView.Window.read(row, "before_", windowDays),
        Rows.doubleOrNull(row, "sentiment_slope"),
        Rows.dateOrNull(row, "do_not_contact_until_date"),
        Rows.integerOrNull(row, "cap"),
        Rows.integerOrNull(row, "cap_days"),
        row.getInt("outbound_in_cap"),
        Rows.instantOrNull(row, "cap_frees_at"),
        row.getString("participants"),
        row.getString("restricted"));
  }
}
