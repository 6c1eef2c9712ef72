package dev.perennial.risk;

import dev.perennial.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A large portfolio made inside the database: as many customers, contracts and open renewals, and their signals. */
final class BenchPortfolio {
  private static final String CUSTOMERS =
      """
      INSERT INTO app.customer SELECT '{t}', md5('c' || i)::uuid, 0, now(), now(), now(), 'C' || i, 'c' || i, 'ACTIVE',
        null, null, null, null, (ARRAY['ENTERPRISE', 'MID_MARKET', 'SMALL_BUSINESS'])[1 + i % 3], null, 'EMEA', 'EUR',
        null, '{}', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.contract SELECT '{t}', md5('k' || i)::uuid, 0, now(), now(), now(), md5('c' || i)::uuid, null,
        'SUBSCRIPTION', null, current_date - 200, current_date + 165, 12, i % 2 = 0, 30, 'EUR', null, null, null, '{}',
        null, null, '[]', '[]', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.contract_line SELECT '{t}', md5('l' || i || 'x' || n)::uuid, md5('k' || i)::uuid,
        md5('c' || i)::uuid, n, md5('p' || n)::uuid, 10, 100 + i % 50, i % 20, 'RECURRING', 'MONTH', current_date - 200,
        current_date + 165, 900 FROM generate_series(1, {n}) i, generate_series(1, 2) n;
      INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
        contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
        forecast_category, external_ids)
        SELECT '{t}', md5('r' || i)::uuid, 0, now(), now(), now(), md5('c' || i)::uuid, md5('k' || i)::uuid, 'TERM',
        'SUBSCRIPTION', 1 + i % 4, current_date + 165, current_date + 135, 1000 + i::bigint * 7919 % 100000, 'EUR', i % 2 = 0,
        'UPCOMING', 'PIPELINE', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, tier, kind, contract_kind, stage,
        forecast_category, is_open, due_date, decision_deadline_date, amount)
        SELECT '{t}', md5('r' || i)::uuid, md5('k' || i)::uuid, md5('c' || i)::uuid, 'C' || i, 'ENTERPRISE', 'TERM',
        'SUBSCRIPTION', 'UPCOMING', 'PIPELINE', true, current_date + 165, current_date + 135, (1000 + i::bigint * 7919 % 100000) * 10000
        FROM generate_series(1, {n}) i;
      """;

  /** In the order of time, as they come in, so that a customer's facts lie far apart. */
  private static final String SIGNALS =
      """
      INSERT INTO app.signal SELECT '{t}', 'gen', 's' || n, 0, md5('c' || (1 + floor(random() * {n}))::int)::uuid, t, t, t,
        k.kind, k.type, random() * 50, CASE WHEN k.kind = 'INTERACTION' THEN random() * 2 - 1 END,
        CASE WHEN k.kind = 'TICKET' THEN 1 + floor(random() * 4) END,
        CASE WHEN k.kind = 'INTERACTION' THEN CASE WHEN random() < .5 THEN 'INBOUND' ELSE 'OUTBOUND' END END, null,
        CASE WHEN k.kind = 'TICKET' THEN CASE WHEN random() < .5 THEN 'OPENED' ELSE 'CLOSED' END END,
        CASE WHEN k.kind = 'TICKET' THEN 't' || (n / 400) % 1000 END, false, null, null, null, null
      FROM (SELECT n, now() - interval '3 years' * (1 - n / {s}.0) AS t, random() AS u
            FROM generate_series(1, {s}) n OFFSET 0) g,
      LATERAL (SELECT CASE WHEN u < .6 THEN 'USAGE' WHEN u < .85 THEN 'INTERACTION' WHEN u < .9 THEN 'TICKET'
                 WHEN u < .95 THEN 'METRIC' WHEN u < .97 THEN 'SURVEY' ELSE 'EVENT' END AS kind,
               CASE WHEN u < .6 THEN 'logins' WHEN u < .85 THEN 'call' WHEN u < .9 THEN 'ticket'
                 WHEN u < .95 THEN 'success_goal_attainment_pct' WHEN u < .97 THEN 'nps' WHEN u < .98 THEN 'champion_left'
                 WHEN u < .99 THEN 'funding_round' ELSE 'competitor_contact' END AS type) k;
      INSERT INTO app.signal_stream SELECT tenant_id, source, kind, type, min(known_at), max(occurred_at) FROM app.signal
        WHERE tenant_id = '{t}' GROUP BY 1, 2, 3, 4;
      """;

  private BenchPortfolio() {}

  static void fill(UUID tenant, int renewals, int signals) throws SQLException {
    for (String sql : List.of(CUSTOMERS, SIGNALS, "ANALYZE")) {
      superuser(sql.replace("{t}", tenant.toString()).replace("{n}", "" + renewals).replace("{s}", "" + signals));
    }
    superuser("VACUUM app.signal");
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
