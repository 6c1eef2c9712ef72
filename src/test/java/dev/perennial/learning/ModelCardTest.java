package dev.perennial.learning;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Model cards over HTTP, as JSON and as a page. */
@QuarkusTest
class ModelCardTest extends LearningApiTest {
  private String page(String model) {
    return api()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get("/v1/scoring-models/" + model + "/card")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .extract()
        .asString();
  }

  @Test
  void aTrainedAndJudgedModelIsTold() {
    Cohort.store(portfolio, id(), "card", 2400, 1.3, TODAY.minusDays(10));
    Map<String, Object> x = new HashMap<>(X);
    x.put("label", "Tickets <unanswered> & open");
    String set = featureSet(List.of(x, PLAN, ANSWER));
    String model = draft("ADDITIVE", set, Map.of());
    String path = "/v1/scoring-models/" + model + "/card";
    api().get(path).then().statusCode(200).body("provenance", nullValue()).body("quality.source", equalTo("NOT_JUDGED"));
    trained(model, Map.of());
    api().get(path).then().body("quality.source", equalTo("HELD_OUT_CUSTOMERS")).body("quality.judgement", nullValue());
    finished(
        api().body(Map.of()).post("/v1/scoring-models/" + model + "/backtests").then().statusCode(202).extract().path("id"));
    run(Map.of("modelId", model, "leadDays", 60));

    JsonPath card = api().get(path).then().statusCode(200).extract().jsonPath(PRECISE);
    assertEquals("BACK_TEST", card.getString("quality.source"), card.prettify());
    String words = card.getList("quality.words").toString();
    assertTrue(words.contains("Take 100 pairs") && words.contains("of those given about"), words);
    assertEquals("x", card.getString("features[0].feature"), card.prettify());
    assertTrue(card.getString("features[0].words").startsWith("The higher, the riskier"), card.prettify());
    assertEquals(List.of("answer"), card.getList("leftOut.feature"));
    assertEquals(2400, card.getInt("provenance.rows"));
    assertEquals(1, card.getList("backTests").size());
    assertEquals("STABLE", card.getString("monitoring.drift.verdict"), card.prettify());

    String page = page(model);
    keep("additive.json", card.prettify());
    keep("additive.html", page);
    assertTrue(page.contains("Tickets &lt;unanswered&gt; &amp; open"), page);
    assertEquals(2, page.split("<svg", -1).length - 1);
    assertTrue(page.contains("the model said (%)"), "text of the picture stays text");
    assertFalse(page.matches("(?s).*(<script|<img|src=|url\\((?!#)|@import|<link).*"), page);
    readOnly().get(path).then().statusCode(200);
    as(tenants.create("other", "EUR").apiKey()).get(path).then().statusCode(404);
    api().get("/v1/scoring-models/" + UUID.randomUUID() + "/card").then().statusCode(404);
  }

  @Test
  void whatIsUnknownOfAScorecardAndOfABaseRateIsSaid() {
    String starter = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id");
    api()
        .get("/v1/scoring-models/" + starter + "/card")
        .then()
        .statusCode(200)
        .body("quality.source", equalTo("NOT_JUDGED"))
        .body("provenance", nullValue())
        .body("trainedOn", hasItem(containsString("stated, not learned")))
        .body("features", not(hasSize(0)))
        .body("monitoring.drift.verdict", equalTo("NOT_RECORDED"));
    String page = page(starter);
    keep("scorecard.html", page);
    assertFalse(page.contains("<svg"), page);
    assertTrue(page.contains("Unknown. It was neither back-tested"), page);

    Cohort.store(portfolio, id(), "rate", 200, 0, TODAY.minusDays(10));
    String rate = draft("BASE_RATE", featureSet(List.of(X, PLAN)), Map.of("excludedFeatures", List.of("x")));
    trained(rate, Map.of());
    api()
        .get("/v1/scoring-models/" + rate + "/card")
        .then()
        .statusCode(200)
        .body("features", hasSize(0))
        .body("leftOut[0].reason", startsWith("Excluded by"))
        .body("provenance.rows", equalTo(200));
    String plain = page(rate);
    keep("base-rate.html", plain);
    assertTrue(plain.contains("the same risk"), plain);
  }
}
