package dev.perennial.learning;

import dev.perennial.risk.Portfolio;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Many customers with a decided renewal each, written at once. The log-odds of losing it are -1 + weight times the customer's
 * {@code x}, which lies evenly between -2 and 2; {@code plan} says nothing and {@code answer} knows the outcome.
 */
final class Cohort {
  private static final String UNIFORM =
      "(CAST(CAST('x' || substr(md5(:seed || '{salt}' || i), 1, 8) AS bit(32)) AS bigint) / 4294967296.0)";

  private static final String CUSTOMERS =
      """
      INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status, tier,
        size_class, region, currency, attributes, external_ids)
      SELECT :tenant, CAST(md5(:seed || 'c' || i) AS uuid), 0, now(), now(), now(), 'Customer ' || i, 'customer ' || i,
        'ACTIVE', 'ENTERPRISE', 'M', 'EMEA', 'EUR',
        jsonb_build_object('x', {x}, 'plan', CASE WHEN {plan} < 0.5 THEN 'basic' ELSE 'plus' END,
          'answer', CASE WHEN {u} < 1 / (1 + exp(1 - :weight * {x})) THEN 1 ELSE 0 END + {plan} / 2), '[]'
      FROM generate_series(1, :customers) AS i
      """;

  private static final String CONTRACTS =
      """
      INSERT INTO app.contract (tenant_id, id, version, known_from, created_at, updated_at, customer_id, kind, start_date,
        end_date, term_months, auto_renew, notice_days, currency, renews_contract_ids, lines, pauses, external_ids)
      SELECT :tenant, CAST(md5(:seed || 'k' || i) AS uuid), 0, now(), now(), now(), CAST(md5(:seed || 'c' || i) AS uuid),
        'SUBSCRIPTION', CAST(:due AS date) - 364 - i % 300, CAST(:due AS date) - i % 300, 12, false, 30, 'EUR', '{}', '[]',
        '[]', '[]'
      FROM generate_series(1, :customers) AS i
      """;

  private static final String RENEWALS =
      """
      INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
        contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
        forecast_category, external_ids, outcome, outcome_source, decided_date)
      SELECT :tenant, CAST(md5(:seed || 'r' || i) AS uuid), 0, now(), now(), now(), CAST(md5(:seed || 'c' || i) AS uuid),
        CAST(md5(:seed || 'k' || i) AS uuid), 'TERM', 'SUBSCRIPTION', 1 + i % 5, CAST(:due AS date) - i % 300,
        CAST(:due AS date) - i % 300 - 30, 1000 + i, 'EUR', false, 'UPCOMING', 'PIPELINE', '[]',
        CASE WHEN {u} < 1 / (1 + exp(1 - :weight * {x})) THEN 'NOT_RENEWED' ELSE 'RENEWED' END, 'RECORDED',
        CAST(:due AS date) - i % 300 - 20
      FROM generate_series(1, :customers) AS i
      """;

  private static final String AGAIN =
      """
      INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
        contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
        forecast_category, external_ids, outcome, outcome_source, decided_date)
      SELECT tenant_id, CAST(md5('again' || id) AS uuid), 0, now(), now(), now(), customer_id, contract_id, kind, contract_kind,
        term_number + 1, CAST(:due AS date), CAST(:due AS date) - 30, renewal_amount, currency, auto_renew, stage,
        forecast_category, external_ids, outcome, outcome_source, CAST(:due AS date) - 20
      FROM app.renewal WHERE tenant_id = :tenant AND decided_date <= :decidedUntil
      """;

  private Cohort() {}

  static void store(Portfolio portfolio, UUID tenant, String seed, int customers, double weight, LocalDate lastDue) {
    for (String sql : new String[] {CUSTOMERS, CONTRACTS, RENEWALS}) {
      String filled =
          sql.replace("{x}", "round(" + uniform("x") + " * 4 - 2, 3)").replace("{u}", uniform("u")).replace("{plan}", uniform("p"));
      portfolio.sql(
          tenant, filled, Map.of("seed", seed, "customers", customers, "weight", weight, "due", lastDue));
    }
  }

  /** Of every customer whose renewal was decided by a day, another one, decided in the same way 20 days before it is due. */
  static int again(Portfolio portfolio, UUID tenant, LocalDate decidedUntil, LocalDate due) {
    return portfolio.sql(tenant, AGAIN, Map.of("decidedUntil", decidedUntil, "due", due));
  }

  private static String uniform(String salt) {
    return UNIFORM.replace("{salt}", salt);
  }

  /** Id of the renewal of the customer of that number. */
  static String renewal(Portfolio portfolio, UUID tenant, String seed, int number) {
    return portfolio
        .one(tenant, "SELECT CAST(md5(:seed || 'r' || :i) AS uuid) WHERE :tenant IS NOT NULL", Map.of("seed", seed, "i", number), UUID.class)
        .toString();
  }
}
