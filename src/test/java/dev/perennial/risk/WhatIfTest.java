package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the score would be if something were otherwise; over HTTP. */
@QuarkusTest
class WhatIfTest extends RiskApiTest {
  private static final String PATH = "/v1/risk-scores/what-if";

  @Test
  void saysWhatAChangeWouldDoToTheLastBitAndStoresNothing() {
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    champion(customer, 20);
    run(Map.of());
    String stored = scores(renewal).getFirst();
    JsonPath score = score(stored);

    JsonPath answer =
        ask(Map.of("renewalId", renewal, "changes", Map.of("champion_left_180", 0, "auto_renew", true, "coverage", 1)));
    assertEquals(stored, answer.getString("latestScoreId"));
    assertEquals(score.getDouble("logOdds"), answer.getDouble("present.logOdds"), 1e-9, "the facts are the same");
    assertTrue(answer.getDouble("supposed.probability") < answer.getDouble("present.probability"));
    assertEquals("champion_left_180", answer.getString("lines[0].feature"));
    assertEquals("1 time", answer.getString("lines[0].before"));
    assertEquals("0 times", answer.getString("lines[0].after"));
    assertEquals(-Math.log(3), answer.getDouble("lines[0].difference"), 1e-12);

    double sum = 0;
    BigDecimal percent = new BigDecimal(answer.getString("present.percent"));
    for (int i = 0; i < answer.getList("lines").size(); i++) {
      sum += answer.getDouble("lines[" + i + "].difference");
      percent = percent.add(new BigDecimal(answer.getString("lines[" + i + "].points")));
    }
    assertEquals(answer.getDouble("supposed.logOdds") - answer.getDouble("present.logOdds"), sum, 1e-12);
    assertEquals(0, percent.compareTo(new BigDecimal(answer.getString("supposed.percent"))));
    double logOdds = answer.getDouble("supposed.baselineLogOdds") + answer.getDouble("supposed.calibrationLogOdds");
    for (Object contribution : answer.getList("supposed.reasons.contribution")) {
      logOdds += ((Number) contribution).doubleValue();
    }
    assertEquals(answer.getDouble("supposed.logOdds"), logOdds, 1e-12);

    assertEquals(List.of(stored), scores(renewal), "nothing is stored");
    assertEquals(score.getDouble("probability"), score(stored).getDouble("probability"));
  }

  @Test
  void withoutChangesItIsTheRenewalAsItStands() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    portfolio.sql(
        id(),
        "INSERT INTO app.external_key (tenant_id, resource_type, source, external_id, resource_id)"
            + " VALUES (:tenant, 'renewal', 'crm', 'R-1', :id)",
        Map.of("id", renewal));
    api()
        .body(Map.of("renewalId", Map.of("source", "crm", "externalId", "R-1")))
        .post(PATH)
        .then()
        .statusCode(200)
        .body("renewalId", equalTo(renewal.toString()))
        .body("latestScoreId", equalTo(null))
        .body("logOddsDifference", is(0f))
        .body("lines", empty())
        .body("supposed.reasons.size()", is(((Number) ask(Map.of("renewalId", renewal)).get("present.reasons.size()")).intValue()));
    Map<String, Object> silent = new HashMap<>();
    silent.put("nps_last", null);
    api().body(Map.of("renewalId", renewal, "changes", silent)).post(PATH).then().statusCode(200).body("lines", hasSize(1));
  }

  private JsonPath ask(Map<String, ?> request) {
    return api().body(request).post(PATH).then().statusCode(200).extract().jsonPath(PRECISE);
  }

  @Test
  void saysWhatIsWrongWithAQuestion() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    Map<String, Object> changes = new HashMap<>();
    changes.put("champion_went", 1);
    changes.put("nps_last", "nine");
    changes.put("auto_renew", 2);
    changes.put("tier", "GOLD");
    changes.put("champion_left_180", null);
    JsonPath problem =
        api()
            .body(Map.of("renewalId", renewal, "changes", changes))
            .post(PATH)
            .then()
            .statusCode(400)
            .body("errors", hasSize(5))
            .body("errors.find { it.pointer == '/changes/champion_went' }.code", equalTo("unknown"))
            .body("errors.find { it.pointer == '/changes/nps_last' }.detail", equalTo("nps_last takes a number."))
            .body("errors.find { it.pointer == '/changes/auto_renew' }.detail", containsString("true or false"))
            .body("errors.find { it.pointer == '/changes/tier' }.detail", containsString("ENTERPRISE"))
            .extract()
            .jsonPath();
    assertTrue(problem.getString("errors.find { it.pointer == '/changes/champion_left_180' }.detail").contains("number"));
    api().body(Map.of()).post(PATH).then().statusCode(400).body("errors.pointer", contains("/renewalId"));
    api()
        .body(Map.of("renewalId", renewal, "modelId", UUID.randomUUID()))
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/modelId"));
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey())
        .body(Map.of("renewalId", renewal))
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/renewalId"))
        .body("errors.code", contains("not_found"));
    String narrow =
        api().body(Map.of("name", "n", "scopes", List.of("customers:read"))).post("/v1/api-keys").path("apiKey");
    as(narrow).body(Map.of("renewalId", renewal)).post(PATH).then().statusCode(403);
    portfolio.decided(id(), renewal, "RENEWED", "RECORDED", TODAY);
    api().body(Map.of("renewalId", renewal)).post(PATH).then().statusCode(409).body("detail", containsString("RENEWED"));
  }
}
