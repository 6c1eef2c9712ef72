package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads the ledger of scores. */
@Singleton
class RiskScoreReader {
  private static final String SELECT =
      "SELECT " + RiskScoreRow.COLUMNS + " FROM app.risk_score s WHERE s.tenant_id = :tenant";

  /**
   * The previous one is the renewal's latest before it by the same model version, of those stored by then: a score that is
   * loaded later for a time in between changes no answer.
   */
  private static final String WITH_PREVIOUS =
      "SELECT "
          + RiskScoreRow.COLUMNS
          + """
            , p.id AS previous_id, p.contributions AS previous_contributions
            FROM app.risk_score s
            LEFT JOIN LATERAL (
              SELECT b.id, b.contributions FROM app.risk_score b
              WHERE b.tenant_id = :tenant AND b.renewal_id = s.renewal_id AND b.model_id = s.model_id
                AND (b.as_of, b.id) < (s.as_of, s.id) AND b.recorded_at <= s.recorded_at
              ORDER BY b.as_of DESC, b.id DESC LIMIT 1) p ON true
            WHERE s.tenant_id = :tenant AND s.id = :id
            """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  RiskScoreReader(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<RiskScoreRow> find(UUID id) {
    return find(new UUID[] {id}).stream().findFirst();
  }

  Optional<ScoreWithPrevious> findWithPrevious(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WITH_PREVIOUS)
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map(ScoreWithPrevious::read)
                .findOne());
  }

  List<RiskScoreRow> find(UUID[] ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND s.id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", ids)
                .map(RiskScoreRow::read)
                .list());
  }

  List<RiskScoreRow> ofRenewal(UUID renewal, Keyset<RiskScoreRow> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " AND s.renewal_id = :renewal"
                        + keyset.predicate()
                        + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("renewal", renewal)
                .bindMap(keyset.binds())
                .map(RiskScoreRow::read)
                .list());
  }

  List<RiskScoreRow> ofRun(UUID run, Keyset<RiskScoreRow> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND s.run_id = :run" + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("run", run)
                .bindMap(keyset.binds())
                .map(RiskScoreRow::read)
                .list());
  }

  boolean renewalExists(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM app.renewal WHERE tenant_id = :tenant AND id = :id)")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
  }
}
