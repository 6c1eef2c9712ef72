package dev.perennial.valuesummary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.customer.Survivors;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.mention.AdvocacySql;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.signal.Signals;
import dev.perennial.ticket.Tickets;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The renewal, its customer, its tickets and what the signals of the last 365 days say: one statement. */
@Singleton
class ValueFactRepository {
  /** Signals of the year are read once, and those of tickets as far back as they go: an old one may be open still. */
  private static final String SELECT =
      """
      WITH r AS MATERIALIZED (SELECT r.id, r.customer_id, r.due_date, r.decision_deadline_date FROM $RENEWAL$ r
             WHERE r.tenant_id = :tenant AND r.id = :id),
           own AS MATERIALIZED (SELECT $SURVIVOR$ AS id FROM r),
           family AS MATERIALIZED (
             SELECT id, 0 AS place FROM own UNION ALL
             SELECT a.alias_id, 1 FROM own JOIN app.alias a ON a.tenant_id = :tenant AND a.resource_type = 'customer'
               AND a.survivor_id = own.id AND a.from_at <= least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz))
               AND (a.to_at IS NULL OR a.to_at > least(CAST(:knownAt AS timestamptz), CAST(:recordedBy AS timestamptz)))),
           s AS MATERIALIZED (
             SELECT s.* FROM app.signal s
             WHERE s.tenant_id = :tenant AND s.customer_id = ANY(ARRAY(SELECT id FROM family))
               AND s.occurred_at > CAST(:until AS timestamptz) - interval '365 days' AND s.occurred_at <= :until
               AND s.kind IN ('USAGE', 'SURVEY', 'MENTION', 'ADVOCACY') $VISIBLE$),
           t AS MATERIALIZED (
             SELECT t.state, t.severity, t.opened_at, t.closed_at, t.last_update_at, t.source, t.newest_fact_id FROM $TICKETS$
             WHERE t.state = 'OPEN' OR t.closed_at > CAST(:until AS timestamptz) - interval '365 days')
      SELECT r.*, c.name AS customer_name, own.id AS survivor_id,
        ARRAY(SELECT id FROM family ORDER BY place, id) AS family,
        (SELECT jsonb_agg(u ORDER BY u.recent DESC NULLS LAST, u.type) FROM (
           SELECT s.type, sum(coalesce(s.value, 1)) FILTER (WHERE s.occurred_at > CAST(:until AS timestamptz) - interval '90 days') AS recent,
                  sum(coalesce(s.value, 1)) FILTER (WHERE s.occurred_at <= CAST(:until AS timestamptz) - interval '90 days'
                    AND s.occurred_at > CAST(:until AS timestamptz) - interval '180 days') AS before,
                  max(s.occurred_at) AS at, (array_agg($ID$ ORDER BY s.occurred_at DESC))[1] AS id,
                  (array_agg(s.source ORDER BY s.occurred_at DESC))[1] AS source
           FROM s WHERE s.kind = 'USAGE' GROUP BY s.type) u) AS usage,
        (SELECT jsonb_object_agg(g.state, g) FROM (
           SELECT t.state, count(*) AS tickets, count(*) FILTER (WHERE t.severity >= 3) AS severe,
                  count(*) FILTER (WHERE t.opened_at > CAST(:until AS timestamptz) - interval '365 days') AS opened,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.closed_at - t.opened_at) / 3600)
                    FILTER (WHERE t.state = 'CLOSED') AS "medianHours",
                  max(t.last_update_at) AS at, (array_agg(t.source ORDER BY t.last_update_at DESC))[1] AS source,
                  (array_agg(t.newest_fact_id ORDER BY t.last_update_at DESC))[1] AS id
           FROM t GROUP BY t.state) g) AS tickets,
        (SELECT jsonb_agg(a ORDER BY a.type) FROM (
           SELECT DISTINCT ON (s.type) s.type, s.value, s.occurred_at AS at, s.source, s.contact_id AS "contactId", $ID$ AS id
           FROM s WHERE s.kind = 'SURVEY' AND s.value IS NOT NULL ORDER BY s.type, s.occurred_at DESC) a) AS surveys,
        (SELECT jsonb_agg(m ORDER BY m.at DESC) FROM (
           SELECT s.type, s.sentiment, s.occurred_at AS at, s.source, s.contact_id AS "contactId", s.channel, $ID$ AS id
           FROM s WHERE s.kind IN ('ADVOCACY', 'MENTION') AND ($ACT$ OR s.sentiment <> 0)
           ORDER BY s.occurred_at DESC LIMIT 10) m) AS advocacy
      FROM r CROSS JOIN own JOIN $CUSTOMER$ c ON c.tenant_id = :tenant AND c.id = own.id
      """
          .replace("$TICKETS$", Tickets.withNewestFact(":until", "AND s.customer_id = ANY(ARRAY(SELECT id FROM family))"))
          .replace("$ACT$", AdvocacySql.IS_ACT)
          .replace("$VISIBLE$", Signals.PAST_SQL)
          .replace("$ID$", Signals.ID_SQL);

  private static final String NOW =
      SELECT.replace("$RENEWAL$", "app.renewal").replace("$CUSTOMER$", "app.customer").replace("$SURVIVOR$", Survivors.of("r.customer_id"));

  /** The customer a past renewal belonged to is the one its version names. */
  private static final String PAST =
      SELECT
          .replace("$RENEWAL$", PastState.one("renewal", ":id"))
          .replace("$CUSTOMER$", PastState.one("customer", "(SELECT id FROM own)"))
          .replace("$SURVIVOR$", "r.customer_id");

  private final Jdbi jdbi;
  private final CallerContext callers;

  ValueFactRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * @param family the customer and who was merged into it
   * @param usage per type: sums of the last 90 days and of the 90 days before
   * @param tickets per state: those still open, and those closed in the last 365 days
   */
  record Facts(
      UUID renewal,
      UUID customer,
      String customerName,
      @Nullable LocalDate dueDate,
      @Nullable LocalDate decisionDeadlineDate,
      List<UUID> family,
      @Nullable JsonNode usage,
      @Nullable JsonNode tickets,
      @Nullable JsonNode surveys,
      @Nullable JsonNode advocacy) {}

  Optional<Facts> read(UUID renewal, @Nullable PointInTime at, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(at == null ? NOW : PAST)
                .bind("tenant", callers.tenantId())
                .bind("id", renewal)
                .bind("knownAt", at == null ? PointInTime.ALL : at.knownAt())
                .bind("recordedBy", at == null ? PointInTime.ALL : at.recordedBy())
                .bind("until", until)
                .map(ValueFactRepository::facts)
                .findOne());
  }

  private static Facts facts(ResultSet row, StatementContext context) throws SQLException {
    return new Facts(
        Rows.uuid(row, "id"), Rows.uuid(row, "survivor_id"), row.getString("customer_name"), Rows.dateOrNull(row, "due_date"),
        Rows.dateOrNull(row, "decision_deadline_date"), List.of((UUID[]) row.getArray("family").getArray()),
        json(row, "usage", context), json(row, "tickets", context), json(row, "surveys", context), json(row, "advocacy", context));
  }

  private static @Nullable JsonNode json(ResultSet row, String column, StatementContext context) throws SQLException {
    ColumnMapper<JsonNode> mapper = context.findColumnMapperFor(JsonNode.class).orElseThrow();
    return row.getString(column) == null ? null : mapper.map(row, column, context);
  }
}
