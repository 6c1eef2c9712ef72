package dev.perennial.successmetric;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The read model of follow-ups. */
@Singleton
class FollowUpRepository {
  private static final String FORGET =
      """
      DELETE FROM app.follow_up f USING app.success_metric m
      WHERE f.tenant_id = :tenant AND f.success_metric_id = ANY(:metrics)
        AND m.tenant_id = :tenant AND m.id = f.success_metric_id AND NOT f.month = ANY(m.follow_up_months)
      """;

  private static final String WRITE =
      """
      INSERT INTO app.follow_up AS f (tenant_id, success_metric_id, month, id, customer_id, due_date, measured_at)
      SELECT :tenant, m.id, w.month, CAST(md5(m.id || '/' || w.month) AS uuid), m.customer_id, w.due_date, w.measured_at
      FROM app.success_metric m CROSS JOIN LATERAL ($FOLLOW_UPS$) w
      WHERE m.tenant_id = :tenant AND m.id = ANY(:metrics) ORDER BY m.id, w.month
      ON CONFLICT (tenant_id, success_metric_id, month) DO UPDATE
      SET customer_id = excluded.customer_id, due_date = excluded.due_date, measured_at = excluded.measured_at
      """
          .replace("$FOLLOW_UPS$", MetricSql.FOLLOW_UPS);

  /** Somebody is to be asked: not a customer that left, and not about what is computed. */
  private static final String TO_ASK =
      """
      NOT ($DERIVED_ONLY$) AND NOT EXISTS (SELECT FROM app.customer_board b
        WHERE b.tenant_id = :tenant AND b.customer_id = $SURVIVOR$ AND b.derived_status = 'CHURNED')\
      """
          .replace("$DERIVED_ONLY$", MetricSql.DERIVED_ONLY)
          .replace("$SURVIVOR$", Survivors.of("m.customer_id"));

  private static final String SELECT =
      """
      SELECT f.*, m.name, m.unit, c.name AS customer_name FROM app.follow_up f
      JOIN app.success_metric m ON m.tenant_id = :tenant AND m.id = f.success_metric_id
      JOIN app.customer c ON c.tenant_id = :tenant AND c.id = f.customer_id
      WHERE f.tenant_id = :tenant AND (f.measured_at IS NOT NULL OR $TO_ASK$)\
      """
          .replace("$TO_ASK$", TO_ASK);

  /** Marks and returns at once, so that a follow-up is reminded of once per due date. */
  private static final String REMIND =
      """
      UPDATE app.follow_up f SET reminded_date = f.due_date
      WHERE f.tenant_id = :tenant AND f.id = ANY(ARRAY(
        SELECT o.id FROM app.follow_up o
        JOIN app.success_metric m ON m.tenant_id = :tenant AND m.id = o.success_metric_id
        WHERE o.tenant_id = :tenant AND o.measured_at IS NULL AND o.due_date <= :today
          AND o.reminded_date IS DISTINCT FROM o.due_date AND $TO_ASK$
        ORDER BY o.due_date, o.id LIMIT :limit FOR UPDATE OF o SKIP LOCKED))
      RETURNING f.id, f.success_metric_id, f.customer_id, f.month, f.due_date
      """
          .replace("$TO_ASK$", TO_ASK);

  private final Jdbi jdbi;
  private final CallerContext callers;

  FollowUpRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Rewrites the follow-ups of these metrics from what is stored. */
  void refresh(UUID[] metrics) {
    jdbi.useHandle(
        handle -> {
          handle.createUpdate(FORGET).bind("tenant", callers.tenantId()).bind("metrics", metrics).execute();
          handle
              .createUpdate(WRITE)
              .bind("tenant", callers.tenantId())
              .bind("metrics", metrics)
              .bind("knownAt", PointInTime.ALL)
              .bind("recordedBy", PointInTime.ALL)
              .execute();
        });
  }

  List<FollowUpView> list(Keyset<FollowUpView> keyset, Filters filters, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("knownAt", PointInTime.ALL)
                .bind("recordedBy", PointInTime.ALL)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map((row, context) -> FollowUpView.read(row, today))
                .list());
  }

  record Reminder(UUID id, UUID metric, UUID customer, int month, LocalDate dueDate) {}

  List<Reminder> remind(LocalDate today, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(REMIND)
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("limit", limit)
                .bind("knownAt", PointInTime.ALL)
                .bind("recordedBy", PointInTime.ALL)
                .map(
                    (row, context) ->
                        new Reminder(
                            row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class),
                            row.getInt(4), row.getObject(5, LocalDate.class)))
                .list());
  }
}
