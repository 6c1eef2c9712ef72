package dev.perennial.learning;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Learned models over HTTP: made, trained, activated, scoring, explained and replayed. */
@QuarkusTest
class LearningTest extends LearningApiTest {
  @Test
  void aModelIsLearnedActivatedExplainedReplayedAndRolledBack() {
    Cohort.store(portfolio, id(), "a", 600, 1.2, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    String starter = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id");
    readOnly().body(model("LOGISTIC", set, Map.of())).post("/v1/scoring-models").then().statusCode(403);
    String model =
        api()
            .body(model("LOGISTIC", set, Map.of()))
            .post("/v1/scoring-models")
            .then()
            .statusCode(201)
            .body("kind", equalTo("LOGISTIC"))
            .body("state", equalTo("DRAFT"))
            .body("baseRate", nullValue())
            .body("terms", hasSize(0))
            .body("training", nullValue())
            .body("learning.excludedFeatures", hasSize(0))
            .extract()
            .path("id");
    String path = "/v1/scoring-models/" + model;
    api().post(path + "/activate").then().statusCode(409).body("detail", containsString("not been trained"));
    api().get(path + "/document").then().statusCode(409);
    api()
        .body(Map.of("modelId", model))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors.code", contains("not_trained"));
    readOnly().body(Map.of()).post(path + "/train").then().statusCode(403);
    api()
        .body(
            Map.of(
                "sample",
                Map.of("decidedUntil", TODAY.plusDays(1).toString(), "renewals", List.of(UUID.randomUUID().toString()))))
        .post(path + "/train")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItems("/sample/decidedUntil", "/sample/renewals/0"));
    JsonPath trained = trained(model, Map.of());
    assertEquals("TRAINED", trained.getString("training.outcome"), trained.prettify());
    assertEquals("LOGISTIC", trained.getString("training.scoresWith"));
    assertEquals(600, trained.getInt("training.rows"));
    assertTrue(trained.getDouble("training.crossValidated.auc") > 0.7, trained.prettify());
    assertTrue(trained.getDouble("training.crossValidated.differenceUpper") < 0, trained.prettify());
    api().post(path + "/train").then().statusCode(409);
    api().get(path + "/document").then().statusCode(200).body("linear.terms.column", hasItem("x"));
    // the same rows and seed give the same model, in another version
    JsonPath again = trained(draft("LOGISTIC", set, Map.of()), Map.of());
    assertEquals(2, again.getInt("version"));
    assertEquals(trained.getString("training.documentSha256"), again.getString("training.documentSha256"));
    assertEquals(trained.getString("training.rowsSha256"), again.getString("training.rowsSha256"));

    UUID open = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    String before = scores(open).getFirst();
    api().post(path + "/activate").then().statusCode(200).body("state", equalTo("ACTIVE"));
    run(Map.of());
    String after = scores(open).getFirst();
    assertNotEquals(before, after);
    api()
        .get("/v1/risk-scores/" + after)
        .then()
        .statusCode(200)
        .body("model.code", equalTo("learned"))
        .body("reasons.feature", hasItems("x", "plan"))
        .body("calibrationStatus", equalTo("NOT_ASSESSED"));
    api().post("/v1/risk-scores/" + after + "/replay").then().statusCode(200).body("identical", equalTo(true));
    api()
        .get("/v1/risk-scores/compare?from=" + before + "&to=" + after)
        .then()
        .statusCode(200)
        .body("lines.kind", hasItem("MODEL_CHANGE"));
    api().get("/v1/worklist").then().statusCode(200);
    String board = "SELECT score_id FROM app.renewal_board WHERE tenant_id = :tenant AND renewal_id = :id";
    assertEquals(after, portfolio.one(id(), board, Map.of("id", open), String.class));

    api().post("/v1/scoring-models/" + starter + "/activate").then().statusCode(200).body("state", equalTo("ACTIVE"));
    api().get(path).then().body("state", equalTo("RETIRED"));
    String foreign = tenants.create("other", "EUR").apiKey();
    as(foreign).post(path + "/train").then().statusCode(404);
    as(foreign).get(path + "/document").then().statusCode(404);
    as(foreign).post(path + "/shadow").then().statusCode(404);
    api().body(Map.of()).post("/v1/scoring-models/" + starter + "/train").then().statusCode(409);
  }

