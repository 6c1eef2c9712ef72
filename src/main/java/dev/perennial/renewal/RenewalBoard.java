package dev.perennial.renewal;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.currency.Rates;
import dev.perennial.customer.CustomerStanding;
import dev.perennial.fact.RescoreMarkRepository;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The read model behind the list, the worklist and the summaries: names, owner and amounts in the
 * reporting currency beside each renewal. Everything here is set-based and can be repeated at any
 * time. Probability, band, at-risk flag and score belong to scoring and are left alone; the
 * expected loss follows the amount.
 */
@Singleton
public class RenewalBoard {
  /**
   * Amounts are kept as whole numbers of ten-thousandths: sortable behind row-level security,
   * exact.
   */
  static final BigDecimal UNITS = BigDecimal.valueOf(10_000);

  private static final String REFRESH =
      """
      INSERT INTO app.renewal_board AS b
        (tenant_id, renewal_id, contract_id, customer_id, customer_name, owner_id, tier, kind, contract_kind, stage,
         forecast_category, is_open, outcome, due_date, decision_deadline_date, amount, snoozed_until_date)
      SELECT :tenant, r.id, r.contract_id, r.customer_id, c.name, coalesce(c.renewal_manager_id, c.csm_id), c.tier, r.kind,
             r.contract_kind, r.stage, r.forecast_category, r.outcome IS NULL, r.outcome, coalesce(r.due_date, 'infinity'),
             coalesce(r.decision_deadline_date, r.decided_date, CAST(:today AS date) + coalesce(k.notice_days, 0)),
             CAST(round(r.renewal_amount * CAST(x.rate AS numeric), 4) * 10000 AS bigint), r.snoozed_until_date
      FROM app.renewal r
      JOIN app.customer c ON c.tenant_id = :tenant AND c.id = r.customer_id
      LEFT JOIN app.contract k ON k.tenant_id = :tenant AND k.id = r.contract_id
      LEFT JOIN unnest(:currencies, :rates) AS x(currency, rate) ON x.currency = r.currency
      WHERE r.tenant_id = :tenant\
      """;

  private static final String ON_CONFLICT =
      """
       ORDER BY r.id
      ON CONFLICT (tenant_id, renewal_id) DO UPDATE SET
        contract_id = excluded.contract_id, customer_id = excluded.customer_id, customer_name = excluded.customer_name,
        owner_id = excluded.owner_id, tier = excluded.tier, kind = excluded.kind, contract_kind = excluded.contract_kind,
        stage = excluded.stage, forecast_category = excluded.forecast_category, is_open = excluded.is_open,
        outcome = excluded.outcome, due_date = excluded.due_date,
        decision_deadline_date = excluded.decision_deadline_date, amount = excluded.amount,
        snoozed_until_date = excluded.snoozed_until_date,
        expected_loss = CASE WHEN b.probability >= 0 THEN CAST(round(b.probability * excluded.amount) AS bigint) ELSE -1 END
      WHERE (b.contract_id, b.customer_id, b.customer_name, b.owner_id, b.tier, b.kind, b.contract_kind, b.stage,
             b.forecast_category, b.is_open, b.outcome, b.due_date, b.decision_deadline_date, b.amount, b.snoozed_until_date)
        IS DISTINCT FROM
            (excluded.contract_id, excluded.customer_id, excluded.customer_name, excluded.owner_id, excluded.tier,
             excluded.kind, excluded.contract_kind, excluded.stage, excluded.forecast_category, excluded.is_open,
             excluded.outcome, excluded.due_date, excluded.decision_deadline_date, excluded.amount,
             excluded.snoozed_until_date)
      """;

  private static final String UNKNOWN_CURRENCIES =
      "SELECT DISTINCT r.currency FROM app.renewal r WHERE r.tenant_id = :tenant AND NOT r.currency = ANY(:currencies)";

  private static final String OF_THESE = " AND r.id = ANY(:ids)";

