package dev.perennial.analysis;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.risk.Portfolio;
import dev.perennial.testing.ApiTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What tests of analyses share: decided renewals of many customers, and answers that are waited for. */
abstract class AnalysisApiTest extends ApiTest {
  static final LocalDate DUE = LocalDate.parse("2026-06-30");

  @Inject Portfolio portfolio;

  @BeforeEach
  void setTime() {
    clock.set(Instant.parse("2026-11-02T12:00:00Z"));
  }

  /** Customers numbered from 1, each with a year's contract and its renewal due on {@link #DUE}; every fourth is lost. */
  void decidedRenewals(int customers) {
    Map<String, ?> binds = Map.of("customers", customers, "due", DUE);
    sql(
        """
        INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status, tier,
          size_class, region, currency, attributes, external_ids)
        SELECT :tenant, CAST(md5(CAST(:tenant AS text) || i) AS uuid), 0, '2025-01-01', '2025-01-01', '2025-01-01', 'C' || i, 'c' || i,
          'ACTIVE', CASE i % 3 WHEN 0 THEN 'ENTERPRISE' WHEN 1 THEN 'MID_MARKET' ELSE 'SMALL_BUSINESS' END, 'M', 'EMEA',
          'EUR', '{}', '[]' FROM generate_series(1, :customers) i
        """,
        Map.of("customers", customers));
    sql(
        """
        INSERT INTO app.contract (tenant_id, id, version, known_from, created_at, updated_at, customer_id, kind, start_date,
          end_date, term_months, auto_renew, notice_days, currency, renews_contract_ids, lines, pauses, external_ids)
        SELECT :tenant, c.id, 0, c.known_from, c.known_from, c.known_from, c.id, 'SUBSCRIPTION', :due - 364, :due, 12,
          false, 30, 'EUR', '{}', '[]', '[]', '[]' FROM app.customer c WHERE c.tenant_id = :tenant
        """,
        Map.of("due", DUE));
    sql(
        """
        INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
          contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
          forecast_category, external_ids, outcome, outcome_source, decided_date)
        SELECT :tenant, c.id, 0, c.known_from, c.known_from, c.known_from, c.id, c.id, 'TERM', 'SUBSCRIPTION', 2, :due,
          :due - 30, 1000 + i, 'EUR', false, 'COMMITTED', 'CLOSED', '[]',
          CASE WHEN i % 4 = 0 THEN 'NOT_RENEWED' ELSE 'RENEWED' END, 'RECORDED', :due - 20
        FROM generate_series(1, :customers) i
        JOIN app.customer c ON c.tenant_id = :tenant AND c.id = CAST(md5(CAST(:tenant AS text) || i) AS uuid)
        """,
        binds);
  }

  /** An event of these customers so many days before {@link #DUE}. */
  void event(String type, int daysBefore, int customers, String where, String attributes) {
    sql(
        """
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
          kind, type, retracted, attributes)
        SELECT :tenant, 'test', :type || i || '/' || :days, 0, CAST(md5(CAST(:tenant AS text) || i) AS uuid), t.at, t.at, t.at, 'EVENT',
          :type, false, CAST(:attributes AS jsonb)
        FROM generate_series(1, :customers) i, (SELECT CAST(:due AS timestamptz) - make_interval(days => :days) AS at) t
        WHERE %s
        """
            .formatted(where),
        Map.of("type", type, "days", daysBefore, "customers", customers, "due", DUE, "attributes", attributes));
    sql(
        """
        INSERT INTO app.signal_stream (tenant_id, source, kind, type, first_known_at, last_occurred_at)
        VALUES (:tenant, 'test', 'EVENT', :type, '2025-01-01', '2026-06-30') ON CONFLICT DO NOTHING
        """,
        Map.of("type", type));
  }

  private void sql(String sql, Map<String, ?> binds) {
    portfolio.sql(tenant.id(), sql, binds);
  }

  /** Asks and waits for the answer. */
  JsonPath ask(String path, Map<String, ?> request) {
    String id =
        api()
            .body(request)
            .post(path)
            .then()
            .statusCode(202)
            .header("Location", containsString("/v1/analyses/"))
            .extract()
            .path("id");
    return answered(id);
  }

  JsonPath answered(String id) {
    for (int i = 0; i < 1200; i++) {
      JsonPath analysis = api().get("/v1/analyses/" + id).then().statusCode(200).extract().jsonPath();
      if (!analysis.getString("state").matches("QUEUED|RUNNING")) {
        assertEquals("SUCCEEDED", analysis.getString("state"), analysis.getString("failure"));
        return analysis;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("the analysis does not end");
  }
}
