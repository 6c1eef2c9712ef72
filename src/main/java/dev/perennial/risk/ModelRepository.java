package dev.perennial.risk;

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
import org.jspecify.annotations.Nullable;

/** All SQL of feature sets and models. */
@Singleton
class ModelRepository {
  private static final String SELECT_SET =
      "SELECT id, code, version, document, created_at, created_by FROM app.feature_set WHERE tenant_id = :tenant";

  private static final String SELECT_MODEL =
      """
      SELECT m.id, m.code, m.version, m.kind, m.state, m.feature_set_id, m.document, m.provenance, m.created_at,
             m.created_by, m.activated_at, m.retired_at, f.document AS feature_set_document, f.code AS feature_set_code,
             f.version AS feature_set_version, t.result AS training
      FROM app.scoring_model m
      LEFT JOIN app.model_training t ON t.tenant_id = :tenant AND t.model_id = m.id
      JOIN app.feature_set f ON f.tenant_id = :tenant AND f.id = m.feature_set_id
      WHERE m.tenant_id = :tenant""";

  private final Jdbi jdbi;
  private final CallerContext callers;

  ModelRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<FeatureSetRow> featureSet(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT_SET + " AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(FeatureSetRow::read)
                .findOne());
  }

  List<FeatureSetRow> featureSets(Keyset<FeatureSetRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT_SET + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(FeatureSetRow::read)
                .list());
  }

  Optional<ScoringModelRow> model(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT_MODEL + " AND m.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(ScoringModelRow::read)
                .findOne());
  }

  /** The model whose scores people act on. */
  Optional<UUID> activeModel() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM app.scoring_model WHERE tenant_id = :tenant AND state = 'ACTIVE'")
                .bind("tenant", callers.tenantId())
                .mapTo(UUID.class)
                .findOne());
  }

  /** The newest scorecard that ever was active, else the newest. */
  Optional<UUID> rulesOnly() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM app.scoring_model WHERE tenant_id = :tenant AND kind = 'SCORECARD'"
                        + " ORDER BY activated_at DESC NULLS LAST, created_at DESC, id LIMIT 1")
                .bind("tenant", callers.tenantId())
                .mapTo(UUID.class)
                .findOne());
  }

  /** Models that score beside the active one. */
  List<UUID> shadowModels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id FROM app.scoring_model WHERE tenant_id = :tenant AND state = 'SHADOW' ORDER BY id")
                .bind("tenant", callers.tenantId())
                .mapTo(UUID.class)
                .list());
  }

  List<ScoringModelRow> models(Keyset<ScoringModelRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT_MODEL + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(ScoringModelRow::read)
                .list());
  }

  /** Two at the same time get the same number; the second to commit is refused as a conflict. */
  int nextFeatureSetVersion(String code) {
    return next("app.feature_set", code);
  }

  int nextModelVersion(String code) {
    return next("app.scoring_model", code);
  }

  private int next(String table, String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(max(version), 0) + 1 FROM "
                        + table
                        + " WHERE tenant_id = :tenant AND code = :code")
                .bind("tenant", callers.tenantId())
                .bind("code", code)
                .mapTo(Integer.class)
                .one());
  }

  void insertFeatureSet(UUID id, String code, int version, JsonNode document, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.feature_set (tenant_id, id, code, version, document, created_at, created_by)"
                        + " VALUES (:tenant, :id, :code, :version, :document, :now, :actor)")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bind("code", code)
                .bind("version", version)
                .bindByType("document", document, JsonNode.class)
                .bind("now", now)
                .bind("actor", callers.caller().actor())
                .execute());
  }

  void insertModel(
      UUID id,
      String code,
      int version,
      ScoringModelKind kind,
      ModelState state,
      UUID featureSetId,
      JsonNode document,
      JsonNode provenance,
      Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO app.scoring_model (tenant_id, id, code, version, kind, state, feature_set_id, document,
                                                   provenance, created_at, created_by, activated_at)
                    VALUES (:tenant, :id, :code, :version, :kind, :state, :featureSet, :document, :provenance,
                            :now, :actor, :activatedAt)
                    """)
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bind("code", code)
                .bind("version", version)
                .bind("kind", kind.name())
                .bind("state", state.name())
                .bind("featureSet", featureSetId)
                .bindByType("document", document, JsonNode.class)
                .bindByType("provenance", provenance, JsonNode.class)
                .bind("now", now)
                .bind("actor", callers.caller().actor())
                .bind("activatedAt", activatedAt(state, now))
                .execute());
  }

  /**
   * Lets a draft or retired model score in the shadow.
   *
   * @return false where it is in another state
   */
  boolean shadow(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE app.scoring_model SET state = 'SHADOW', retired_at = NULL"
                            + " WHERE tenant_id = :tenant AND id = :id AND state IN ('DRAFT', 'RETIRED')")
                    .bind("tenant", callers.tenantId())
                    .bind("id", id)
                    .execute()
                == 1);
  }

  private static @Nullable Instant activatedAt(ModelState state, Instant now) {
    return state == ModelState.ACTIVE ? now : null;
  }

  /**
   * Retires whatever is active, then makes this one active; two at the same time meet in the unique
   * index.
   */
  void activate(UUID id, Instant now) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "UPDATE app.scoring_model SET state = 'RETIRED', retired_at = :now"
                      + " WHERE tenant_id = :tenant AND state = 'ACTIVE' AND id <> :id")
              .bind("tenant", callers.tenantId())
              .bind("id", id)
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  "UPDATE app.scoring_model SET state = 'ACTIVE', activated_at = :now, retired_at = NULL"
                      + " WHERE tenant_id = :tenant AND id = :id AND state <> 'ACTIVE'")
              .bind("tenant", callers.tenantId())
              .bind("id", id)
              .bind("now", now)
              .execute();
        });
  }
}
