package dev.perennial.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.platform.jobs.JobsHere;
import dev.perennial.platform.jobs.OtherProcess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scoring run in a second JVM that is killed in the middle, and finished by another. */
@QuarkusTest
class ScoringRunKilledTest extends RiskApiTest {
  private static final int RENEWALS = 30_000;
  private static final String SCORES = "SELECT count(*) FROM app.risk_score WHERE tenant_id = :tenant";

  @Inject JobsHere jobs;

  @BeforeEach
  void onlyTheOtherProcessWorks() {
    jobs.stop();
  }

  @AfterEach
  void theApplicationWorksAgain() {
    jobs.start();
  }

  @Test
  void aKilledRunLosesAndDoublesNothing() throws Exception {
    openRenewals();
    String run;
    long atDeath;
    try (OtherProcess other = OtherProcess.start(0, "-Xmx512m")) {
      run = api().body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(202).extract().path("id");
      await(() -> count(SCORES) > 0);
      other.kill();
      atDeath = count(SCORES);
    }
    assertTrue(atDeath < RENEWALS, "killed in the middle: " + atDeath);
    try (AutoCloseable survivor = jobs.startQuick()) {
      await(() -> job(run).getString("finishedAt") != null);
    }
    assertEquals("SUCCEEDED", job(run).getString("state"), () -> job(run).prettify());
    assertEquals(RENEWALS, job(run).getInt("result.scored"));
    assertEquals(RENEWALS, count(SCORES));
    assertEquals(RENEWALS, count(SCORES.replace("count(*)", "count(DISTINCT renewal_id)")));
    assertEquals(1, count(SCORES.replace("count(*)", "count(DISTINCT as_of)")), "one time for all of the run");
    assertEquals(
        1, count("SELECT count(*) FROM app.event WHERE tenant_id = :tenant AND type = 'risk_score.computed'"));
  }

  private void openRenewals() {
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
        FROM generate_series(1, :renewals) n
        """,
        Map.of("customer", customer, "contract", contract, "due", TODAY.plusDays(30), "renewals", RENEWALS));
  }

  private JsonPath job(String run) {
    return api().get("/v1/jobs/" + run).then().statusCode(200).extract().jsonPath();
  }

  private long count(String sql) {
    return portfolio.one(id(), sql, Map.of(), Long.class);
  }

  private static void await(BooleanSupplier reached) {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (!reached.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        fail("nothing happens");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