  @Test
  void decidedRenewalsAreScoredAsOfTheirOwnCutOffsAndAShadowBesideTheActiveModel() {
    Cohort.store(portfolio, id(), "b", 400, 1.2, TODAY.minusDays(10));
    String model = draft("LOGISTIC", featureSet(List.of(X, PLAN)), Map.of());
    trained(model, Map.of());
    List<String> some = List.of(Cohort.renewal(portfolio, id(), "b", 7), Cohort.renewal(portfolio, id(), "b", 8));
    JsonPath job = run(Map.of("modelId", model, "leadDays", 60, "renewalIds", some));
    assertEquals(2, job.getInt("result.scored"));
    String runId = job.getString("result.runId");
    api()
        .get("/v1/risk-scores?limit=1&runId=" + runId)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("nextCursor", notNullValue());
    api()
        .get("/v1/risk-scores?runId=" + runId)
        .then()
        .body("items", hasSize(2))
        .body("items.renewalId", hasItems(some.toArray()))
        .body("items.modelId", hasItem(model))
        .body("items[0].asOf", lessThan(TODAY.minusDays(60).toString()));
    api().get("/v1/risk-scores").then().statusCode(400);
    as(tenants.create("other", "EUR").apiKey())
        .get("/v1/risk-scores?runId=" + runId)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    api()
        .body(Map.of("leadDays", 60, "asOf", "2026-01-01T00:00:00Z"))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/leadDays"));
    api()
        .body(Map.of("customers", List.of(Map.of("source", "crm", "externalId", "nobody"))))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/customers/0"));

    UUID customer = customer("Acme");
    UUID open = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    readOnly().post("/v1/scoring-models/" + model + "/shadow").then().statusCode(403);
    api().post("/v1/scoring-models/" + model + "/shadow").then().statusCode(200).body("state", equalTo("SHADOW"));
    portfolio.in(id(), () -> runsOfTheMonth());
    for (int i = 0; i < 200 && scores(open).size() < 2; i++) {
      pause();
    }
    List<String> both = api().get("/v1/renewals/" + open + "/risk-scores").path("items.modelId");
    assertTrue(both.contains(model), both.toString());
    String board =
        "SELECT s.model_id FROM app.renewal_board b JOIN app.risk_score s ON s.tenant_id = :tenant AND s.id = b.score_id"
            + " WHERE b.tenant_id = :tenant AND b.renewal_id = :id";
    assertNotEquals(model, portfolio.one(id(), board, Map.of("id", open), String.class));
  }

  private Object runsOfTheMonth() {
    return runs.startFull();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tooLittleToLearnFromIsAnAnswer() {
    String set = featureSet(List.of(X, PLAN));
    JsonPath nothing = trained(draft("LOGISTIC", set, Map.of()), Map.of());
    assertEquals("NOT_ENOUGH_DATA", nothing.getString("training.outcome"));
    assertEquals("BASE_RATE", nothing.getString("training.scoresWith"));
    Cohort.store(portfolio, id(), "c", 400, 0, TODAY.minusDays(10));
    JsonPath noise = trained(draft("LOGISTIC", set, Map.of()), Map.of("seed", 3));
    assertEquals("NO_USABLE_SIGNAL", noise.getString("training.outcome"), noise.prettify());
    assertEquals("BASE_RATE", noise.getString("training.scoresWith"));
    assertTrue(noise.getString("training.reason").startsWith("no usable signal"), noise.prettify());
    List<String> few =
        List.of(
            Cohort.renewal(portfolio, id(), "c", 1), Cohort.renewal(portfolio, id(), "c", 2),
            Cohort.renewal(portfolio, id(), "c", 3));
    JsonPath some = trained(draft("ADDITIVE", set, Map.of()), Map.of("sample", Map.of("renewals", few)));
    assertEquals("NOT_ENOUGH_DATA", some.getString("training.outcome"));
    assertEquals(3, some.getInt("training.rows"));
    assertTrue(some.getString("training.reason").contains("at least 100"), some.prettify());
    assertEquals(
        "TRAINED", trained(draft("BASE_RATE", set, Map.of("segment", "plan")), Map.of()).getString("training.outcome"));
  }

  @Test
  void whatKnowsTheOutcomeIsQuarantinedUntilAPersonConfirmsIt() {
    Cohort.store(portfolio, id(), "d", 300, 1, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN, ANSWER));
    readOnly().body(Map.of()).post("/v1/feature-sets/" + set + "/preview").then().statusCode(403);
    api()
        .body(Map.of())
        .post("/v1/feature-sets/" + set + "/preview")
        .then()
        .statusCode(200)
        .body("rows", equalTo(300))
        .body("features.feature", contains("x", "plan", "answer"))
        .body("features[0].valueRate", equalTo(1.0f))
        .body("features[0].suspicion", nullValue())
        .body("features[1].levels.level", contains("basic", "plus"))
        .body("features[2].suspicion", containsString("knows the outcome"));
    api()
        .body(Map.of("sample", Map.of("customers", List.of(UUID.randomUUID().toString()))))
        .post("/v1/feature-sets/" + set + "/preview")
        .then()
        .statusCode(400);
    as(tenants.create("other", "EUR").apiKey())
        .body(Map.of())
        .post("/v1/feature-sets/" + set + "/preview")
        .then()
        .statusCode(404);
    JsonPath careful = trained(draft("LOGISTIC", set, Map.of()), Map.of());
    assertEquals(List.of("answer"), careful.getList("training.quarantined.feature"));
    assertTrue(careful.getDouble("training.crossValidated.auc") < 0.85, careful.prettify());
    JsonPath confirmed = trained(draft("LOGISTIC", set, Map.of("confirmedFeatures", List.of("answer"))), Map.of());
    assertEquals(List.of(), confirmed.getList("training.quarantined"));
    assertTrue(confirmed.getDouble("training.crossValidated.auc") > 0.95, confirmed.prettify());
    assertTrue(confirmed.getList("training.warnings").toString().contains("AUC above 0.9"), confirmed.prettify());
  }

