package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL of the monthly scores of one renewal: one statement. */
@Singleton
class RiskTrajectoryRepository {
  private static final int MOST_MONTHS = 36;

  /**
   * A row for each month, the latest first; one with nothing but the renewal where it has no score; none without the
   * renewal. What the version scored in the shadow, before it became active, counts: it is the same arithmetic.
   */
  private static final String MONTHS =
      """
      SELECT b.decision_deadline_date, m.id AS model_id, m.code, m.version, p.*
      FROM app.renewal r
      LEFT JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
      LEFT JOIN LATERAL (
        SELECT s.model_id FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_state = 'ACTIVE'
        ORDER BY s.as_of DESC, s.id DESC LIMIT 1) l ON true
      LEFT JOIN app.scoring_model m ON m.tenant_id = :tenant AND m.id = l.model_id
      LEFT JOIN LATERAL (
        SELECT DISTINCT ON (month) to_char(s.as_of AT TIME ZONE :zone, 'YYYY-MM') AS month, s.id, s.as_of, s.probability,
               s.log_odds, s.lower_bound, s.upper_bound, s.threshold
        FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_id = l.model_id
        ORDER BY month DESC, s.as_of DESC, s.id DESC LIMIT :months) p ON true
      WHERE r.tenant_id = :tenant AND r.id = :renewal
      ORDER BY p.month DESC
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  RiskTrajectoryRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<Month> months(UUID renewal, String zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MONTHS)
                .bind("tenant", callers.tenantId())
                .bind("renewal", renewal)
                .bind("zone", zone)
                .bind("months", MOST_MONTHS)
                .map(Month::read)
                .list());
  }

  /**
   * @param model null where the renewal has no score by a model that was active
   * @param point null together with it
   */
  record Month(
      @Nullable LocalDate deadline, @Nullable VersionReference model, @Nullable RiskTrajectoryPoint point) {
    static Month read(ResultSet row, StatementContext context) throws SQLException {
      UUID model = Rows.uuidOrNull(row, "model_id");
      return new Month(
          Rows.dateOrNull(row, "decision_deadline_date"),
          model == null ? null : new VersionReference(model, row.getString("code"), row.getInt("version")),
          model == null ? null : RiskTrajectoryPoint.read(row));
    }
  }
}
