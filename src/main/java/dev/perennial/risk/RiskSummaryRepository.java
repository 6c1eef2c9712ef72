package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL of the at-risk and surprise counts: one statement each. */
@Singleton
class RiskSummaryRepository {
  private static final String PERCENTILE =
      "CASE WHEN p.share < 0.25 THEN 'P0_25' WHEN p.share < 0.75 THEN 'P25_75' WHEN p.share < 0.9 THEN 'P75_90'"
          + " ELSE 'P90_100' END";

  private static final String OPEN =
      """
      WITH p AS (
        SELECT b.tier, b.amount, b.at_risk, b.expected_loss, percent_rank() OVER (ORDER BY b.amount) AS share
        FROM app.renewal_board b WHERE b.tenant_id = :tenant AND b.is_open
      ), q AS (SELECT p.*, {percentile} AS percentile FROM p)
      SELECT grouping(tier) = 0 AS by_tier, grouping(percentile) = 0 AS by_percentile, tier, percentile,
             count(*) AS a, coalesce(sum(amount), 0) AS a_amount,
             count(*) FILTER (WHERE at_risk) AS b, coalesce(sum(amount) FILTER (WHERE at_risk), 0) AS b_amount,
             coalesce(sum(expected_loss) FILTER (WHERE expected_loss >= 0), 0) AS c, 0 AS d
      FROM q GROUP BY GROUPING SETS ((tier), (percentile), ())
      """
          .replace("{percentile}", PERCENTILE);

  /**
   * A loss is a surprise when the last score stored by the end of its horizon was under the
   * threshold then in force, or there was none. Horizon: min(decision deadline, notice received - 1
   * day, decided - 1 day).
   */
  private static final String LOST =
      """
      WITH p AS (
        SELECT r.id, r.outcome, r.outcome_source, b.tier, coalesce(b.amount, 0) AS amount,
               percent_rank() OVER (ORDER BY coalesce(b.amount, 0)) AS share,
               CAST(least(r.decision_deadline_date, r.notice_received_date - 1, r.decided_date - 1) + 1 AS timestamp)
                 AT TIME ZONE :zone AS horizon
        FROM app.renewal r
        LEFT JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
        WHERE r.tenant_id = :tenant AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY')
          AND r.decided_date >= :from AND r.decided_date < :to
      ), q AS (
        SELECT p.tier, p.amount, {percentile} AS percentile, p.outcome_source IS DISTINCT FROM 'INFERRED' AS counts,
               s.at_risk AS called
        FROM p LEFT JOIN LATERAL (
          SELECT s.at_risk FROM app.risk_score s
          WHERE s.tenant_id = :tenant AND s.renewal_id = p.id AND s.model_state = 'ACTIVE'
            AND s.as_of < p.horizon AND s.recorded_at < p.horizon
          ORDER BY s.as_of DESC, s.id DESC LIMIT 1) s ON true
        WHERE p.outcome <> 'RENEWED')
      SELECT grouping(tier) = 0 AS by_tier, grouping(percentile) = 0 AS by_percentile, tier, percentile,
             count(*) FILTER (WHERE counts) AS a, coalesce(sum(amount) FILTER (WHERE counts), 0) AS a_amount,
             count(*) FILTER (WHERE counts AND called IS NOT TRUE) AS b,
             coalesce(sum(amount) FILTER (WHERE counts AND called IS NOT TRUE), 0) AS b_amount,
             count(*) FILTER (WHERE counts AND called IS NULL) AS c, count(*) FILTER (WHERE NOT counts) AS d
      FROM q GROUP BY GROUPING SETS ((tier), (percentile), ())
      """
          .replace("{percentile}", PERCENTILE);

  private final Jdbi jdbi;
  private final CallerContext callers;

  RiskSummaryRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Open renewals: a all, b at risk, c expected loss × 10,000. */
  List<Part> open() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(OPEN).bind("tenant", callers.tenantId()).map(Part::read).list());
  }

  /** Losses of the period: a recorded, b surprises, c surprises without a score, d inferred. */
  List<Part> lost(LocalDate from, LocalDate to, String zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LOST)
                .bind("tenant", callers.tenantId())
                .bind("from", from)
                .bind("to", to)
                .bind("zone", zone)
                .map(Part::read)
                .list());
  }

  /** One grouping set's row; amounts × 10,000. */
  record Part(
      Dimension dimension,
      @Nullable String key,
      long a,
      long aAmount,
      long b,
      long bAmount,
      long c,
      long d) {
    static Part read(ResultSet row, StatementContext context) throws SQLException {
      boolean byTier = row.getBoolean("by_tier");
      boolean byPercentile = row.getBoolean("by_percentile");
      return new Part(
          byTier ? Dimension.TIER : byPercentile ? Dimension.PERCENTILE : Dimension.TOTAL,
          byTier ? row.getString("tier") : row.getString("percentile"),
          row.getLong("a"),
          row.getLong("a_amount"),
          row.getLong("b"),
          row.getLong("b_amount"),
          row.getLong("c"),
          row.getLong("d"));
    }
  }

  /** What a row speaks of. */
  enum Dimension {
    TIER,
    PERCENTILE,
    TOTAL
  }
}
