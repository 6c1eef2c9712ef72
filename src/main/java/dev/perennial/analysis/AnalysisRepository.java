package dev.perennial.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of stored analyses. */
@Singleton
class AnalysisRepository {
  private static final String SELECT =
      """
      SELECT a.*, j.state, j.failure FROM app.analysis a
      LEFT JOIN app.job j ON j.tenant_id = :tenant AND j.id = a.job_id
      WHERE a.tenant_id = :tenant""";

  private final Jdbi jdbi;
  private final CallerContext callers;

  AnalysisRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  void insert(AnalysisRow analysis, JsonNode parameters) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.analysis (tenant_id, id, kind, name, job_id, rerun_of, parameters, created_at, created_by)"
                        + " VALUES (:tenant, :id, :kind, :name, :job, :rerunOf, :parameters, :now, :actor)")
                .bind("tenant", callers.tenantId())
                .bind("id", analysis.id())
                .bind("kind", analysis.kind().name())
                .bind("name", analysis.name())
                .bind("job", analysis.jobId())
                .bind("rerunOf", analysis.rerunOf())
                .bindByType("parameters", parameters, JsonNode.class)
                .bind("now", analysis.createdAt())
                .bind("actor", analysis.createdBy())
                .execute());
  }

  Optional<AnalysisRow> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND a.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(AnalysisRow::read)
                .findOne());
  }

  List<AnalysisRow> list(Keyset<AnalysisRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(AnalysisRow::read)
                .list());
  }

  void finish(UUID id, JsonNode result, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE app.analysis SET result = :result, finished_at = :now"
                        + " WHERE tenant_id = :tenant AND id = :id AND finished_at IS NULL")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bindByType("result", result, JsonNode.class)
                .bind("now", now)
                .execute());
  }

  /** The feature set of the active model. */
  Optional<UUID> activeFeatureSet() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT feature_set_id FROM app.scoring_model WHERE tenant_id = :tenant AND state = 'ACTIVE'")
                .bind("tenant", callers.tenantId())
                .mapTo(UUID.class)
                .findOne());
  }
}
