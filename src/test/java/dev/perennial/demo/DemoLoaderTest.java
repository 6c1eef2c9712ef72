package dev.perennial.demo;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.perennial.detection.Detection;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.jobs.JobsAtOnce;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.WithoutWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portfolio as a newcomer finds it, through HTTP. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
class DemoLoaderTest extends ApiTest {
  private static TenantService.NewTenant demo;

  @Inject DemoLoader loader;
  @Inject Detection detection;
  @Inject JobsAtOnce jobs;
  @Inject Callers callers;

  /** Once for all methods: they only read. Does what workers do afterwards, of which there are none here. */
  @BeforeEach
  void load() {
    if (demo == null) {
      demo = loader.create("Demo");
      tenant = demo;
      Caller worker = Caller.system(demo.id(), "worker");
      callers.run(worker, detection::detect);
      List<String> waiting = api().get("/v1/jobs?state=QUEUED").then().statusCode(200).extract().path("items.id");
      waiting.forEach(job -> callers.run(worker, () -> jobs.run(UUID.fromString(job))));
    }
    tenant = demo;
  }

  @Test
  void aModelIsLearnedFromThePastAndJudged() {
    api().get("/v1/scoring-models/" + DemoIds.LEARNED_MODEL).then().statusCode(200)
        .body("training.outcome", equalTo("TRAINED"))
        .body("training.losses", greaterThanOrEqualTo(50)) // enough to calibrate it
        .body("state", equalTo("DRAFT"));
    api().get("/v1/scoring-models/" + DemoIds.DRAFT_MODEL).then().statusCode(200).body("kind", equalTo("ADDITIVE"));
    api().get("/v1/scoring-models/" + DemoIds.EXTERNAL_MODEL).then().statusCode(200).body("kind", equalTo("EXTERNAL"));
    api().get("/v1/scoring-models/" + DemoIds.LEARNED_MODEL + "/backtests/" + DemoIds.BACK_TEST).then().statusCode(200)
        .body("outcome", equalTo("JUDGED"));
    api().get("/v1/analyses/" + DemoIds.ANALYSIS).then().statusCode(200).body("state", equalTo("SUCCEEDED"));
    api().get("/v1/scoring-models/" + DemoIds.SCORING_MODEL).then().statusCode(200).body("state", equalTo("ACTIVE"));
  }

  @Test
  void idsOfExamplesAreThere() {
    Map<String, String> learned =
        Map.of(
            "scoring-models", DemoIds.LEARNED_MODEL, "scoring-models/" + DemoIds.LEARNED_MODEL + "/backtests", DemoIds.BACK_TEST,
            "analyses", DemoIds.ANALYSIS, "programmes", DemoIds.PROGRAMME, "question-rounds", DemoIds.QUESTION_ROUND);
    learned.forEach(
        (path, id) -> api().get("/v1/" + path + "/" + id).then().statusCode(200).body("id", equalTo(id)));
    Map<String, String> paths =
        Map.of(
            "users", DemoIds.USER, "products", DemoIds.PRODUCT, "customers", DemoIds.CUSTOMER, "contacts", DemoIds.CONTACT,
            "contracts", DemoIds.CONTRACT, "renewals", DemoIds.RENEWAL, "jobs", DemoIds.JOB, "feature-sets",
            DemoIds.FEATURE_SET, "scoring-models", DemoIds.SCORING_MODEL, "api-keys", DemoIds.API_KEY);
    paths.forEach(
        (path, id) -> api().get("/v1/" + path + "/" + id).then().statusCode(200).body("id", equalTo(id)));
    api().get("/v1/contracts/" + DemoIds.CONTRACT).then().body("lines.id", hasItem(DemoIds.LINE));
    api().get("/v1/renewals/external/crm/OPP-2001").then().statusCode(200).body("id", equalTo(DemoIds.RENEWAL));
    api().get("/v1/import-mappings/crm-accounts").then().statusCode(200);
    api().get("/v1/renewals/" + DemoIds.NOTICED_RENEWAL).then().statusCode(200).body("outcome", nullValue());
    for (String id : List.of(DemoIds.RISK_SCORE, DemoIds.EARLIER_RISK_SCORE)) {
      api().get("/v1/risk-scores/" + id).then().statusCode(200).body("renewalId", equalTo(DemoIds.RENEWAL));
    }
    api()
        .get("/v1/risk-scores/compare?from=" + DemoIds.EARLIER_RISK_SCORE + "&to=" + DemoIds.RISK_SCORE)
        .then()
        .statusCode(200);
  }

  @Test
  void theShowcaseIsAtHighRiskAndItsLatestScoreIsTheExample() {
    api()
        .get("/v1/renewals/" + DemoIds.RENEWAL + "/risk-scores")
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(DemoIds.RISK_SCORE))
        .body("items[0].atRisk", equalTo(true))
        .body("items.size()", greaterThan(6)); // a trajectory
  }

  @Test
  void theWorklistHasFiveRenewalsWithReasons() {
    api()
        .get("/v1/worklist?limit=5")
        .then()
        .statusCode(200)
        .body("items", hasSize(5))
        .body("items.findAll { it.reasons.size() > 0 }", hasSize(5));
  }

  @Test
  void rulesHaveDetectedTriggerEventsAndSomeAreAnnounced() {
    api().get("/v1/trigger-events?detected=true&limit=200").then().statusCode(200)
        .body("items.type.unique().size()", greaterThan(5));
    api().get("/v1/trigger-events?detected=true&customerId=" + DemoIds.CUSTOMER).then().statusCode(200)
        .body("items.type", hasItem("champion_left"));
    api().get("/v1/customers?event=price_increase&eventNextDays=90").then().statusCode(200)
        .body("items.id", hasItem(DemoIds.CUSTOMER));
  }
}
