package dev.perennial.criterion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A purchase criterion with its newest delivery score. */
@Schema(name = "PurchaseCriterion")
record PurchaseCriterionView(
    UUID id,
    long version,
    String etag,
    UUID customerId,
    @Nullable UUID contractId,
    @Nullable UUID renewalId,
    String criterion,
    int importance,
    boolean mustHave,
    double expected,
    @Nullable Integer ourRank,
    @Schema(description = "The newest score; null when nobody scored it.") @Nullable LatestDelivery latest,
    @Schema(description = "Scores that are neither superseded nor retracted.") int scoreCount,
    @JsonRawValue @Schema(implementation = ExternalId[].class) String externalIds,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * The score that counts, with its evidence.
   *
   * @param source the system that told it
   */
  record LatestDelivery(
      UUID deliveryScoreId,
      double value,
      @Nullable String evidence,
      @Nullable String evidenceUrl,
      @Nullable UUID respondentContactId,
      Instant occurredAt,
      @JsonIgnore String source) {}

  static PurchaseCriterionView read(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new PurchaseCriterionView(
        Rows.uuid(row, "id"), version, ETags.ofVersion(version), Rows.uuid(row, "customer_id"),
        Rows.uuidOrNull(row, "contract_id"), Rows.uuidOrNull(row, "renewal_id"), row.getString("criterion"),
        row.getInt("importance"), row.getBoolean("must_have"), row.getDouble("expected"), Rows.integerOrNull(row, "our_rank"),
        latest(row), row.getInt("score_count"), row.getString("external_ids"), Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }

  private static @Nullable LatestDelivery latest(ResultSet row) throws SQLException {
    UUID id = Rows.uuidOrNull(row, "score_id");
    return id == null
        ? null
        : new LatestDelivery(
            id, row.getDouble("score"), row.getString("evidence"), row.getString("evidence_url"),
            Rows.uuidOrNull(row, "respondent_contact_id"), Rows.instant(row, "scored_at"), row.getString("score_source"));
  }
}
