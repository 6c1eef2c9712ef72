package dev.perennial.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perennial.platform.db.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its facts tell of it.
 *
 * @param id made from source and subject key: the same wherever it appears
 * @param severity as last stated, 1 low to 4 critical
 * @param openedAt when it was opened, the last time if it was closed in between
 * @param ageDays whole days it is, or was, open
 * @param facts how many signals tell of it
 */
@Schema(name = "Ticket")
record TicketView(
    UUID id,
    String source,
    String subjectKey,
    UUID customerId,
    String type,
    TicketState state,
    @Nullable Integer severity,
    Instant openedAt,
    @Nullable Instant closedAt,
    Instant lastUpdateAt,
    long ageDays,
    long facts,
    @JsonIgnore int sortSeverity) {

  static TicketView read(ResultSet row, Instant now) throws SQLException {
    TicketState state = TicketState.valueOf(row.getString("state"));
    Instant opened = Rows.instant(row, "opened_at");
    Instant closed = state == TicketState.OPEN ? null : Rows.instantOrNull(row, "closed_at");
    return new TicketView(
        Rows.uuid(row, "id"), row.getString("source"), row.getString("subject_key"), Rows.uuid(row, "customer_id"),
        row.getString("type"), state, Rows.integerOrNull(row, "severity"), opened, closed,
        Rows.instant(row, "last_update_at"), Math.max(0, Duration.between(opened, closed == null ? now : closed).toDays()),
        row.getLong("facts"), row.getInt("sort_severity"));
  }
}
