package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From facts to a score with its reasons, and what people do with it; over HTTP. */
@QuarkusTest
class RiskTest extends RiskApiTest {
  @Inject Rescoring rescoring;

  @Test
  void scoresAndSaysWhy() {
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    champion(customer, 20);
    JsonPath job = run(Map.of());
    assertEquals(1, job.getInt("result.scored"));
    assertEquals(1, job.getInt("counts.created"));

    String id = scores(renewal).getFirst();
    Response response = api().get("/v1/risk-scores/" + id);
    response
        .then()
        .statusCode(200)
        .body("renewalId", equalTo(renewal.toString()))
        .body("model.code", equalTo("starter"))
        .body("featureSet.version", is(3))
        .body("calibrationStatus", equalTo("NOT_ASSESSED"))
        .body("threshold", is(0.3f))
        .body("amount.amount", equalTo("12000.00"))
        .body("amount.currency", equalTo("EUR"))
        .body("newestFactAt", equalTo(daysAgo(20).toString()))
        .body("asOf", notNullValue())
        .body("reasons[0].feature", equalTo("champion_left_180"))
        .body("reasons[0].sentence", equalTo("Champion left in the last 180 days: 1 time"))
        .body("health.groups.group", hasItem("RELATIONSHIP"))
        .body("features.find { it.feature == 'usage_count_30' }.state", equalTo("NOT_CONNECTED"))
        .body("features.find { it.feature == 'price_change_percent' }.state", equalTo("SILENT"));
    api()
        .header("If-None-Match", response.header("ETag"))
        .get("/v1/risk-scores/" + id)
        .then()
        .statusCode(304);

    JsonPath score = response.jsonPath(PRECISE);
    double sum = score.getDouble("baselineLogOdds") + score.getDouble("calibrationLogOdds");
    for (Object contribution : score.getList("features.contribution")) {
      sum += ((Number) contribution).doubleValue();
    }
    assertEquals(score.getDouble("logOdds"), sum, 1e-12);
    BigDecimal points = new BigDecimal(score.getString("baselinePercent"));
    for (Object part : score.getList("reasons.points")) {
      points = points.add(new BigDecimal(part.toString()));
    }
    assertEquals(0, points.compareTo(new BigDecimal(score.getString("percent"))));

    double probability = score.getDouble("probability");
    assertEquals(
        probability,
        portfolio.one(
            id(),
            "SELECT probability FROM app.renewal_board WHERE tenant_id = :tenant AND renewal_id = :id",
            Map.of("id", renewal),
            Double.class));
    assertEquals(
        Math.round(probability * 120_000_000),
        portfolio.one(
            id(),
            "SELECT expected_loss FROM app.renewal_board WHERE tenant_id = :tenant AND renewal_id = :id",
            Map.of("id", renewal),
            Long.class));
    assertEquals(
        probability,
        portfolio.one(
            id(),
            "SELECT highest_risk FROM app.customer_board WHERE tenant_id = :tenant AND customer_id = :id",
            Map.of("id", customer),
            Double.class));
    api()
        .get("/v1/events?limit=200")
        .then()
        .statusCode(200)
        .body("items.findAll { it.type == 'risk_score.computed' }", hasSize(1))
        .body("items.findAll { it.type == 'risk_score.band_changed' }", hasSize(0));
    api()
        .post("/v1/risk-scores/" + id + "/replay")
        .then()
        .statusCode(200)
        .body("identical", is(true))
        .body("stored.probability", is((float) probability))
        .body("replayed.probability", is((float) probability));
  }

