package dev.perennial.analysis;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What predicts losing, asked and answered over HTTP. */
@QuarkusTest
class PredictorTest extends AnalysisApiTest {
  private static final String PATH = "/v1/analyses/predictors";

  @Test
  void whatPredictsIsToldFromWhatDoesNotAndFromWhatLeaks() {
    decidedRenewals(400);
    event("champion_left", 125, 400, "(i * 7919) % 101 < CASE WHEN i % 4 = 0 THEN 40 ELSE 7 END", "{}");
    event("logo_changed", 100, 400, "CAST(CAST('x' || substr(md5('logo' || i), 1, 4) AS bit(16)) AS int) % 100 < 20", "{}");
    event("form_opened", 15, 400, "i % 4 = 0", "{}"); // after the decision
    event("discount", 90, 400, "i % 4 = 0 OR i % 7 = 0", "{\"arm\": \"treatment\"}");
    event("rare", 90, 400, "i = 4", "{}");
    JsonPath answer =
        ask(
            PATH,
            Map.of(
                "name", "All of it",
                "beliefs",
                    List.of(
                        Map.of("statement", "Losing a champion loses us customers", "about", "champion_left", "claim", "RAISES_RISK"),
                        Map.of("statement", "A new logo keeps them", "about", "logo_changed", "claim", "LOWERS_RISK"),
                        Map.of("statement", "Champions who leave keep us", "about", "champion_left", "claim", "LOWERS_RISK"),
                        Map.of("statement", "Who opens the form goes", "about", "form_opened", "claim", "RAISES_RISK"))));

    answer.setRootPath("predictors");
    assertTrue(answer.getBoolean("enough"));
    assertEquals(400, answer.getInt("renewals"));
    assertEquals(100, answer.getInt("losses"));
    assertEquals(List.of("champion_left"), answer.getList("drivers"));
    String champion = "events.find { it.type == 'champion_left' }.";
    assertEquals(champions(true), answer.getInt(champion + "association.exposedLost"));
    assertEquals(champions(false), answer.getInt(champion + "association.exposedRenewed"));
    assertEquals("ADJUSTED_PREDICTIVE", answer.getString(champion + "label"));
    assertTrue(answer.getFloat(champion + "adjusted.oddsRatio.lowerBound") > 1);
    assertEquals(95, answer.getFloat(champion + "leadTime.days50"), 1, "125 days before the due date, 95 before the deadline");
    assertEquals(champions(true), answer.getInt(champion + "leadTime.signalledEarly.count"));
    assertEquals("NOT_SHOWN", answer.getString("events.find { it.type == 'logo_changed' }.label"));
    assertEquals("1 losses among the exposed; at least 10 are needed", answer.getString("events.find { it.type == 'rare' }.reason"));
    assertTrue(answer.getString("quarantined.find { it.code == 'form_opened' }.reason").contains("100%"));
    assertEquals(Boolean.FALSE, answer.get("interventions.find { it.type == 'discount' }.randomised"));
    assertNull(answer.get("events.find { it.type == 'discount' }"));
    assertEquals(
        List.of("SUPPORTED", "NO_EVIDENCE", "CONTRADICTED", "NOT_ENOUGH_DATA"), answer.getList("beliefs.answer"));
    assertNotNull(answer.getString("features.find { it.feature == 'log_renewal_amount' }.meanLost"));

    String id = answer.setRootPath("").getString("id");
    String again = api().post("/v1/analyses/" + id + "/rerun").then().statusCode(202).body("rerunOf", equalTo(id)).extract().path("id");
    JsonPath second = answered(again);
    assertEquals(answer.<Object>get("predictors"), second.<Object>get("predictors"), "the same rows, the same answer");
    api().get("/v1/analyses?limit=1").then().statusCode(200).body("items.id", contains(again));
    api().get("/v1/analyses?kind=PREDICTORS").then().statusCode(200).body("items", hasSize(2));
  }

  /** How many of the lost, or the renewed, ones a champion left. */
  private static int champions(boolean lost) {
    return (int)
        IntStream.rangeClosed(1, 400)
            .filter(i -> lost == (i % 4 == 0) && i * 7919 % 101 < (lost ? 40 : 7))
            .count();
  }

  @Test
  void aPersonMayConfirmWhatLooksLikeALeak() {
    decidedRenewals(200);
    event("form_opened", 75, 200, "i % 4 = 0", "{}"); // in time, but it ranks too well
    JsonPath aside = ask(PATH, Map.of());
    assertTrue(aside.getString("predictors.quarantined[0].reason").contains("AUC"), aside.getString("predictors.quarantined"));
    JsonPath confirmed = ask(PATH, Map.of("confirmed", List.of("form_opened")));
    assertEquals(List.of("form_opened"), confirmed.getList("predictors.events.type"));
    assertEquals(List.of("form_opened"), confirmed.getList("predictorParameters.confirmed"), "who confirmed what is kept");
  }

  @Test
  void tooLittleIsSaidToBeTooLittle() {
    JsonPath nothing = ask(PATH, Map.of());
    assertFalse(nothing.getBoolean("predictors.enough"));
    assertTrue(nothing.getString("predictors.answer").startsWith("Not enough data"));
    decidedRenewals(40);
    event("champion_left", 120, 40, "i % 4 = 0", "{}");
    JsonPath few =
        ask(PATH, Map.of("beliefs", List.of(Map.of("statement", "x", "about", "champion_left", "claim", "RAISES_RISK"))));
    assertFalse(few.getBoolean("predictors.enough"));
    assertEquals("NOT_ENOUGH_DATA", few.getString("predictors.beliefs[0].answer"));
  }

  @Test
  void badInputOtherTenantsAndScopes() {
    api().body(Map.of("lookBack", "EVER")).post(PATH).then().statusCode(400).body("errors[0].code", equalTo("immortal_time"));
    api().body(Map.of("featureSetId", UUID.randomUUID())).post(PATH).then().statusCode(400).body("errors.pointer", contains("/featureSetId"));
    api().body(Map.of("segment", "term_number")).post(PATH).then().statusCode(400).body("errors.pointer", contains("/segment"));
    api().body(Map.of("windowDays", 0)).post(PATH).then().statusCode(400);
    api()
        .body(Map.of("dueFrom", "2026-02-01", "dueUntil", "2026-01-01"))
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/dueFrom"));
    api().get("/v1/analyses").then().statusCode(200).body("items", hasSize(0));
    api().get("/v1/analyses?kind=GUESSES").then().statusCode(400);
    String id = api().body(Map.of()).post(PATH).then().statusCode(202).extract().path("id");
    answered(id);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).get("/v1/analyses/" + id).then().statusCode(404);
    as(other.apiKey()).post("/v1/analyses/" + id + "/rerun").then().statusCode(404);
    readOnly().body(Map.of()).post(PATH).then().statusCode(403);
    readOnly().post("/v1/analyses/" + id + "/rerun").then().statusCode(403);
    String narrow =
        api().body(Map.of("name", "n", "scopes", List.of("customers:read"))).post("/v1/api-keys").path("apiKey");
    as(narrow).get("/v1/analyses/" + id).then().statusCode(403);
    as(narrow).get("/v1/analyses").then().statusCode(403);
  }
}
