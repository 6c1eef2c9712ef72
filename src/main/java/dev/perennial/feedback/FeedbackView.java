package dev.perennial.feedback;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A feedback item.
 *
 * @param daysToClosure from when it was said to when the customer was told; null before
 * @param overdue not closed and due before today
 * @param allowedTransitions where its state may go from here
 */
@Schema(name = "FeedbackItem")
record FeedbackView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    @Nullable UUID contactId,
    @Nullable FeedbackOrigin signal,
    String text,
    String category,
    FeedbackState state,
    List<FeedbackState> allowedTransitions,
    @Nullable UUID ownerId,
    @Nullable LocalDate dueDate,
    boolean overdue,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable Double daysToClosure,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt) {
  private static final double SECONDS_OF_DAY = 86_400;

  static FeedbackView read(ResultSet row) throws SQLException {
    long version = row.getLong("version");
    FeedbackState state = FeedbackState.valueOf(row.getString("state"));
    Instant opened = Rows.instant(row, "opened_at");
    Instant closed = Rows.instantOrNull(row, "closed_at");
    String source = row.getString("signal_source");
    return new FeedbackView(
        Rows.uuid(row, "id"), version, ETags.ofVersion(version), Rows.uuid(row, "standing_customer_id"),
        Rows.uuidOrNull(row, "contact_id"),
        source == null ? null : new FeedbackOrigin(source, row.getString("signal_source_id")), row.getString("text"),
        row.getString("category"), state, state.allowed(), Rows.uuidOrNull(row, "owner_id"), Rows.dateOrNull(row, "due_date"),
        row.getBoolean("overdue"), opened, Rows.instantOrNull(row, "acknowledged_at"),
        Rows.instantOrNull(row, "resolved_at"), closed,
        closed == null ? null : Double.valueOf(Duration.between(opened, closed).toSeconds() / SECONDS_OF_DAY),
        row.getString("external_ids"), Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
  }
}
