package dev.perennial.customer;

import dev.perennial.kernel.Money;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Sums over a company's hierarchy: one statement. Walks by UNION, so that even a cycle would end. */
@Singleton
class RollUpRepository {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  private static final String SELECT =
      """
      WITH RECURSIVE asked AS (SELECT {survivor} AS id),
      up AS (
        SELECT id, parent_id FROM app.customer WHERE tenant_id = :tenant AND id = (SELECT id FROM asked)
        UNION
        SELECT c.id, c.parent_id FROM up JOIN app.customer c ON c.tenant_id = :tenant AND c.id = up.parent_id),
      top AS (SELECT id FROM up ORDER BY parent_id IS NOT NULL, id <> (SELECT id FROM asked) LIMIT 1),
      tree AS (
        SELECT id, id = (SELECT id FROM asked) AS below FROM top
        UNION
        SELECT c.id, t.below OR c.id = (SELECT id FROM asked)
        FROM tree t JOIN app.customer c ON c.tenant_id = :tenant AND c.parent_id = t.id
        WHERE NOT EXISTS (SELECT FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
                            AND a.alias_id = c.id AND a.to_at IS NULL)),
      member AS (
        SELECT t.id, bool_or(t.below) AS below,
               coalesce((SELECT r.mrr FROM app.customer_revenue r
                         WHERE r.tenant_id = :tenant AND r.customer_id = t.id AND r.from_date <= :today
                         ORDER BY r.from_date DESC LIMIT 1), 0) AS mrr
        FROM tree t GROUP BY t.id),
      renewal AS (
        SELECT m.id, b.amount, b.expected_loss, b.probability, b.renewal_id
        FROM member m JOIN app.renewal_board b ON b.tenant_id = :tenant AND b.customer_id = m.id AND b.is_open),
      scope AS (
        SELECT 'own' AS scope, id FROM member WHERE id = (SELECT id FROM asked)
        UNION ALL SELECT 'below', id FROM member WHERE below
        UNION ALL SELECT 'all', id FROM member)
      SELECT s.scope, (SELECT id FROM asked) AS asked_id, top.id AS top_id, (SELECT name FROM app.customer WHERE tenant_id = :tenant AND id = top.id) AS top_name,
             count(*) AS customers, sum(m.mrr) AS mrr,
             coalesce(sum(r.renewals), 0) AS renewals, coalesce(sum(r.amount), 0) AS amount,
             coalesce(sum(r.scored), 0) AS scored, coalesce(sum(r.expected_loss), 0) AS expected_loss,
             max(r.risk) AS risk,
             (array_agg(r.riskiest ORDER BY r.risk DESC NULLS LAST, m.id))[1] AS riskiest,
             (array_agg(m.id ORDER BY r.risk DESC NULLS LAST, m.id))[1] AS riskiest_customer
      FROM scope s CROSS JOIN top JOIN member m ON m.id = s.id
      LEFT JOIN LATERAL (
        SELECT count(*) AS renewals, sum(amount) AS amount, count(*) FILTER (WHERE probability >= 0) AS scored,
               sum(expected_loss) FILTER (WHERE probability >= 0) AS expected_loss,
               max(probability) FILTER (WHERE probability >= 0) AS risk,
               (array_agg(renewal_id ORDER BY probability DESC, renewal_id) FILTER (WHERE probability >= 0))[1] AS riskiest
        FROM renewal WHERE renewal.id = m.id) r ON true
      GROUP BY s.scope, top.id
      """
          .replace("{survivor}", Survivors.of(":id"));

  private final Jdbi jdbi;
  private final CallerContext callers;

  RollUpRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<RollUpView> read(UUID id, LocalDate today, String currency) {
    Map<String, Row> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(SELECT)
                    .bind("tenant", callers.tenantId())
                    .bind("id", id)
                    .bind("today", today)
                    .map((row, context) -> Row.read(row, currency))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Row::scope, Function.identity())));
    Row own = rows.get("own");
    Row below = rows.get("below");
    Row all = rows.get("all");
    return own == null || below == null || all == null
        ? Optional.empty()
        : Optional.of(
            new RollUpView(
                own.askedId, own.figures, below.figures, new RollUpView.UltimateParent(all.topId, all.topName, all.figures)));
  }

  /** One scope: the customer, those below it, the whole company. */
  private record Row(String scope, UUID askedId, UUID topId, String topName, RollUpView.Figures figures) {
    static Row read(ResultSet row, String currency) throws SQLException {
      BigDecimal mrr = row.getBigDecimal("mrr");
      int scored = row.getInt("scored");
      return new Row(
          row.getString("scope"),
          Rows.uuid(row, "asked_id"),
          Rows.uuid(row, "top_id"),
          row.getString("top_name"),
          new RollUpView.Figures(
              row.getInt("customers"),
              new Money(mrr, currency),
              new Money(mrr.multiply(MONTHS), currency),
              row.getInt("renewals"),
              units(row, "amount", currency),
              scored,
              scored == 0 ? null : units(row, "expected_loss", currency),
              scored == 0
                  ? null
                  : new RollUpView.RiskiestRenewal(
                      Rows.uuid(row, "riskiest"), Rows.uuid(row, "riskiest_customer"), row.getDouble("risk"))));
    }

    /** The board keeps amounts in ten-thousandths. */
    private static Money units(ResultSet row, String column, String currency) throws SQLException {
      return new Money(row.getBigDecimal(column).movePointLeft(Money.SCALE), currency);
    }
  }
}
