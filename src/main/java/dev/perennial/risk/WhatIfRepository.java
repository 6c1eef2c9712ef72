package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a what-if needs to know beside the features, in one round trip. */
@Singleton
class WhatIfRepository {
  private static final String SUBJECT =
      """
      SELECT r.id, r.outcome, b.score_id,
             (SELECT m.id FROM app.scoring_model m WHERE m.tenant_id = :tenant AND m.state = 'ACTIVE') AS active_model
      FROM app.renewal r
      LEFT JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
      WHERE r.tenant_id = :tenant AND r.id =
      """;
  private static final String BY_KEY =
      """
      (SELECT k.resource_id FROM app.external_key k WHERE k.tenant_id = :tenant AND k.resource_type = 'renewal'
       AND k.source = :source AND k.external_id = :externalId AND k.deleted_at IS NULL)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  WhatIfRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * @param outcome null while the renewal is open
   */
  record Subject(UUID renewal, @Nullable String outcome, @Nullable UUID latestScore, @Nullable UUID activeModel) {}

  Optional<Subject> byId(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SUBJECT + ":id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map((row, context) -> subject(row))
                .findOne());
  }

  Optional<Subject> byKey(String source, String externalId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SUBJECT + BY_KEY)
                .bind("tenant", callers.tenantId())
                .bind("source", source)
                .bind("externalId", externalId)
                .map((row, context) -> subject(row))
                .findOne());
  }

  private static Subject subject(ResultSet row) throws SQLException {
    return new Subject(
        Rows.uuid(row, "id"), row.getString("outcome"), Rows.uuidOrNull(row, "score_id"), Rows.uuidOrNull(row, "active_model"));
  }
}
