package dev.perennial.successmetric;

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

/** All SQL of measurements. */
@Singleton
class MeasurementRepository {
  /** In the order of the key, so that two batches that overlap wait for each other instead of deadlocking. */
  private static final String STORE =
      """
      INSERT INTO app.measurement (tenant_id, source, source_id, revision, success_metric_id, customer_id, value,
                                   respondent_contact_id, follow_up_month, occurred_at, known_at, recorded_at, retracted)
      SELECT :tenant, k.source, k.source_id, k.revision, m.id, m.customer_id, k.value, k.respondent, k.month, k.occurred_at,
             k.known_at, :now, k.retracted
      FROM unnest(:sources, :sourceIds, CAST(:revisions AS int[]), :metrics, CAST(:values AS float8[]),
                  CAST(:respondents AS uuid[]), CAST(:months AS int[]), CAST(:occurred AS timestamptz[]),
                  CAST(:known AS timestamptz[]), CAST(:retracted AS boolean[]))
        AS k(source, source_id, revision, metric, value, respondent, month, occurred_at, known_at, retracted)
      JOIN app.success_metric m ON m.tenant_id = :tenant AND m.id = k.metric
      ORDER BY k.source, k.source_id, k.revision
      ON CONFLICT DO NOTHING RETURNING source, source_id, revision
      """;

  /** A correction may have moved a measurement to another metric. */
  private static final String METRICS =
      """
      SELECT DISTINCT x.success_metric_id FROM unnest(:sources, :sourceIds) AS k(source, source_id)
      JOIN app.measurement x ON x.tenant_id = :tenant AND x.source = k.source AND x.source_id = k.source_id
      """;

  private static final String SELECT =
      "SELECT x.*, " + FactKey.idSql(MetricSql.MEASUREMENT, "x") + " AS id FROM app.measurement x WHERE x.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  MeasurementRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Stores what is new and says which. */
  Set<FactKey> store(List<Fact<MeasurementFields>> batch, Instant now) {
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
                    .bind("metrics", batch.stream().map(Fact::about).toArray(UUID[]::new))
                    .bind("values", texts(batch.stream().map(Fact::value).toList()))
                    .bind("respondents", texts(batch.stream().map(Fact::respondent).toList()))
                    .bind("months", texts(batch.stream().map(f -> f.fields().followUpMonth()).toList()))
                    .bind("occurred", batch.stream().map(f -> f.occurredAt().atOffset(ZoneOffset.UTC).toString()).toArray(String[]::new))
                    .bind("known", batch.stream().map(f -> f.knownAt().atOffset(ZoneOffset.UTC).toString()).toArray(String[]::new))
                    .bind("retracted", batch.stream().map(f -> String.valueOf(f.retracted())).toArray(String[]::new))
                    .map((row, context) -> new FactKey(row.getString(1), row.getString(2), row.getInt(3)))
                    .list()));
  }

  private static String[] texts(List<? extends @Nullable Object> values) {
    return values.stream().map(value -> value == null ? null : value.toString()).toArray(String[]::new);
  }

  /** The metrics that any revision of these belonged to. */
  UUID[] metrics(List<Fact<MeasurementFields>> batch) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(METRICS)
                .bind("tenant", callers.tenantId())
                .bind("sources", batch.stream().map(Fact::source).toArray(String[]::new))
                .bind("sourceIds", batch.stream().map(Fact::sourceId).toArray(String[]::new))
                .mapTo(UUID.class)
                .list()
                .toArray(UUID[]::new));
  }

  MeasurementView find(FactKey key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND x.source = :source AND x.source_id = :sourceId AND x.revision = :revision")
                .bind("tenant", callers.tenantId())
                .bind("source", key.source())
                .bind("sourceId", key.sourceId())
                .bind("revision", key.revision())
                .map(MeasurementView::read)
                .one());
  }

  /** @param all superseded and retracted ones, too */
  List<MeasurementView> list(Keyset<MeasurementView> keyset, Filters filters, boolean all, @Nullable PointInTime at) {
    String visible =
        all ? " AND x.known_at <= :knownAt AND x.recorded_at <= :recordedBy" : FactKey.visibleSql(MetricSql.MEASUREMENT, "x");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + visible + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("knownAt", at == null ? PointInTime.ALL : at.knownAt())
                .bind("recordedBy", at == null ? PointInTime.ALL : at.recordedBy())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(MeasurementView::read)
                .list());
  }
}
