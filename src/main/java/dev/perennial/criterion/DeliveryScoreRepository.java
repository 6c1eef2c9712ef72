package dev.perennial.criterion;

import dev.perennial.fact.Fact;
import dev.perennial.fact.FactKey;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of delivery scores. */
@Singleton
class DeliveryScoreRepository {
  /** In the order of the key, so that two batches that overlap wait for each other instead of deadlocking. */
  private static final String STORE =
      """
      INSERT INTO app.delivery_score (tenant_id, source, source_id, revision, purchase_criterion_id, customer_id, value,
                                   respondent_contact_id, evidence, evidence_url, occurred_at, known_at, recorded_at, retracted)
      SELECT :tenant, k.source, k.source_id, k.revision, m.id, m.customer_id, k.value, k.respondent, k.evidence, k.evidence_url, k.occurred_at,
             k.known_at, :now, k.retracted
      FROM unnest(:sources, :sourceIds, CAST(:revisions AS int[]), :criteria, CAST(:values AS float8[]),
                  CAST(:respondents AS uuid[]), :evidence, :evidenceUrls, CAST(:occurred AS timestamptz[]),
                  CAST(:known AS timestamptz[]), CAST(:retracted AS boolean[]))
        AS k(source, source_id, revision, criterion, value, respondent, evidence, evidence_url, occurred_at, known_at, retracted)
      JOIN app.purchase_criterion m ON m.tenant_id = :tenant AND m.id = k.criterion
      ORDER BY k.source, k.source_id, k.revision
      ON CONFLICT DO NOTHING RETURNING source, source_id, revision
      """;

  private static final String SELECT =
      "SELECT x.*, " + FactKey.idSql(PurchaseCriterionRepository.DELIVERY_SCORE, "x") + " AS id FROM app.delivery_score x WHERE x.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  DeliveryScoreRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Stores what is new and says which. */
  Set<FactKey> store(List<Fact<DeliveryScoreFields>> batch, Instant now) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(STORE)
                    .bind("tenant", callers.tenantId())
                    .bind("now", now)
                    .bind("sources", batch.stream().map(Fact::source).toArray(String[]::new))
                    .bind("sourceIds", batch.stream().map(Fact::sourceId).toArray(String[]::new))
                    .bind("revisions", batch.stream().map(f -> String.valueOf(f.revision())).toArray(String[]::new))
                    .bind("criteria", batch.stream().map(Fact::about).toArray(UUID[]::new))
                    .bind("values", texts(batch.stream().map(Fact::value).toList()))
                    .bind("respondents", texts(batch.stream().map(Fact::respondent).toList()))
                    .bind("evidence", texts(batch.stream().map(f -> f.fields().evidence()).toList()))
                    .bind("evidenceUrls", texts(batch.stream().map(f -> f.fields().evidenceUrl()).toList()))
                    .bind("occurred", batch.stream().map(f -> f.occurredAt().atOffset(ZoneOffset.UTC).toString()).toArray(String[]::new))
                    .bind("known", batch.stream().map(f -> f.knownAt().atOffset(ZoneOffset.UTC).toString()).toArray(String[]::new))
                    .bind("retracted", batch.stream().map(f -> String.valueOf(f.retracted())).toArray(String[]::new))
                    .map((row, context) -> new FactKey(row.getString(1), row.getString(2), row.getInt(3)))
                    .list()));
  }

  private static String[] texts(List<? extends @Nullable Object> values) {
    return values.stream().map(value -> value == null ? null : value.toString()).toArray(String[]::new);
  }

  DeliveryScoreView find(FactKey key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND x.source = :source AND x.source_id = :sourceId AND x.revision = :revision")
                .bind("tenant", callers.tenantId())
                .bind("source", key.source())
                .bind("sourceId", key.sourceId())
                .bind("revision", key.revision())
                .map(DeliveryScoreView::read)
                .one());
  }

  /** @param all superseded and retracted ones, too */
  List<DeliveryScoreView> list(Keyset<DeliveryScoreView> keyset, Filters filters, boolean all, @Nullable PointInTime at) {
    String visible =
        all ? " AND x.known_at <= :knownAt AND x.recorded_at <= :recordedBy" : FactKey.visibleSql(PurchaseCriterionRepository.DELIVERY_SCORE, "x");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + visible + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("knownAt", at == null ? PointInTime.ALL : at.knownAt())
                .bind("recordedBy", at == null ? PointInTime.ALL : at.recordedBy())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(DeliveryScoreView::read)
                .list());
  }
}
