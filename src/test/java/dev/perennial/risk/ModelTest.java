package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant's own features and scorecards, and the rules that may change; over HTTP. */
@QuarkusTest
class ModelTest extends RiskApiTest {
  @Inject Rescoring rescoring;

  @Test
  void aTenantBringsItsOwnFeaturesAndScorecard() {
    String starter =
        api()
            .get("/v1/scoring-models?state=ACTIVE")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].code", equalTo("starter"))
            .body("items[0].terms.size()", greaterThan(20))
            .extract()
            .path("items[0].id");
    api().get("/v1/feature-sets").then().body("items.code", contains("starter"));

    Map<String, Object> wrong =
        Map.of(
            "code",
            "mine",
            "features",
            List.of(
                feature("logins", Map.of("windowDays", 0)),
                feature("Logins", Map.of()),
                Map.of("code", "x")));
    api()
        .body(wrong)
        .post("/v1/feature-sets")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/features/0/windowDays"))
        .body("errors.pointer", hasItem("/features/1/code"))
        .body("errors.pointer", hasItem("/features/2/measure"));
    Map<String, Object> right =
        Map.of("code", "mine", "features", List.of(feature("logins", Map.of("windowDays", 30))));
    readOnly().body(right).post("/v1/feature-sets").then().statusCode(403);
    String set =
        api()
            .body(right)
            .post("/v1/feature-sets")
            .then()
            .statusCode(201)
            .body("version", is(1))
            .extract()
            .path("id");
    api().body(right).post("/v1/feature-sets").then().statusCode(201).body("version", is(2));
    api()
        .get("/v1/feature-sets/" + set)
        .then()
        .statusCode(200)
        .body("features[0].windowDays", is(30));

    Map<String, Object> card =
        new HashMap<>(
            Map.of(
                "code",
                "mine",
                "featureSetId",
                set,
                "baseRate",
                1.5,
                "baseRateStrength",
                0.3,
                "terms",
                List.of(Map.of("feature", "seats", "oddsRatio", 2, "strength", 0.3))));
    api()
        .body(card)
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/baseRate", "/terms/0/feature"));
    card.put("baseRate", 0.2);
    card.put(
        "terms",
        List.of(Map.of("feature", "logins", "oddsRatio", 0.5, "strength", 0.3, "per", 10)));
    String model =
        api()
            .body(card)
            .post("/v1/scoring-models")
            .then()
            .statusCode(201)
            .body("state", equalTo("DRAFT"))
            .body("featureSet.id", equalTo(set))
            .body("terms[0].reference", is(0.0f))
            .extract()
            .path("id");
    api()
        .body(
            Map.of(
                "code",
                "m",
                "featureSetId",
                UUID.randomUUID(),
                "baseRate",
                0.2,
                "baseRateStrength",
                0.3,
                "terms",
                List.of()))
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/featureSetId"));

    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    // a draft's scores are in the ledger, the board keeps the active model's
    run(Map.of("modelId", model));
    List<String> both = scores(renewal);
    assertEquals(2, both.size());
    String board =
        "SELECT score_id FROM app.renewal_board WHERE tenant_id = :tenant AND renewal_id = :id";
    assertEquals(both.get(1), portfolio.one(id(), board, Map.of("id", renewal), String.class));

    readOnly().post("/v1/scoring-models/" + model + "/activate").then().statusCode(403);
    api()
        .post("/v1/scoring-models/" + model + "/activate")
        .then()
        .statusCode(200)
        .body("state", equalTo("ACTIVE"))
        .body("activatedAt", notNullValue());
    api()
        .get("/v1/scoring-models/" + starter)
        .then()
        .body("state", equalTo("RETIRED"))
        .body("retiredAt", notNullValue());
    run(Map.of());
    String latest = scores(renewal).getFirst();
    JsonPath score = score(latest);
    assertEquals("mine", score.getString("model.code"));
    assertEquals(0.2, score.getDouble("probability"), 1e-9); // no usage source is connected
    assertEquals(latest, portfolio.one(id(), board, Map.of("id", renewal), String.class));
    api()
        .get("/v1/risk-scores/compare?from=" + both.get(1) + "&to=" + latest)
        .then()
        .statusCode(200)
        .body("lines.kind", hasItem("MODEL_CHANGE"));
    api()
        .post("/v1/scoring-models/" + starter + "/activate")
        .then()
        .statusCode(200)
        .body("retiredAt", nullValue());
    api().get("/v1/scoring-models?state=ACTIVE").then().body("items.id", contains(starter));

    String foreign = tenants.create("other", "EUR").apiKey();
    as(foreign).get("/v1/feature-sets/" + set).then().statusCode(404);
    as(foreign).get("/v1/scoring-models/" + model).then().statusCode(404);
    as(foreign).post("/v1/scoring-models/" + model + "/activate").then().statusCode(404);
    as(foreign).body(Map.of("modelId", model)).post("/v1/risk-scores/runs").then().statusCode(400);
    as(foreign)
        .body(card)
        .post("/v1/scoring-models")
        .then()
        .statusCode(400)
        .body("errors[0].code", equalTo("not_found"));
  }

  private static Map<String, Object> feature(String code, Map<String, Object> more) {
    Map<String, Object> feature =
        new HashMap<>(
            Map.of(
                "code",
                code,
                "label",
                code,
                "group",
                "USAGE",
                "type",
                "NUMERIC",
                "measure",
                "COUNT",
                "signalKind",
                "USAGE"));
    feature.putAll(more);
    return feature;
  }

  @Test
  void newRulesReachTheBoardByNewScores() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    String first = scores(renewal).getFirst();
    assertFalse(score(first).getBoolean("atRisk"));
    patch().body(Map.of("atRiskThreshold", 0.01)).patch("/v1/settings").then().statusCode(200);
    for (int i = 0; i < 100 && scores(renewal).size() < 2; i++) {
      rescoring.run(); // another round may have taken the mark first
    }
    JsonPath latest = score(scores(renewal).getFirst());
    assertTrue(latest.getBoolean("atRisk"));
    assertEquals(0.01, latest.getDouble("threshold"));
    assertTrue(latest.getLong("settingsVersion") > score(first).getLong("settingsVersion"));
    // the stored score keeps the rules under which it was given
    assertFalse(score(first).getBoolean("atRisk"));
    api()
        .get("/v1/worklist?atRiskOnly=true")
        .then()
        .body("items.renewalId", contains(renewal.toString()));
  }
}