  @Test
  void laterFactsChangeTheNextScoreAndNoStoredOne() {
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    run(Map.of());
    String first = scores(renewal).getFirst();
    String before = api().get("/v1/risk-scores/" + first).asString();

    // happened before the first score, became known after it
    Instant later = NOW.plus(Duration.ofDays(2));
    portfolio.store(
        id(),
        List.of(
            late(customer, "champion_left", daysAgo(9), NOW.plus(Duration.ofDays(1))),
            late(customer, "competitor_contact", daysAgo(8), NOW.plus(Duration.ofDays(1))),
            late(customer, "severe_outage", daysAgo(7), NOW.plus(Duration.ofDays(1)))));
    clock.set(later);
    run(Map.of());
    String second = scores(renewal).getFirst();
    assertEquals(before, api().get("/v1/risk-scores/" + first).asString());
    JsonPath now = score(second);
    assertTrue(now.getDouble("probability") > 0.4, now.getString("probability"));
    api()
        .get("/v1/events?limit=200")
        .then()
        .body("items.findAll { it.type == 'risk_score.band_changed' }", hasSize(1))
        .body("items.find { it.type == 'risk_score.band_changed' }.subjectId", equalTo(second));

    // the sum of the lines is the difference
    JsonPath difference =
        api()
            .get("/v1/risk-scores/compare?from=" + first + "&to=" + second)
            .then()
            .statusCode(200)
            .body("lines[0].feature", equalTo("champion_left_180"))
            .extract()
            .jsonPath(PRECISE);
    double sum = 0;
    BigDecimal points = new BigDecimal(difference.getString("percentFrom"));
    for (int i = 0; i < difference.getList("lines").size(); i++) {
      sum += difference.getDouble("lines[" + i + "].difference");
      points = points.add(new BigDecimal(difference.getString("lines[" + i + "].points")));
    }
    assertEquals(difference.getDouble("logOddsDifference"), sum, 1e-12);
    assertEquals(0, points.compareTo(new BigDecimal(difference.getString("percentTo"))));

    // as of the first time nothing of it was known, and the board keeps the newer score
    run(Map.of("asOf", NOW.plusSeconds(60).toString()));
    String past = scores(renewal).get(1);
    assertEquals(score(first).getDouble("probability"), score(past).getDouble("probability"), 1e-3);
    assertEquals(score(first).getList("features.state"), score(past).getList("features.state"));
    assertEquals(
        second,
        portfolio.one(
            id(),
            "SELECT score_id FROM app.renewal_board WHERE tenant_id = :tenant AND renewal_id = :id",
            Map.of("id", renewal),
            String.class));
    // the history pages
    Response page = api().get("/v1/renewals/" + renewal + "/risk-scores?limit=2");
    page.then().body("items", hasSize(2));
    api()
        .queryParam("cursor", page.<String>path("nextCursor"))
        .get("/v1/renewals/" + renewal + "/risk-scores?limit=2")
        .then()
        .statusCode(200)
        .body("items.id", contains(first))
        .body("nextCursor", nullValue());
  }

  @Test
  void aScoreSaysWhatChangedSinceTheOneBefore() {
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    UUID other = portfolio.renewal(id(), customer, TODAY.plusDays(80), "9000");
    run(Map.of());
    String first = scores(renewal).getFirst();
    JsonPath none = score(first);
    assertNull(none.getString("previousScoreId"));
    assertTrue(none.getList("reasons.change").stream().allMatch(Objects::isNull), none.getString("reasons.change"));

    champion(customer, 9);
    clock.set(NOW.plus(Duration.ofDays(2)));
    run(Map.of());
    run(Map.of("renewalIds", List.of(other))); // another renewal's, and another model's, come between
    run(Map.of("renewalIds", List.of(renewal), "modelId", secondModel()));
    String draft = scores(renewal).getFirst();
    String second = scores(renewal).get(1);
    assertNull(score(draft).getString("previousScoreId"));
    JsonPath changed = score(second);
    assertEquals(first, changed.getString("previousScoreId"));
    JsonPath lines =
        api().get("/v1/risk-scores/compare?from=" + first + "&to=" + second).then().extract().jsonPath(PRECISE);
    Map<String, Double> differences = new HashMap<>();
    for (int i = 0; i < lines.getList("lines").size(); i++) {
      differences.put(lines.getString("lines[" + i + "].feature"), lines.getDouble("lines[" + i + "].difference"));
    }
    double sum = 0;
    List<String> features = changed.getList("reasons.feature");
    assertEquals(differences.keySet(), Set.copyOf(features));
    for (int i = 0; i < features.size(); i++) {
      double change = changed.getDouble("reasons[" + i + "].change");
      assertEquals(differences.get(features.get(i)), change, features.get(i));
      sum += change;
    }
    assertEquals(Math.log(3), differences.get("champion_left_180"), 1e-9);
    assertEquals(changed.getDouble("logOdds") - none.getDouble("logOdds"), sum, 1e-12);

    // a score of a time in between, stored later, has the first one before it and comes before no stored one
    clock.set(NOW.plus(Duration.ofDays(3)));
    run(Map.of("asOf", NOW.plus(Duration.ofDays(1)).toString(), "renewalIds", List.of(renewal)));
    String between = scores(renewal).get(2);
    assertEquals(first, score(between).getString("previousScoreId"));
    assertEquals(first, score(second).getString("previousScoreId"));
    run(Map.of());
    assertEquals(second, score(scores(renewal).getFirst()).getString("previousScoreId"));
  }

