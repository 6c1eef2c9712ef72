package dev.perennial.survey;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.signal.Signals;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Survey answers: aggregated over all customers, or those of one. */
@Singleton
class SurveyRepository {
  /** Customers count as who they are merged into, with the tier and region they have at that point. */
  private static final String METRICS =
      """
      WITH a AS MATERIALIZED (
        SELECT $SURVIVOR$ AS customer_id, s.contact_id, s.value, s.occurred_at, s.source, s.source_id
        FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.kind = 'SURVEY' AND s.type = :type AND s.value IS NOT NULL
          AND s.occurred_at >= :from AND s.occurred_at < :to AND s.occurred_at <= :knownAt $PAST$
      ), valid AS (
        SELECT a.*, coalesce(a.contact_id, a.customer_id) AS respondent FROM a WHERE a.value BETWEEN :lowest AND :highest
      ), n AS MATERIALIZED ($COUNTED$
      ), scoped AS MATERIALIZED (SELECT n.*, c.tier, c.region FROM n JOIN $CUSTOMERS$ c ON c.id = n.customer_id $FILTERS$)
      SELECT true AS total, NULL AS key, $SUMS$,
             (SELECT count(*) FROM a) - (SELECT count(*) FROM valid) AS out_of_scale,
             EXISTS (SELECT FROM app.signal_stream t WHERE t.tenant_id = :tenant AND t.kind = 'SURVEY' AND t.type = :type
                     AND t.first_known_at <= :knownAt) AS connected
      FROM scoped n
      $GROUPS$
      ORDER BY 1 DESC, 2 NULLS LAST
      """
          .replace("$SURVIVOR$", Survivors.of("s.customer_id"))
          .replace("$PAST$", Signals.PAST_SQL);

  private static final String SUMS =
      """
      count(*) AS answers, count(DISTINCT n.respondent) AS respondents,
             count(*) FILTER (WHERE n.value >= :topFrom) AS top, count(*) FILTER (WHERE n.value <= :bottomTo) AS bottom,
             avg(n.value) AS mean, stddev_samp(n.value) AS deviation""";

  private static final String LATEST =
      "SELECT DISTINCT ON (respondent) * FROM valid ORDER BY respondent, occurred_at DESC, source DESC, source_id DESC";

  private static final String ROLES =
      " LEFT JOIN LATERAL (SELECT unnest(k.roles) AS role FROM $CONTACT$ k) r ON true";

  private static final String OF_CUSTOMER =
      """
      SELECT s.type, s.contact_id, s.value, s.occurred_at, s.source, s.source_id FROM app.signal s
      WHERE s.tenant_id = :tenant AND s.customer_id = ANY(:family) AND s.kind = 'SURVEY' AND s.occurred_at <= :knownAt
      """
          + Signals.PAST_SQL
          + " ORDER BY s.type, s.occurred_at DESC, s.source_id DESC";

  private final Jdbi jdbi;
  private final CallerContext callers;

  SurveyRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** The total first, then the groups. */
  List<MetricRow> metrics(SurveyQuery query) {
    PointInTime at = query.at();
    Filters filters = new Filters().in("c.tier", "tier", query.tier()).in("c.region", "region", query.region());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(statement(query, filters))
                .bind("tenant", callers.tenantId())
                .bind("type", query.metric().type)
                .bind("from", query.from())
                .bind("to", query.to())
                .bind("zone", query.zone())
                .bind("lowest", query.metric().lowest)
                .bind("highest", query.metric().highest)
                .bind("topFrom", query.metric().topFrom)
                .bind("bottomTo", query.metric() == SurveyMetric.NPS ? query.metric().bottomTo : -1.0)
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .map((row, context) -> MetricRow.read(row))
                .list());
  }

  private static String statement(SurveyQuery query, Filters filters) {
    boolean past = !query.at().named().isEmpty();
    SurveyGrouping by = query.groupBy();
    String groups =
        by == null
            ? ""
            : " UNION ALL SELECT false, " + by.key + ", " + SUMS + ", 0, true FROM scoped n"
                + (by == SurveyGrouping.ROLE ? ROLES.replace("$CONTACT$", contact(past)) : "")
                + " GROUP BY 2";
    return METRICS
        .replace("$COUNTED$", query.responses() == SurveyResponses.LATEST ? LATEST : "SELECT * FROM valid")
        .replace("$CUSTOMERS$", past ? PastState.all("customer") : "(SELECT * FROM app.customer WHERE tenant_id = :tenant)")
        .replace("$FILTERS$", filters.sql())
        .replace("$SUMS$", SUMS)
        .replace("$GROUPS$", groups);
  }

  private static String contact(boolean past) {
    return past
        ? PastState.one("contact", "n.contact_id")
        : "(SELECT * FROM app.contact x WHERE x.tenant_id = :tenant AND x.id = n.contact_id)";
  }

  /** The customer's askings and answers, the newest of each type first. */
  List<SurveyFact> ofCustomer(List<UUID> family, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_CUSTOMER)
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bindMap(at.binds())
                .map((row, context) -> SurveyFact.read(row))
                .list());
  }

  /** Types of surveys that any source tells of. */
  List<String> connectedTypes(PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT type FROM app.signal_stream WHERE tenant_id = :tenant AND kind = 'SURVEY'"
                        + " AND first_known_at <= :knownAt ORDER BY type")
                .bind("tenant", callers.tenantId())
                .bind("knownAt", at.knownAt())
                .mapTo(String.class)
                .list());
  }

  /** One row of the answer. */
  record MetricRow(
      @Nullable String key, long answers, long respondents, long top, long bottom, @Nullable Double mean,
      @Nullable Double deviation, long outOfScale, boolean connected) {
    static MetricRow read(ResultSet row) throws SQLException {
      return new MetricRow(
          row.getString("key"), row.getLong("answers"), row.getLong("respondents"), row.getLong("top"),
          row.getLong("bottom"), Rows.doubleOrNull(row, "mean"), Rows.doubleOrNull(row, "deviation"),
          row.getLong("out_of_scale"), row.getBoolean("connected"));
    }
  }
}