  @Test
  void whatHappensBecauseOfTheDecisionIsNoPredictor() {
    Cohort.store(portfolio, id(), "e", 300, 1, TODAY.minusDays(10));
    Map<String, Object> near =
        Map.of(
            "code", "notice_near", "label", "Notice near", "group", "CONTRACT", "type", "NUMERIC", "measure", "EVENT_COUNT",
            "signalType", "notice_deadline_near", "windowDays", 90);
    String set = featureSet(List.of(X, near));
    api().body(Map.of()).post("/v1/feature-sets/" + set + "/preview").then().statusCode(200)
        .body("features.find { it.feature == 'notice_near' }.suspicion", containsString("because of the decision"));
    JsonPath careful = trained(draft("LOGISTIC", set, Map.of()), Map.of());
    assertEquals(List.of("notice_near"), careful.getList("training.quarantined.feature"));
    JsonPath confirmed = trained(draft("LOGISTIC", set, Map.of("confirmedFeatures", List.of("notice_near"))), Map.of());
    assertEquals(List.of(), confirmed.getList("training.quarantined"));
  }

  @Test
  void whatCannotBeTrainedIsRefusedAtOnce() {
    String set = featureSet(List.of(X, PLAN));
    api()
        .body(
            model(
                "LOGISTIC", set,
                Map.of(
                    "segment", "plan", "pairs", 3, "monotone", Map.of("y", 2), "excludedFeatures", List.of("z"),
                    "priorModelId", UUID.randomUUID().toString())))
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            hasItems(
                "/learning/segment", "/learning/pairs", "/learning/monotone", "/learning/monotone/y",
                "/learning/excludedFeatures/0", "/learning/priorModelId"));
    Map<String, Object> both = model("ADDITIVE", set, Map.of());
    both.put("baseRate", 0.2);
    both.put("terms", List.of());
    api()
        .body(both)
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/baseRate", "/terms"));
    Map<String, Object> card = model("SCORECARD", set, Map.of());
    api().body(card).post("/v1/scoring-models").then().statusCode(400).body("errors.pointer", contains("/baseRate"));
    card.put("baseRate", 0.2);
    card.put("baseRateStrength", 0.3);
    card.put("terms", List.of(Map.of("feature", "x", "oddsRatio", 3, "strength", 0.3)));
    card.put("code", "card");
    String prior = api().body(card).post("/v1/scoring-models").then().statusCode(201).extract().path("id");
    Cohort.store(portfolio, id(), "e", 30, 1, TODAY.minusDays(10));
    JsonPath expert = trained(draft("LOGISTIC", set, Map.of("priorModelId", prior, "statedOnly", true)), Map.of());
    assertEquals("TRAINED", expert.getString("training.outcome"), expert.prettify());
    api()
        .get("/v1/scoring-models/" + expert.getString("id") + "/document")
        .then()
        .body("linear.terms.find { it.column == 'x' }.coefficient", greaterThan(0.5f));
  }

  @Test
  void whatAModelSaidIsHeldAgainstWhatHappened() {
    String starter = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id");
    String path = "/v1/scoring-models/" + starter + "/monitoring";
    api().get(path).then().statusCode(200).body("rows", equalTo(0)).body("judgement", nullValue());
    UUID kept = portfolio.renewal(id(), customer("Kept"), TODAY.plusDays(20), "12000");
    UUID gone = portfolio.renewal(id(), customer("Gone"), TODAY.plusDays(20), "12000");
    run(Map.of());
    portfolio.decided(id(), kept, "RENEWED", "RECORDED", TODAY.plusDays(5));
    portfolio.decided(id(), gone, "NOT_RENEWED", "RECORDED", TODAY.plusDays(6));
    clock.set(NOW.plusSeconds(10 * 86_400L));
    api()
        .get(path)
        .then()
        .statusCode(200)
        .body("rows", equalTo(2))
        .body("losses", equalTo(1))
        .body("expected", greaterThan(0.0f))
        .body("judgement.rows", equalTo(2))
        .body("verdict", containsString("1 of 2 renewals were lost"));
    // the deadline of both had passed when they were scored: a loss without a warning in time is a surprise
    api()
        .get(path)
        .then()
        .body("warnings.surprises.count", equalTo(1))
        .body("warnings.surprises.rate", nullValue())
        .body("baseRate.then", nullValue())
        .body("tiers.tier", contains("ENTERPRISE"))
        .body("tiers[0].losses", equalTo(1))
        .body("drift.verdict", equalTo("NOT_RECORDED"));
    api().get(path + "?from=2026-01-02&to=2026-01-01").then().statusCode(400);
    as(tenants.create("other", "EUR").apiKey()).get(path).then().statusCode(404);
  }
}
