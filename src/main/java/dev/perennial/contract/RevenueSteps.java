package dev.perennial.contract;

import dev.perennial.currency.ExchangeRatesChanged;
import dev.perennial.currency.Rates;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsChanged;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code app.customer_revenue}: each customer's MRR in the reporting currency, at current
 * rates, as steps; one row per day on which it changes, the last one 0 when everything has an end.
 * Early ends, successions, ramps and pauses are in it, and the days of grace: what ended with its decision open keeps its MRR
 * for {@code graceDays}, or until its successor starts; with a notice, or lost, it ends on its last day. The step that today
 * is in stands in {@code app.customer_board} too, where a customer is read; {@link #showToday} moves it on.
 *
 * <p>Writers hold a lock on the customer's row ({@code ContractRepository.lockCustomers}).
 */
@Singleton
public class RevenueSteps {
  private static final String CUSTOMERS = " AND c.customer_id = ANY(:customers)";

  /**
   * Scoring takes the renewals' boards before the customers', in the order of their keys; so does who writes contracts, or
   * the two would wait for each other. Found first and locked then: at once, the planner of a new database would read all
   * of the tenant's in that order.
   */
  private static final String LOCK_BOARDS =
      """
      SELECT count(*) FROM (SELECT FROM app.renewal_board
                            WHERE tenant_id = :tenant AND renewal_id = ANY(ARRAY(
                              SELECT renewal_id FROM app.renewal_board WHERE tenant_id = :tenant%s))
                            ORDER BY renewal_id FOR NO KEY UPDATE) locked
      """;

  private static final String CURRENCIES =
      """
      SELECT c.currency, (SELECT x.rate FROM app.exchange_rate x
                          WHERE x.tenant_id = :tenant AND x.currency = c.currency AND x.rate_date <= :today
                          ORDER BY x.rate_date DESC LIMIT 1) AS rate
      FROM (SELECT DISTINCT c.currency FROM app.contract c WHERE c.tenant_id = :tenant AND c.kind = 'SUBSCRIPTION'%s) c
      """;

  private static final String INSERT =
      """
      WITH line AS (
        SELECT c.customer_id, c.pauses, round(l.mrr * r.rate, 8) AS amount, l.start_date AS from_date,
               coalesce(g.to_date, e.to_date, 'infinity') AS to_date
        FROM app.contract c
        JOIN app.contract_line l ON l.tenant_id = :tenant AND l.contract_id = c.id
        JOIN unnest(CAST(:currencies AS text[]), CAST(:rates AS numeric[])) AS r(currency, rate) ON r.currency = c.currency
        CROSS JOIN LATERAL (SELECT least(l.end_date, c.ended_date, c.end_date) AS to_date) e
        LEFT JOIN LATERAL (
          SELECT greatest(e.to_date, least(e.to_date + CAST(:graceDays AS int), (
                   SELECT min(s.start_date) - 1 FROM app.contract s
                   WHERE s.tenant_id = :tenant AND s.customer_id = c.customer_id AND c.id = ANY(s.renews_contract_ids)
                     AND (s.ended_date IS NULL OR s.ended_date >= s.start_date)))) AS to_date
          FROM app.renewal d
          WHERE d.tenant_id = :tenant AND d.customer_id = c.customer_id AND d.due_date = e.to_date AND c.ended_date IS NULL
            AND d.notice_received_date IS NULL AND coalesce(d.outcome, 'RENEWED') = 'RENEWED'
            AND CASE d.kind WHEN 'LINE' THEN d.line_id = l.id
                            WHEN 'CO_TERM' THEN d.co_term_group_id = c.co_term_group_id
                            ELSE d.contract_id = c.id END
          LIMIT 1) g ON true
        WHERE c.tenant_id = :tenant AND c.kind = 'SUBSCRIPTION' AND l.mrr > 0%s),
      live AS (SELECT * FROM line WHERE from_date <= to_date),
      paused AS (
        SELECT customer_id, amount, greatest(from_date, p."fromDate") AS from_date, least(to_date, p."toDate") AS to_date
        FROM live CROSS JOIN LATERAL jsonb_to_recordset(live.pauses) AS p("fromDate" date, "toDate" date)),
      change AS (
        SELECT customer_id, from_date AS day, amount FROM live
        UNION ALL SELECT customer_id, to_date + 1, -amount FROM live WHERE to_date < 'infinity'
        UNION ALL SELECT customer_id, from_date, -amount FROM paused WHERE from_date <= to_date
        UNION ALL SELECT customer_id, to_date + 1, amount FROM paused WHERE from_date <= to_date),
      total AS (
        SELECT customer_id, day, sum(sum(amount)) OVER (PARTITION BY customer_id ORDER BY day) AS mrr
        FROM change GROUP BY customer_id, day),
      step AS (
        SELECT customer_id, day, mrr, lag(mrr) OVER (PARTITION BY customer_id ORDER BY day) AS before FROM total)
      INSERT INTO app.customer_revenue (tenant_id, customer_id, from_date, mrr)
      SELECT :tenant, customer_id, day, mrr FROM step WHERE before IS NULL OR mrr <> before
      """;

  /** The step that today is in, kept where a customer is read. */
  private static final String SHOW =
      """
      INSERT INTO app.customer_board AS b (tenant_id, customer_id, mrr, mrr_from_date, mrr_until_date)
      SELECT :tenant, c.id, coalesce(now.mrr, 0), coalesce(now.from_date, '-infinity'), coalesce(later.from_date, 'infinity')
      FROM app.customer c
      LEFT JOIN LATERAL (SELECT mrr, from_date FROM app.customer_revenue r
                         WHERE r.tenant_id = :tenant AND r.customer_id = c.id AND r.from_date <= :today
                         ORDER BY r.from_date DESC LIMIT 1) now ON true
      CROSS JOIN LATERAL (SELECT min(from_date) AS from_date FROM app.customer_revenue r
                          WHERE r.tenant_id = :tenant AND r.customer_id = c.id AND r.from_date > :today) later
      WHERE c.tenant_id = :tenant%s
      ORDER BY c.id
      ON CONFLICT (tenant_id, customer_id) DO UPDATE
      SET mrr = excluded.mrr, mrr_from_date = excluded.mrr_from_date, mrr_until_date = excluded.mrr_until_date
      WHERE (b.mrr, b.mrr_from_date, b.mrr_until_date)
        IS DISTINCT FROM (excluded.mrr, excluded.mrr_from_date, excluded.mrr_until_date)
      """;

  private static final String LAPSED =
      " AND EXISTS (SELECT FROM app.customer_board l WHERE l.tenant_id = :tenant AND l.customer_id = c.id"
          + " AND l.mrr_until_date <= :today)";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;
  private final Clock clock;

  RevenueSteps(Jdbi jdbi, CallerContext callers, SettingsService settings, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
    this.clock = clock;
  }

  /** Computes these customers' steps anew: five statements, however many they are. */
  public void recompute(Collection<UUID> customerIds) {
    if (!customerIds.isEmpty()) {
      lockBoards(customerIds);
      recomputeLocked(customerIds);
    }
  }

  /** For who writes renewals before: their boards come first in the order of locks. */
  void lockBoards(@Nullable Collection<UUID> customerIds) {
    String sql = LOCK_BOARDS.formatted(customerIds == null ? "" : " AND customer_id = ANY(:customers)");
    jdbi.useHandle(handle -> bind(handle.createQuery(sql), customerIds).mapTo(Long.class).one());
  }

  /** The same after {@link #lockBoards}. */
  void recomputeLocked(Collection<UUID> customerIds) {
    recompute(customerIds, settings.recent(), settings.today());
  }

  /** All customers of the tenant, after something they all depend on has changed. */
  public void recomputeAll() {
    recomputeAll(settings.recent(), settings.today());
  }

  /** Steps that began since they were last computed become those that are shown. */
  public void showToday() {
    jdbi.useHandle(
        handle ->
            bind(handle.createUpdate(SHOW.formatted(LAPSED)), null).bind("today", settings.today()).execute());
  }

  void ratesChanged(@Observes ExchangeRatesChanged event) {
    recomputeAll();
  }

  /** A missing rate refuses the new reporting currency: a sum is never a guess. */
  void settingsChanged(@Observes SettingsChanged event) {
    Settings after = event.after();
    if (!after.reportingCurrency().equals(event.before().reportingCurrency())
        || after.graceDays() != event.before().graceDays()) {
      recomputeAll(after, LocalDate.ofInstant(clock.instant(), after.zone()));
    }
  }

  private void recomputeAll(Settings then, LocalDate today) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM (SELECT 1 FROM app.customer WHERE tenant_id = :tenant"
                        + " ORDER BY id FOR NO KEY UPDATE) locked")
                .bind("tenant", callers.tenantId())
                .mapTo(Long.class)
                .one());
    lockBoards(null);
    recompute(null, then, today);
  }

  private void recompute(@Nullable Collection<UUID> customerIds, Settings then, LocalDate today) {
    jdbi.useHandle(
        handle -> {
          Map<String, BigDecimal> rates = rates(handle, customerIds, then.reportingCurrency(), today);
          String where = customerIds == null ? "" : " AND customer_id = ANY(:customers)";
          bind(
                  handle.createUpdate(
                      "DELETE FROM app.customer_revenue WHERE tenant_id = :tenant" + where),
                  customerIds)
              .execute();
          bind(
                  handle.createUpdate(INSERT.formatted(customerIds == null ? "" : CUSTOMERS)),
                  customerIds)
              .bind("graceDays", then.graceDays())
              .bind("currencies", rates.keySet().toArray(String[]::new))
              .bind(
                  "rates",
                  rates.values().stream().map(BigDecimal::toPlainString).toArray(String[]::new))
              .execute();
          bind(
                  handle.createUpdate(SHOW.formatted(customerIds == null ? "" : " AND c.id = ANY(:customers)")),
                  customerIds)
              .bind("today", today)
              .execute();
        });
  }

  private Map<String, BigDecimal> rates(
      Handle handle,
      @Nullable Collection<UUID> customerIds,
      String reportingCurrency,
      LocalDate today) {
    Map<String, BigDecimal> rates = new HashMap<>();
    bind(
            handle.createQuery(CURRENCIES.formatted(customerIds == null ? "" : CUSTOMERS)),
            customerIds)
        .bind("today", today)
        .map(
            (row, context) ->
                rates.put(
                    row.getString(1),
                    rate(row.getString(1), row.getBigDecimal(2), reportingCurrency)))
        .list();
    return rates;
  }

  private static BigDecimal rate(
      String currency, @Nullable BigDecimal rate, String reportingCurrency) {
    if (currency.equals(reportingCurrency)) {
      return BigDecimal.ONE;
    }
    if (rate == null) {
      throw new Rates(reportingCurrency, Map.of()).missing(currency);
    }
    return rate;
  }

  private <S extends SqlStatement<S>> S bind(S statement, @Nullable Collection<UUID> customerIds) {
    statement.bind("tenant", callers.tenantId());
    return customerIds == null
        ? statement
        : statement.bind("customers", customerIds.toArray(UUID[]::new));
  }
}
