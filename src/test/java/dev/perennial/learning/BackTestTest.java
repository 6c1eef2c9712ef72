package dev.perennial.learning;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Models judged on the past beside others, and calibrated; over HTTP. */
@QuarkusTest
class BackTestTest extends LearningApiTest {
  private JsonPath backTest(String model, Map<String, ?> request) {
    String path = "/v1/scoring-models/" + model + "/backtests";
    JsonPath job = finished(api().body(request).post(path).then().statusCode(202).extract().path("id"));
    return api().get(job.getString("result.link")).then().statusCode(200).extract().jsonPath(PRECISE);
  }

  /** The next version of a model, calibrated. */
  private JsonPath calibrated(String model, Map<String, ?> request) {
    String path = "/v1/scoring-models/" + model + "/calibration";
    JsonPath job = finished(api().body(request).post(path).then().statusCode(202).extract().path("id"));
    return api().get("/v1/scoring-models/" + job.getString("result.modelId")).then().statusCode(200).extract().jsonPath(PRECISE);
  }

  @Test
  void aModelIsJudgedOnThePastBesideOthers() {
    Cohort.store(portfolio, id(), "a", 1500, 1.3, TODAY.minusDays(10));
    String model = draft("LOGISTIC", featureSet(List.of(X, PLAN)), Map.of());
    String path = "/v1/scoring-models/" + model + "/backtests";
    readOnly().body(Map.of()).post(path).then().statusCode(403);
    api().body(Map.of("segment", "x")).post(path).then().statusCode(400).body("errors.pointer", contains("/segment"));
    api().body(Map.of("parts", 11)).post(path).then().statusCode(400);

    JsonPath judged = backTest(model, Map.of("segment", "plan"));
    assertEquals("JUDGED", judged.getString("outcome"), judged.prettify());
    assertTrue(judged.getBoolean("outOfTime"));
    assertEquals(4, judged.getList("origins").size());
    assertEquals(List.of("MODEL", "RULES_ONLY", "BASE_RATE"), judged.getList("contenders.role"));
    assertTrue(judged.getDouble("contenders[0].judgement.auc") > 0.7, judged.prettify());
    assertEquals(2, judged.getList("segments").size());
    assertEquals(List.of("RULES_ONLY", "BASE_RATE"), judged.getList("comparisons.against"));
    assertEquals(List.of(true, true), judged.getList("comparisons.better"));
    assertEquals(3, judged.getList("proposal.reasons").size());
    String id = judged.getString("id");
    // the same once more is the same
    JsonPath again = backTest(model, Map.of("segment", "plan"));
    assertEquals(judged.getList("contenders"), again.getList("contenders"));
    api().get(path + "?limit=1").then().statusCode(200).body("items", hasSize(1)).body("nextCursor", notNullValue());

    JsonPath near = backTest(model, Map.of("origins", List.of("2020-01-01"), "horizonDays", 30));
    assertEquals("NOT_ENOUGH_DATA", near.getString("outcome"));
    String foreign = tenants.create("other", "EUR").apiKey();
    as(foreign).get(path + "/" + id).then().statusCode(404);
    as(foreign).get(path).then().statusCode(404);
    as(foreign).body(Map.of()).post(path).then().statusCode(404);
    api().get("/v1/scoring-models/" + UUID.randomUUID() + "/backtests/" + id).then().statusCode(404);
  }

