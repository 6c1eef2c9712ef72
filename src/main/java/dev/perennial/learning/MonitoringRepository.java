package dev.perennial.learning;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.scoring.feature.FeatureState;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL of what a model said in time and what became of it. */
@Singleton
class MonitoringRepository {
  /** More say no more. */
  static final int MOST_ROWS = 100_000;

  private static final int MOST_VECTORS = 20_000;

  /**
   * Judged by the last score before the decision: one that was stored on that day or later may have known it. Whether it
   * warned is told by the last score by the decision deadline, the notice and the decision, while something could be done.
   */
  private static final String LAST_IN_TIME =
      """
      WITH d AS (
        SELECT r.id, r.outcome <> 'RENEWED' AS lost, r.decided_date, c.tier, s.log_odds,
               CAST(least(r.decision_deadline_date, r.notice_received_date - 1, r.decided_date - 1) + 1 AS timestamp)
                 AT TIME ZONE :zone AS horizon
        FROM app.renewal r
        JOIN LATERAL (
          SELECT s.log_odds FROM app.risk_score s
          WHERE s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_id = :model
            AND s.as_of < r.decided_date AND s.recorded_at < r.decided_date
          ORDER BY s.as_of DESC, s.id DESC LIMIT 1) s ON true
        LEFT JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id
        WHERE r.tenant_id = :tenant AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY')
          AND r.outcome_source <> 'INFERRED' AND r.decided_date >= :from AND r.decided_date < :to
        ORDER BY r.decided_date DESC, r.id LIMIT :limit)
      SELECT d.log_odds, d.lost, d.tier, w.at_risk AS warned
      FROM d LEFT JOIN LATERAL (
        SELECT s.at_risk FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = d.id AND s.model_id = :model
          AND s.as_of < d.horizon AND s.recorded_at < d.horizon
        ORDER BY s.as_of DESC, s.id DESC LIMIT 1) w ON true
      ORDER BY d.decided_date DESC, d.id
      """;

  /** The last score by each cut-off; newest cut-offs first where there are too many. */
  private static final String VECTORS =
      """
      SELECT s.feature_values, s.feature_states
      FROM (
        SELECT r.id, least(r.due_date - CAST(:lead AS int), r.decision_deadline_date) AS cutoff FROM app.renewal r
        WHERE r.tenant_id = :tenant AND r.due_date IS NOT NULL AND r.outcome IS DISTINCT FROM 'VOIDED') r
      JOIN LATERAL (
        SELECT s.feature_values, s.feature_states FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_id = :model
          AND s.as_of < CAST(r.cutoff + 1 AS timestamp) AT TIME ZONE :zone
        ORDER BY s.as_of DESC, s.id DESC LIMIT 1) s ON true
      WHERE r.cutoff >= :from AND r.cutoff < :to
      ORDER BY r.cutoff DESC, r.id LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  MonitoringRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * A decided renewal.
   *
   * @param warned whether it was called at risk in time; false where it was not scored in time
   */
  record Judged(double logOdds, boolean lost, @Nullable String tier, boolean warned) {}

  List<Judged> judged(UUID model, LocalDate from, LocalDate to, ZoneId zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LAST_IN_TIME)
                .bind("tenant", callers.tenantId())
                .bind("model", model)
                .bind("from", from)
                .bind("to", to)
                .bind("zone", zone.getId())
                .bind("limit", MOST_ROWS + 1)
                .map(
                    (row, context) ->
                        new Judged(
                            row.getDouble("log_odds"),
                            row.getBoolean("lost"),
                            row.getString("tier"),
                            row.getBoolean("warned")))
                .list());
  }

  Vectors vectors(UUID model, int width, int lead, LocalDate from, LocalDate to, ZoneId zone) {
    List<Vector> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(VECTORS)
                    .bind("tenant", callers.tenantId())
                    .bind("model", model)
                    .bind("lead", lead)
                    .bind("from", from)
                    .bind("to", to)
                    .bind("zone", zone.getId())
                    .bind("limit", MOST_VECTORS)
                    .map((row, context) -> Vector.read(row))
                    .list());
    if (rows.stream().anyMatch(row -> row.values.length != width)) {
      throw new IllegalStateException("a score of the model has another width than its feature set");
    }
    return new Vectors(rows);
  }

  /** Feature vectors of scores. */
  static final class Vectors {
    private final List<Vector> rows;

    private Vectors(List<Vector> rows) {
      this.rows = rows;
    }

    int rows() {
      return rows.size();
    }

    double value(int row, int feature) {
      return rows.get(row).values[feature];
    }

    byte state(int row, int feature) {
      return FeatureState.ofLetter(rows.get(row).states.charAt(feature)).code();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read once from the row, never changed
  private record Vector(Double[] values, String states) {
    static Vector read(ResultSet row) throws SQLException {
      return new Vector((Double[]) row.getArray("feature_values").getArray(), row.getString("feature_states"));
    }
  }
}
