package dev.perennial.learning;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Probabilities of another tool, judged beside the models here; over HTTP. */
@QuarkusTest
class ExternalModelTest extends LearningApiTest {
  private static final String LONG_AGO = "2025-01-01T00:00:00Z";

  private String external(String set) {
    return api()
        .body(Map.of("code", "other_tool", "featureSetId", set, "kind", "EXTERNAL", "note", "Scores of the old tool"))
        .post("/v1/scoring-models")
        .then()
        .statusCode(201)
        .body("kind", equalTo("EXTERNAL"))
        .extract()
        .path("id");
  }

  private static Map<String, Object> item(String renewal, Object probability, String asOf) {
    return new HashMap<>(Map.of("renewal", renewal, "probability", probability, "asOf", asOf));
  }

  private JsonPath load(String model, List<?> items) {
    return api()
        .body(Map.of("items", items))
        .post("/v1/scoring-models/" + model + "/probabilities")
        .then()
        .statusCode(207)
        .extract()
        .jsonPath(PRECISE);
  }

  private JsonPath backTest(String model, Map<String, ?> request) {
    String path = "/v1/scoring-models/" + model + "/backtests";
    JsonPath job = finished(api().body(request).post(path).then().statusCode(202).extract().path("id"));
    return api().get(job.getString("result.link")).then().statusCode(200).extract().jsonPath(PRECISE);
  }

  @Test
  void anotherToolIsJudgedByTheSameBackTest() {
    int customers = 900;
    Cohort.store(portfolio, id(), "e", customers, 1.3, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    String other = external(set);
    String path = "/v1/scoring-models/" + other;
    // the other tool knows x, as a model here could; of every tenth renewal it spoke only when that was decided
    String known =
        portfolio.one(
            id(),
            "SELECT string_agg(CAST(1 / (1 + exp(1 - 1.3 * CAST(c.attributes ->> 'x' AS float8))) AS text), ',' ORDER BY i)"
                + " FROM generate_series(1, :n) i"
                + " JOIN app.customer c ON c.tenant_id = :tenant AND c.id = CAST(md5('ec' || i) AS uuid)",
            Map.of("n", customers),
            String.class);
    String[] probabilities = known.split(",");
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 1; i <= customers; i++) {
      String asOf = i % 10 == 0 ? TODAY.minusDays(1) + "T00:00:00Z" : LONG_AGO;
      items.add(item(Cohort.renewal(portfolio, id(), "e", i), Double.parseDouble(probabilities[i - 1]), asOf));
    }
    assertEquals(customers, load(other, items).getList("items.findAll { it.status == 201 }").size());
    assertEquals(customers, load(other, items).getList("items.findAll { it.status == 200 }").size());

    JsonPath alone = backTest(other, Map.of());
    assertEquals("JUDGED", alone.getString("outcome"), alone.prettify());
    assertEquals(List.of("MODEL", "RULES_ONLY", "BASE_RATE"), alone.getList("contenders.role"));
    assertTrue(alone.getDouble("contenders[0].judgement.auc") > 0.7, alone.prettify());
    assertTrue(alone.getInt("notJudged") > 0, alone.prettify());
    assertFalse(alone.getBoolean("proposal.promote"), alone.prettify());
    assertTrue(alone.getList("proposal.reasons").toString().contains("cannot be activated"), alone.prettify());
    assertTrue(alone.getList("warnings").toString().contains("given after the renewal's cut-off"), alone.prettify());
    assertTrue(alone.getList("warnings").toString().contains("rests on their word"), alone.prettify());

    String learned = draft("LOGISTIC", set, Map.of());
    JsonPath beside = backTest(learned, Map.of("challengers", List.of(other)));
    keep("external.json", beside.prettify());
    assertEquals(List.of("MODEL", "CHALLENGER", "RULES_ONLY", "BASE_RATE"), beside.getList("contenders.role"));
    assertEquals(alone.getInt("rows"), beside.getInt("rows"));
    assertEquals(other, beside.getString("comparisons[0].againstModelId"));
    assertEquals(
        alone.getDouble("contenders[0].judgement.logLoss"), beside.getDouble("contenders[1].judgement.logLoss"), 1e-12);
    api()
        .body(Map.of("challengers", List.of(UUID.randomUUID().toString())))
        .post("/v1/scoring-models/" + learned + "/backtests")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/challengers/0"));

    api().get(path + "/card").then().statusCode(200).body("quality.source", equalTo("BACK_TEST"));
    assertEquals(0, portfolio.one(id(), "SELECT count(*) FROM app.risk_score WHERE tenant_id = :tenant", Map.of(), Integer.class));
  }

  @Test
  void whatAnotherToolCannotDoIsRefused() {
    String set = featureSet(List.of(X, PLAN));
    String other = external(set);
    String path = "/v1/scoring-models/" + other;
    String renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000").toString();
    JsonPath answers =
        load(
            other,
            List.of(
                item(renewal, 0.3, LONG_AGO),
                item(renewal, 0.4, LONG_AGO),
                item(renewal, 1, LONG_AGO),
                item(renewal, 0.3, "2099-01-01T00:00:00Z"),
                item(UUID.randomUUID().toString(), 0.3, LONG_AGO)));
    assertEquals(List.of(201, 409, 400, 400, 400), answers.getList("items.status"), answers.prettify());
    assertEquals("/asOf", answers.getString("items[3].problem.errors[0].pointer"));
    assertEquals(List.of(409), load(other, List.of(item(renewal, 0.4, LONG_AGO))).getList("items.status"));
    String stored = "SELECT count(*) FROM app.external_probability WHERE tenant_id = :tenant";
    assertEquals(1, portfolio.one(id(), stored, Map.of(), Integer.class));
    Map<String, Object> none = Map.of("items", List.of());
    api().body(none).post(path + "/probabilities").then().statusCode(400);
    readOnly().body(Map.of("items", List.of(item(renewal, 0.3, LONG_AGO)))).post(path + "/probabilities").then().statusCode(403);
    as(tenants.create("other", "EUR").apiKey())
        .body(Map.of("items", List.of(item(renewal, 0.3, LONG_AGO))))
        .post(path + "/probabilities")
        .then()
        .statusCode(404);

    api().post(path + "/activate").then().statusCode(409).body("detail", containsString("Another tool"));
    api().post(path + "/shadow").then().statusCode(409);
    api().body(Map.of()).post(path + "/train").then().statusCode(409);
    api().body(Map.of("modelId", other)).post("/v1/risk-scores/runs").then().statusCode(400);
    String starter = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id");
    api()
        .body(Map.of("items", List.of(item(renewal, 0.3, LONG_AGO))))
        .post("/v1/scoring-models/" + starter + "/probabilities")
        .then()
        .statusCode(409);
    api()
        .body(Map.of("code", "x", "featureSetId", set, "kind", "EXTERNAL", "baseRate", 0.2, "learning", Map.of()))
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/baseRate", "/learning"));
  }
}
