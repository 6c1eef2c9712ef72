package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The members of a company's hierarchy with their figures: one statement, now and as of a time. */
@Singleton
class RollUpRepository {
  /**
   * Walks by UNION, so that even a cycle would end. {@code $CUSTOMER$} is a relation of customers, {@code $MRR$} what a
   * member's revenue is read from, {@code $OPEN$} its open renewals.
   */
  private static final String MEMBERS =
      """
      WITH RECURSIVE $KNOWN$ asked AS (SELECT $SURVIVOR$ AS id),
      up AS (
        SELECT id, parent_id FROM $CUSTOMER$ c WHERE $TENANT$ AND id = (SELECT id FROM asked)
        UNION
        SELECT c.id, c.parent_id FROM up JOIN $CUSTOMER$ c ON $TENANT$ AND c.id = up.parent_id),
      top AS (SELECT id FROM up ORDER BY parent_id IS NOT NULL, id <> (SELECT id FROM asked) LIMIT 1),
      tree AS (
        SELECT id, id = (SELECT id FROM asked) AS below FROM top
        UNION
        SELECT c.id, t.below OR c.id = (SELECT id FROM asked)
        FROM tree t JOIN $CUSTOMER$ c ON $TENANT$ AND c.parent_id = t.id
        WHERE true $UNMERGED$),
      member AS (SELECT t.id, bool_or(t.below) AS below FROM tree t GROUP BY t.id)
      SELECT m.id, c.name, m.id = (SELECT id FROM asked) AS is_asked, m.below, m.id = top.id AS is_top, $MRR$, r.*
      FROM member m CROSS JOIN top JOIN $CUSTOMER$ c ON $TENANT$ AND c.id = m.id
      CROSS JOIN LATERAL (
        SELECT count(*) AS renewals, coalesce(sum(b.amount), 0) AS amount, count(*) FILTER (WHERE b.probability >= 0) AS scored,
               coalesce(sum(b.expected_loss) FILTER (WHERE b.probability >= 0), 0) AS expected_loss,
               max(b.probability) FILTER (WHERE b.probability >= 0) AS risk,
               (array_agg(b.renewal_id ORDER BY b.probability DESC, b.renewal_id) FILTER (WHERE b.probability >= 0))[1] AS riskiest
        FROM $OPEN$ b) r
      """;

  private static final String NOW =
      MEMBERS
          .replace("$KNOWN$", "")
          .replace("$SURVIVOR$", Survivors.of(":id"))
          .replace("$CUSTOMER$", "app.customer")
          .replace("$TENANT$", "c.tenant_id = :tenant")
          .replace(
              "$UNMERGED$",
              "AND NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'"
                  + " AND a.alias_id = c.id AND a.to_at IS NULL)")
          .replace(
              "$MRR$",
              "coalesce((SELECT v.mrr FROM app.customer_revenue v WHERE v.tenant_id = :tenant AND v.customer_id = m.id"
                  + " AND v.from_date <= :today ORDER BY v.from_date DESC LIMIT 1), 0) AS mrr")
          .replace(
              "$OPEN$",
              "(SELECT * FROM app.renewal_board o WHERE o.tenant_id = :tenant AND o.customer_id = m.id AND o.is_open)");

  /** All customers of the time are looked at: versions have no index by parent. */
  private static final String PAST =
      MEMBERS
          .replace(
              "$KNOWN$",
              "known AS MATERIALIZED (SELECT k.id, k.parent_id, k.name FROM " + PastState.all("customer") + " k),")
          .replace("$SURVIVOR$", PastState.survivor(":id"))
          .replace("$CUSTOMER$", "known")
          .replace("$TENANT$", "true")
          .replace("$UNMERGED$", PastState.unmerged("c.id"))
          .replace(
              "$MRR$",
              "CAST((SELECT jsonb_agg(v.content) FROM " + PastState.contentsOfCustomer("contract", "m.id") + " v) AS text) AS contracts, "
                  + "CAST((SELECT jsonb_agg(v.content) FROM " + PastState.contentsOfCustomer("renewal", "m.id") + " v) AS text) AS known_renewals, "
                  + PastState.RATES + " AS rates")
          .replace(
              "$OPEN$",
              """
              (SELECT o.id AS renewal_id, a.amount, coalesce(s.probability, -1) AS probability,
                      CAST(round(s.probability * a.amount) AS bigint) AS expected_loss
               FROM $RENEWALS$ o
               LEFT JOIN LATERAL $SCORE$ s ON true
               CROSS JOIN LATERAL (
                 SELECT CAST(round(o.renewal_amount * CASE WHEN o.currency = :reportingCurrency THEN 1
                          ELSE CAST($RATES$ ->> o.currency AS numeric) END, 4) * 10000 AS bigint) AS amount) a
               WHERE o.outcome IS NULL)"""
                  .replace("$RENEWALS$", PastState.ofCustomer("renewal", "m.id"))
                  .replace("$SCORE$", PastState.score("o.id"))
                  .replace("$RATES$", PastState.RATES));

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final PastRevenue revenue;
  private final ObjectMapper json;

  RollUpRepository(Jdbi jdbi, CallerContext callers, PastRevenue revenue, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.revenue = revenue;
    this.json = json;
  }

  /** Empty when there is no such customer. */
  List<RollUp.Member> members(UUID id, LocalDate today) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NOW)
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bind("today", today)
                .map((row, context) -> member(row, row.getBigDecimal("mrr")))
                .list());
  }

  /** The same as of a point in time: the hierarchy, contracts, renewals, scores and rates of that point. */
  List<RollUp.Member> members(UUID id, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PAST)
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bind("reportingCurrency", at.reportingCurrency())
                .bindMap(at.binds())
                .map((row, context) -> member(row, mrr(row, at)))
                .list());
  }

  private @Nullable BigDecimal mrr(ResultSet row, PointInTime at) throws SQLException {
    return revenue.mrr(tree(row.getString("contracts")), tree(row.getString("known_renewals")), row.getString("rates"), at);
  }

  private JsonNode tree(@Nullable String stored) {
    return stored == null ? json.createArrayNode() : Json.read(json, stored);
  }

  private static RollUp.Member member(ResultSet row, @Nullable BigDecimal mrr) throws SQLException {
    return new RollUp.Member(
        Rows.uuid(row, "id"),
        row.getString("name"),
        row.getBoolean("is_asked"),
        row.getBoolean("below"),
        row.getBoolean("is_top"),
        mrr,
        row.getInt("renewals"),
        row.getBigDecimal("amount"),
        row.getInt("scored"),
        row.getBigDecimal("expected_loss"),
        riskiest(row));
  }

  private static RollUpView.@Nullable RiskiestRenewal riskiest(ResultSet row) throws SQLException {
    UUID renewal = Rows.uuidOrNull(row, "riskiest");
    return renewal == null ? null : new RollUpView.RiskiestRenewal(renewal, Rows.uuid(row, "id"), row.getDouble("risk"));
  }
}
