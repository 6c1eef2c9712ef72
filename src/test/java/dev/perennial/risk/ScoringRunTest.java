package dev.perennial.risk;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which renewals a run scores, and that each is scored once; over HTTP. */
@QuarkusTest
class ScoringRunTest extends RiskApiTest {
  @Test
  void aRunAsOfThePastLeavesOutWhatWasDecidedOrUnderNotice() {
    LocalDate due = TODAY.plusDays(30);
    UUID open = portfolio.renewal(id(), customer("Open"), due, "1");
    UUID decidedLater = portfolio.renewal(id(), customer("Decided later"), due, "1");
    UUID decidedBefore = portfolio.renewal(id(), customer("Decided before"), due, "1");
    UUID noticed = portfolio.renewal(id(), customer("Noticed"), due, "1");
    UUID notYet = portfolio.renewal(id(), customer("Not yet begun"), due.plusYears(2), "1");
    portfolio.decided(id(), decidedLater, "NOT_RENEWED", "RECORDED", TODAY.minusDays(5));
    portfolio.decided(id(), decidedBefore, "NOT_RENEWED", "RECORDED", TODAY.minusDays(50));
    portfolio.sql(
        id(),
        "UPDATE app.renewal SET version = 1, notice_received_date = :day WHERE tenant_id = :tenant AND id = :id",
        Map.of("id", noticed, "day", TODAY.minusDays(40)));
    JsonPath job = run(Map.of("asOf", daysAgo(30).toString()));
    assertEquals(2, job.getInt("result.scored"));
    assertEquals(1, scores(open).size());
    assertEquals(1, scores(decidedLater).size());
    for (UUID left : List.of(decidedBefore, noticed, notYet)) {
      assertEquals(0, scores(left).size());
    }
    // now: what is open now
    assertEquals(3, run(Map.of()).getInt("result.scored"));
    assertEquals(
        1, run(Map.of("renewalIds", List.of(open, open, decidedLater))).getInt("result.scored"));
  }

  @Test
  void aScheduledRunSaysSo() {
    portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    UUID job = portfolio.in(id(), () -> runs.startScheduled().id());
    finished(job.toString());
    api()
        .get("/v1/events?limit=200")
        .then()
        .body("items.find { it.type == 'risk_score.computed' }.data.object.scheduled", is(true))
        .body("items.find { it.type == 'risk_score.computed' }.data.object.scored", is(1));
  }

  @Test
  void aLargeRunScoresEachOnce() {
    UUID customer = customer("Acme");
    UUID contract = portfolio.contract(id(), customer, TODAY.minusYears(1), TODAY.plusDays(30));
    portfolio.sql(
        id(),
        """
        INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id,
          line_id, kind, contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency,
          auto_renew, stage, forecast_category, external_ids)
        SELECT :tenant, gen_random_uuid(), 0, now(), now(), now(), :customer, :contract, gen_random_uuid(), 'LINE',
          'SUBSCRIPTION', 1, CAST(:due AS date), :due, n, 'EUR', false, 'UPCOMING', 'PIPELINE', '[]'
        FROM generate_series(1, 4321) n
        """,
        Map.of("customer", customer, "contract", contract, "due", TODAY.plusDays(30)));
    JsonPath job = run(Map.of());
    assertEquals(4321, job.getInt("result.scored"));
    assertEquals(1.0, job.getDouble("progress"));
    String count = "SELECT count(%s) FROM app.risk_score WHERE tenant_id = :tenant";
    assertEquals(4321, portfolio.one(id(), count.formatted("*"), Map.of(), Long.class));
    assertEquals(
        4321, portfolio.one(id(), count.formatted("DISTINCT renewal_id"), Map.of(), Long.class));
    // the ledger itself refuses a second score of the same run
    assertThrows(
        RuntimeException.class,
        () ->
            portfolio.sql(
                id(),
                """
                INSERT INTO app.risk_score SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
                FROM app.risk_score s WHERE s.tenant_id = :tenant LIMIT 1
                """,
                Map.of()));
  }
}