  @Test
  void aModelIsCalibratedOnOutcomesItDidNotSee() {
    Cohort.store(portfolio, id(), "b", 900, 1.3, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    String model = draft("LOGISTIC", set, Map.of());
    String path = "/v1/scoring-models/" + model + "/calibration";
    api().body(Map.of()).post(path).then().statusCode(409);
    trained(model, Map.of("sample", Map.of("decidedUntil", TODAY.minusDays(120).toString())));
    readOnly().body(Map.of()).post(path).then().statusCode(403);
    as(tenants.create("other", "EUR").apiKey()).body(Map.of()).post(path).then().statusCode(404);
    JsonPath made = calibrated(model, Map.of());
    String calibrated = made.getString("id");
    assertEquals(2, made.getInt("version"));
    assertEquals("DRAFT", made.getString("state"));
    assertEquals(model, made.getString("training.calibratedFrom"));
    assertTrue(made.getInt("training.calibrationOutcomes") > 100, made.prettify());
    assertTrue(made.getList("training.warnings").toString().contains("not trained on"), made.prettify());

    UUID open = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    api().post("/v1/scoring-models/" + calibrated + "/activate").then().statusCode(200);
    run(Map.of());
    String score = scores(open).getFirst();
    api().get("/v1/risk-scores/" + score).then().statusCode(200).body("calibrationStatus", equalTo("CALIBRATED"));
    api().post("/v1/risk-scores/" + score + "/replay").then().statusCode(200).body("identical", equalTo(true));
    // all outcomes were trained on: customers are held out in turn
    String whole = draft("LOGISTIC", set, Map.of());
    trained(whole, Map.of());
    JsonPath crossed = calibrated(whole, Map.of());
    assertEquals(900, crossed.getInt("training.calibrationOutcomes"));
    assertTrue(crossed.getList("training.warnings").toString().contains("held out in turn"), crossed.prettify());
    // a handful of outcomes is refused, with what would be enough
    String few = draft("BASE_RATE", set, Map.of());
    List<String> four = java.util.stream.IntStream.range(1, 5).mapToObj(i -> Cohort.renewal(portfolio, id(), "b", i)).toList();
    trained(few, Map.of("sample", Map.of("renewals", four)));
    api()
        .body(Map.of("sample", Map.of("renewals", four)))
        .post("/v1/scoring-models/" + few + "/calibration")
        .then()
        .statusCode(409)
        .body("detail", org.hamcrest.Matchers.containsString("at least 50 lost"));
    api().body(Map.of()).post("/v1/scoring-models/" + starter() + "/calibration").then().statusCode(409);
  }

  @Test
  void anotherRenewalOfACustomerThatWasTrainedOnIsNoOutcomeItDidNotSee() {
    Cohort.store(portfolio, id(), "g", 600, 1.3, TODAY.minusDays(10));
    // 30 + i % 300 days ago: of 600, those of i % 300 from 90 on are trained on, and due again since
    String until = TODAY.minusDays(120).toString();
    assertEquals(420, Cohort.again(portfolio, id(), TODAY.minusDays(120), TODAY.minusDays(15)));
    String set = featureSet(List.of(X, PLAN));
    String model = draft("LOGISTIC", set, Map.of());
    assertEquals(420, trained(model, Map.of("sample", Map.of("decidedUntil", until))).getInt("training.rows"));
    JsonPath made = calibrated(model, Map.of());
    assertEquals(180, made.getInt("training.calibrationOutcomes"), made.prettify());
    assertTrue(made.getList("training.warnings").toString().contains("customers it was not trained on"), made.prettify());

    // of what was due since only twelve are of others: with so few, customers are held out in turn
    String last = TODAY.minusDays(15).toString();
    JsonPath held = calibrated(model, Map.of("sample", Map.of("dueFrom", last)));
    assertEquals(420, held.getInt("training.calibrationOutcomes"), held.prettify());
    assertTrue(held.getList("training.warnings").toString().contains("too few of the 12 outcomes"), held.prettify());
  }

  @Test
  void aCalibratedModelIsJudgedCalibrated() {
    Cohort.store(portfolio, id(), "h", 1500, 1.3, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    String raw = overconfident(set);
    JsonPath next = calibrated(raw, Map.of());
    assertEquals("ISOTONIC", next.getString("training.calibration"), next.prettify());
    String model = next.getString("id");
    api().post("/v1/scoring-models/" + raw + "/activate").then().statusCode(200);

    JsonPath judged = backTest(model, Map.of());
    assertEquals(List.of("MODEL", "RULES_ONLY", "CHAMPION", "BASE_RATE"), judged.getList("contenders.role"));
    assertTrue(judged.getDouble("contenders[2].judgement.slope") < 0.6, judged.prettify());
    assertTrue(Math.abs(judged.getDouble("contenders[0].judgement.slope") - 1) < 0.25, judged.prettify());
    assertTrue(
        judged.getDouble("contenders[0].judgement.calibrationError") < judged.getDouble("contenders[2].judgement.calibrationError"),
        judged.prettify());
    assertTrue(judged.getList("proposal.reasons").toString().contains("calibration is no worse"), judged.prettify());
    // the same judgement where it is the champion, and the other way round the promotion falls at its calibration
    api().post("/v1/scoring-models/" + model + "/activate").then().statusCode(200);
    JsonPath back = backTest(raw, Map.of());
    assertEquals(List.of("MODEL", "RULES_ONLY", "CHAMPION", "BASE_RATE"), back.getList("contenders.role"));
    assertEquals(judged.getMap("contenders[0].judgement"), back.getMap("contenders[2].judgement"));
    assertEquals(judged.getMap("contenders[2].judgement"), back.getMap("contenders[0].judgement"));
    assertTrue(back.getList("proposal.reasons").toString().contains("calibration is worse"), back.prettify());

    // half of the customers decided by then: about 50, 200 and 400, of whom a third was lost
    List<String> origins = List.of(TODAY.minusDays(310).toString(), TODAY.minusDays(240).toString(), TODAY.minusDays(160).toString());
    JsonPath early = backTest(model, Map.of("origins", origins));
    assertTrue(
        early.getList("warnings").contains(
            "learned version 2 is calibrated (ISOTONIC), and so judged: of 6 splits each fits its own calibration to customers held"
                + " out of its training in turn: INTERCEPT at 2, PLATT at 2, none at 2, where too few were lost or renewed by then"),
        early.prettify());
  }

  /** A trained model that is sure that x counts two and a half times as much as it does: low is too low, high too high. */
  private String overconfident(String set) {
    Map<String, Object> card = model("SCORECARD", set, Map.of());
    card.putAll(
        Map.of(
            "code", "sure", "baseRate", 0.27, "baseRateStrength", 0.1,
            "terms", List.of(Map.of("feature", "x", "oddsRatio", 25, "strength", 0.02))));
    String prior = api().body(card).post("/v1/scoring-models").then().statusCode(201).extract().path("id");
    String made = draft("LOGISTIC", set, Map.of("priorModelId", prior, "statedOnly", true));
    trained(made, Map.of());
    return made;
  }

  @Test
  void aCalibrationThatDoesNotHoldIsNotCalledCalibrated() {
    Cohort.store(portfolio, id(), "i", 240, 1.3, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    // with so few lost only the level is corrected, and the level is not what is wrong
    JsonPath made = calibrated(overconfident(set), Map.of());
    assertEquals("INTERCEPT", made.getString("training.calibration"), made.prettify());
    assertEquals("NOT_ASSESSED", made.getString("training.calibrationStatus"), made.prettify());
    assertTrue(made.getList("training.warnings").toString().contains("is not called calibrated"), made.prettify());
    UUID open = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    api().post("/v1/scoring-models/" + made.getString("id") + "/activate").then().statusCode(200);
    run(Map.of());
    api().get("/v1/risk-scores/" + scores(open).getFirst()).then().body("calibrationStatus", equalTo("NOT_ASSESSED"));
    // the same outcomes, and a model that needs no more than that
    String learned = draft("LOGISTIC", set, Map.of());
    trained(learned, Map.of());
    JsonPath good = calibrated(learned, Map.of());
    assertEquals("CALIBRATED", good.getString("training.calibrationStatus"), good.prettify());
    assertEquals("INTERCEPT", good.getString("training.calibration"));
    // one that was calibrated before this was tried has not been compared with anything
    String older = draft("LOGISTIC", set, Map.of());
    portfolio.sql(
        id(),
        """
        INSERT INTO app.model_training (tenant_id, model_id, outcome, document, calibration, parameters, result, trained_at, trained_by)
        SELECT tenant_id, :older, outcome, document, calibration, parameters, result - 'calibrationStatus', trained_at, trained_by
        FROM app.model_training WHERE tenant_id = :tenant AND model_id = :good
        """,
        Map.of("older", UUID.fromString(older), "good", UUID.fromString(good.getString("id"))));
    api().post("/v1/scoring-models/" + older + "/activate").then().statusCode(200);
    run(Map.of());
    api().get("/v1/risk-scores/" + scores(open).getFirst()).then().body("calibrationStatus", equalTo("NOT_ASSESSED"));
  }

  private String starter() {
    return api().get("/v1/scoring-models?code=starter").path("items[0].id");
  }
}