  /** Next renewal, highest risk, and what contracts say about the customer. */
  private static final String CUSTOMERS =
      """
      INSERT INTO app.customer_board AS b
        (tenant_id, customer_id, derived_status, next_renewal_id, next_renewal_due_date, highest_risk, highest_risk_band)
      SELECT :tenant, c.id, $STATUS$,
             n.renewal_id, nullif(n.due_date, 'infinity'), h.probability, h.band
      FROM unnest(:ids) AS c(id)
      LEFT JOIN LATERAL (SELECT renewal_id, due_date FROM app.renewal_board n
                         WHERE n.tenant_id = :tenant AND n.customer_id = c.id AND n.is_open
                         ORDER BY due_date, renewal_id LIMIT 1) n ON true
      LEFT JOIN LATERAL (SELECT probability, band FROM app.renewal_board h
                         WHERE h.tenant_id = :tenant AND h.customer_id = c.id AND h.is_open AND h.probability >= 0
                         ORDER BY probability DESC LIMIT 1) h ON true
      CROSS JOIN LATERAL ($STANDING$) s
      ORDER BY c.id
      ON CONFLICT (tenant_id, customer_id) DO UPDATE SET
        derived_status = excluded.derived_status, next_renewal_id = excluded.next_renewal_id,
        next_renewal_due_date = excluded.next_renewal_due_date, highest_risk = excluded.highest_risk,
        highest_risk_band = excluded.highest_risk_band
      WHERE (b.derived_status, b.next_renewal_id, b.next_renewal_due_date, b.highest_risk, b.highest_risk_band)
        IS DISTINCT FROM (excluded.derived_status, excluded.next_renewal_id, excluded.next_renewal_due_date,
                          excluded.highest_risk, excluded.highest_risk_band)
      """
          .replace("$STATUS$", CustomerStanding.DERIVED_STATUS)
          .replace(
              "$STANDING$",
              CustomerStanding.of(
                  "app.contract k WHERE k.tenant_id = :tenant AND k.customer_id = c.id",
                  "app.renewal r WHERE r.tenant_id = :tenant AND r.customer_id = c.id"));

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ExchangeRates exchangeRates;
  private final SettingsService settings;
  private final RescoreMarkRepository marks;
  private final Clock clock;

  RenewalBoard(
      Jdbi jdbi,
      CallerContext callers,
      ExchangeRates exchangeRates,
      SettingsService settings,
      RescoreMarkRepository marks,
      Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.exchangeRates = exchangeRates;
    this.settings = settings;
    this.marks = marks;
    this.clock = clock;
  }

  /** Brings these rows up to date; a currency without a rate is a problem (409), never a guess. */
  public void refresh(Collection<UUID> renewalIds) {
    if (!renewalIds.isEmpty()) {
      run(OF_THESE, Map.of("ids", renewalIds.toArray(UUID[]::new)));
    }
  }

  /** Brings every row of the tenant up to date: after exchange rates or settings changed. */
  public void refreshAll() {
    run("", Map.of());
  }

  /**
   * Moves the deadlines of evergreen renewals, which are always as many days ahead as their notice
   * takes.
   */
  void refreshEvergreen() {
    run(" AND r.kind = 'EVERGREEN' AND r.outcome IS NULL", Map.of());
  }

  /**
   * Brings next renewal, highest risk and derived status of these customers up to date and marks
   * them for re-scoring.
   */
  public void refreshCustomers(Collection<UUID> customerIds) {
    UUID[] ids = customerIds.toArray(UUID[]::new);
    if (ids.length == 0) {
      return;
    }
    refreshCustomerBoard(ids);
    marks.mark(customerIds, clock.instant());
  }

  /** The same without a mark: the days went by, no fact changed. */
  void refreshCustomerBoard(UUID[] ids) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(CUSTOMERS)
                .bind("tenant", callers.tenantId())
                .bind("ids", ids)
                .bind("today", settings.today())
                .execute());
  }

  private void run(String selection, Map<String, ?> binds) {
    Rates rates = exchangeRates.current();
    jdbi.useHandle(
        handle -> {
          List<String> unknown =
              bind(handle.createQuery(UNKNOWN_CURRENCIES + selection), rates)
                  .bindMap(binds)
                  .mapTo(String.class)
                  .list();
          if (!unknown.isEmpty()) {
            throw rates.missing(unknown.getFirst());
          }
          bind(handle.createUpdate(REFRESH + selection + ON_CONFLICT), rates)
              .bindMap(binds)
              .execute();
        });
  }

  /** Binds tenant, today and the rates, which the statement unnests as {@code :currencies} and {@code :rates}. */
  <S extends SqlStatement<S>> S bind(S statement, Rates rates) {
    List<Map.Entry<String, BigDecimal>> known = List.copyOf(rates.rates().entrySet());
    String[] currencies = new String[known.size() + 1];
    String[] values = new String[known.size() + 1];
    currencies[0] = rates.reportingCurrency();
    values[0] = "1";
    for (int i = 0; i < known.size(); i++) {
      boolean own = known.get(i).getKey().equals(rates.reportingCurrency());
      currencies[i + 1] = own ? "" : known.get(i).getKey(); // its own rate is always 1
      values[i + 1] = known.get(i).getValue().toPlainString();
    }
    return statement
        .bind("tenant", callers.tenantId())
        .bind("today", settings.today())
        .bind("currencies", currencies)
        .bind("rates", values);
  }
}
