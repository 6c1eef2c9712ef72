package dev.perennial.programme;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Nullables;
import dev.perennial.platform.db.Rows;
import dev.perennial.scoring.programme.StratifiedAssignment.Assigned;
import dev.perennial.scoring.programme.StratifiedAssignment.Unit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL of who was assigned where and what became of it; each in one statement, however many. */
@Singleton
class AssignmentRepository {
  private static final String OPEN =
      """
      SELECT r.id, {stratum} AS stratum
      FROM app.renewal r
      JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id
      LEFT JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
      WHERE r.tenant_id = :tenant AND r.outcome IS NULL
        AND (CAST(:renewals AS uuid[]) IS NULL OR r.id = ANY(CAST(:renewals AS uuid[])))
        AND (CAST(:dueFrom AS date) IS NULL OR r.due_date >= CAST(:dueFrom AS date))
        AND (CAST(:dueTo AS date) IS NULL OR r.due_date < CAST(:dueTo AS date))
        AND (CAST(:minimum AS float8) IS NULL OR b.probability >= CAST(:minimum AS float8))
        AND NOT EXISTS (SELECT FROM app.programme_assignment a
                        WHERE a.tenant_id = :tenant AND a.programme_id = :programme AND a.renewal_id = r.id)
      """;

  /** What was known of each before: the last stored score. */
  private static final String SCORE =
      """
      LEFT JOIN LATERAL (
        SELECT s.probability FROM app.risk_score s
        WHERE s.tenant_id = :tenant AND s.renewal_id = r.id AND s.model_state = 'ACTIVE' AND s.as_of <= x.assigned_at
        ORDER BY s.as_of DESC LIMIT 1) s ON true
      """;

  private static final String INSERT =
      """
      INSERT INTO app.programme_assignment (tenant_id, programme_id, renewal_id, customer_id, arm, stratum, probability, seed,
        assigned_at, recorded_at)
      """;

  private static final String ASSIGN =
      INSERT
          + """
          SELECT :tenant, :programme, r.id, r.customer_id, x.arm, x.stratum, s.probability, :seed, x.assigned_at, :now
          FROM (SELECT CAST(u.id AS uuid) AS id, u.arm, u.stratum, CAST(:now AS timestamptz) AS assigned_at
                FROM unnest(CAST(:ids AS text[]), CAST(:arms AS text[]), CAST(:strata AS text[])) AS u(id, arm, stratum)) x
          JOIN app.renewal r ON r.tenant_id = :tenant AND r.id = x.id
          """
          + SCORE
          + " ON CONFLICT DO NOTHING";

  /** A signal speaks of the customer's next renewal; of several, the first counts. */
  private static final String TAKE_OVER =
      INSERT
          + """
          SELECT DISTINCT ON (r.id) :tenant, :programme, r.id, r.customer_id, x.arm, {stratum}, s.probability,
                 CAST(NULL AS bigint), x.assigned_at, :now
          FROM (SELECT g.customer_id, g.attributes ->> 'arm' AS arm, g.occurred_at AS assigned_at FROM app.signal g
                WHERE g.tenant_id = :tenant AND g.kind = 'EVENT' AND g.type = :type AND g.revision = 0
                  AND g.attributes ->> 'arm' = ANY(:arms)) x
          CROSS JOIN LATERAL (
            SELECT n.id, n.customer_id FROM app.renewal n
            WHERE n.tenant_id = :tenant AND n.customer_id = x.customer_id AND n.outcome IS DISTINCT FROM 'VOIDED'
              AND n.due_date >= CAST(x.assigned_at AT TIME ZONE :zone AS date)
              AND (n.decided_date IS NULL OR n.decided_date >= CAST(x.assigned_at AT TIME ZONE :zone AS date))
            ORDER BY n.due_date LIMIT 1) r
          JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id
          LEFT JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.renewal_id = r.id
          """
          + SCORE
          + " ORDER BY r.id, x.assigned_at ON CONFLICT DO NOTHING RETURNING arm, stratum";

  private static final String OUTCOMES =
      """
      SELECT a.arm, a.probability, r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY') AS decided,
             r.outcome IN ('NOT_RENEWED', 'TERMINATED_EARLY') AS lost
      FROM app.programme_assignment a
      JOIN app.renewal r ON r.tenant_id = :tenant AND r.id = a.renewal_id
      WHERE a.tenant_id = :tenant AND a.programme_id = :programme AND r.outcome IS DISTINCT FROM 'VOIDED'
      ORDER BY a.renewal_id
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  AssignmentRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** One who was assigned, and what became of it. */
  record Outcome(String arm, @Nullable Double probability, boolean decided, boolean lost) {}

  /** Where somebody was put. */
  record Placed(String arm, String stratum) {}

  private static String stratum(List<Stratum> by) {
    return by.isEmpty() ? "''" : by.stream().map(Stratum::sql).collect(Collectors.joining(" || '|' || "));
  }

  /** @param chosen only these renewals; null for all that the request selects */
  List<Unit> open(ProgrammeView programme, @Nullable List<UUID> chosen, AssignmentRequest wanted) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OPEN.replace("{stratum}", stratum(programme.stratifyBy())))
                .bind("tenant", callers.tenantId())
                .bind("programme", programme.id())
                .bind("renewals", Nullables.uuids(chosen == null ? null : chosen.toArray(UUID[]::new)))
                .bind("dueFrom", Nullables.date(wanted.dueFrom()))
                .bind("dueTo", Nullables.date(wanted.dueTo()))
                .bind("minimum", wanted.minimumProbability())
                .map((row, context) -> new Unit(row.getString("id"), row.getString("stratum")))
                .list());
  }

  void assign(UUID programme, List<Assigned> assigned, long seed, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ASSIGN)
                .bind("tenant", callers.tenantId())
                .bind("programme", programme)
                .bind("seed", seed)
                .bind("now", now)
                .bind("ids", assigned.stream().map(a -> a.unit().id()).toArray(String[]::new))
                .bind("arms", assigned.stream().map(Assigned::arm).toArray(String[]::new))
                .bind("strata", assigned.stream().map(a -> a.unit().stratum()).toArray(String[]::new))
                .execute());
  }

  List<Placed> takeOver(ProgrammeView programme, String type, String zone, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TAKE_OVER.replace("{stratum}", stratum(programme.stratifyBy())))
                .bind("tenant", callers.tenantId())
                .bind("programme", programme.id())
                .bind("type", type)
                .bind("arms", programme.arms().stream().map(ProgrammeFields.Arm::code).toArray(String[]::new))
                .bind("zone", zone)
                .bind("now", now)
                .map((row, context) -> new Placed(row.getString(1), row.getString(2)))
                .list());
  }

  List<Outcome> outcomes(UUID programme) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OUTCOMES)
                .bind("tenant", callers.tenantId())
                .bind("programme", programme)
                .map(
                    (row, context) ->
                        new Outcome(
                            row.getString("arm"), Rows.doubleOrNull(row, "probability"), row.getBoolean("decided"),
                            row.getBoolean("lost")))
                .list());
  }

  long assigned(UUID programme) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM app.programme_assignment WHERE tenant_id = :tenant AND programme_id = :programme")
                .bind("tenant", callers.tenantId())
                .bind("programme", programme)
                .mapTo(Long.class)
                .one());
  }

  /** Draws of one programme come one after the other. */
  void lock(UUID programme) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(CAST(:programme AS text), 0))")
                .bind("programme", programme)
                .map((row, context) -> Boolean.TRUE)
                .one());
  }
}