  /** A draft over the features of the active model. */
  private String secondModel() {
    String set = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].featureSet.id");
    Map<String, Object> term = Map.of("feature", "champion_left_180", "oddsRatio", 2, "strength", 0.3);
    return api()
        .body(
            Map.of(
                "code", "second", "featureSetId", set, "baseRate", 0.2, "baseRateStrength", 0.3, "terms", List.of(term)))
        .post("/v1/scoring-models")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Fact late(UUID customer, String type, Instant occurred, Instant known) {
    return new Fact(
        UUID.randomUUID().toString(),
        0,
        customer,
        occurred,
        known,
        "EVENT",
        type,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  @Test
  void changedFactsAreScoredAndMarksAreGone() {
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    champion(customer, 3);
    portfolio.mark(id(), customer, NOW);
    rescoring.run();
    for (int i = 0; i < 100 && scores(renewal).isEmpty(); i++) {
      rescoring.run(); // another round may have taken the mark first
    }
    api()
        .get("/v1/renewals/" + renewal + "/risk-scores")
        .then()
        .body("items.runId", contains(nullValue()));
    assertEquals(
        0,
        portfolio.one(
            id(),
            "SELECT count(*) FROM app.rescore_mark WHERE tenant_id = :tenant",
            Map.of(),
            Long.class));
    assertEquals(
        0,
        portfolio.one(
            id(),
            "SELECT count(*) FROM platform.rescore_tenant WHERE tenant_id = :tenant",
            Map.of(),
            Long.class));
  }

  @Test
  void aScoreThatWasTamperedWithFailsItsReplayLoudly() throws SQLException {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    String id = scores(renewal).getFirst();
    double stored = score(id).getDouble("probability");
    // not even the owner may; the superuser can, one bit of it
    superuser(
        "UPDATE app.risk_score SET probability = "
            + Math.nextUp(stored)
            + " WHERE id = '"
            + id
            + "'");
    api()
        .post("/v1/risk-scores/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("detail", containsString("altered"))
        .body("errors.pointer", contains("/probability"))
        .body("errors[0].detail", containsString("bits"));
    superuser(
        "UPDATE app.risk_score SET probability = "
            + stored
            + ", feature_values[1] = 5 WHERE id = '"
            + id
            + "'");
    api()
        .post("/v1/risk-scores/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("errors.pointer", hasItem("/features/0/contribution"));
    superuser("UPDATE app.risk_score SET feature_states = 'V' WHERE id = '" + id + "'");
    api()
        .post("/v1/risk-scores/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("errors.pointer", contains("/features"));
  }

  @Test
  void badInputOtherTenantsAndScopes() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    String id = scores(renewal).getFirst();

    readOnly().body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(403);
    api()
        .body(Map.of("asOf", NOW.plusSeconds(3600).toString()))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/asOf"));
    api()
        .body(
            Map.of("renewalIds", List.of(renewal, UUID.randomUUID()), "modelId", UUID.randomUUID()))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/modelId", "/renewalIds/1"));
    api().body(Map.of("renewalIds", List.of())).post("/v1/risk-scores/runs").then().statusCode(400);
    api()
        .body("{\"asof\":null}")
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown_property"));
    api()
        .get("/v1/risk-scores/compare?from=" + id)
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("to"));
    api()
        .get("/v1/risk-scores/compare?from=" + id + "&to=" + UUID.randomUUID())
        .then()
        .statusCode(404);
    api().get("/v1/risk-scores/" + UUID.randomUUID()).then().statusCode(404);
    api().get("/v1/renewals/" + UUID.randomUUID() + "/risk-scores").then().statusCode(404);
    api().get("/v1/worklist?withinDays=0").then().statusCode(400);
    api().get("/v1/worklist?band=GREEN").then().statusCode(400);
    api().get("/v1/worklist?sort=name").then().statusCode(400);
    api().get("/v1/risk-scores/summary?from=2026-01-02&to=2026-01-02").then().statusCode(400);

    TenantService.NewTenant other = tenants.create("other", "EUR");
    String foreign = other.apiKey();
    as(foreign).get("/v1/risk-scores/" + id).then().statusCode(404);
    as(foreign).post("/v1/risk-scores/" + id + "/replay").then().statusCode(404);
    as(foreign).get("/v1/risk-scores/compare?from=" + id + "&to=" + id).then().statusCode(404);
    as(foreign).get("/v1/renewals/" + renewal + "/risk-scores").then().statusCode(404);
    as(foreign)
        .body(Map.of("renewalIds", List.of(renewal)))
        .post("/v1/risk-scores/runs")
        .then()
        .statusCode(400)
        .body("errors[0].code", equalTo("not_found"));
    as(foreign).get("/v1/worklist").then().statusCode(200).body("items", hasSize(0));
    as(foreign)
        .get("/v1/risk-scores/summary")
        .then()
        .statusCode(200)
        .body("total.openRenewals", is(0));
    String narrow =
        api()
            .body(Map.of("name", "n", "scopes", List.of("customers:read")))
            .post("/v1/api-keys")
            .path("apiKey");
    for (String path :
        List.of(
            "/v1/risk-scores/" + id,
            "/v1/worklist",
            "/v1/risk-scores/summary",
            "/v1/feature-sets")) {
      as(narrow).get(path).then().statusCode(403);
    }
  }
}
