package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a renewal's stored scores are heading; over HTTP. */
@QuarkusTest
class RiskTrajectoryTest extends RiskApiTest {
  private static final double EACH = Math.log(1.4);

  /** One event more before each score: the log-odds rise by ln 1.4 each time, from those of 10% on. */
  @Test
  void aSteadyRiseIsDriftingUnlessTheDecisionComesFirst() {
    String starter = api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id");
    countComplaints();
    UUID customer = customer("Acme");
    UUID renewal = portfolio.renewal(id(), customer, TODAY.plusDays(90), "12000");
    UUID due = portfolio.renewal(id(), customer, TODAY.plusDays(31), "12000");
    complaints(customer, 91 - 30, 91 - 67, 5);

    trajectory(renewal)
        .body("state", equalTo("TOO_FEW"))
        .body("reason", equalTo("No score is stored yet."))
        .body("model", nullValue())
        .body("threshold", nullValue())
        .body("points", hasSize(0));
    run(Map.of("asOf", daysAgo(90).toString()));
    run(Map.of("asOf", daysAgo(60).toString()));
    trajectory(renewal)
        .body("state", equalTo("TOO_FEW"))
        .body("reason", containsString("there are 2"))
        .body("slope", nullValue())
        .body("projectedProbability", nullValue())
        .body("points", hasSize(2));
    run(Map.of("asOf", daysAgo(30).toString()));
    run(Map.of("asOf", daysAgo(23).toString())); // the last one of October stands for it
    run(Map.of());

    JsonPath rising =
        trajectory(renewal)
            .body("state", equalTo("DRIFTING"))
            .body("model.code", equalTo("complaints"))
            .body("model.version", is(1))
            .body("renewalId", equalTo(renewal.toString()))
            .body("decisionDeadlineDate", equalTo(TODAY.plusDays(60).toString()))
            .body("points.month", contains("2026-08", "2026-09", "2026-10", "2026-11"))
            .body("points[2].asOf", equalTo(daysAgo(23).toString()))
            .body("definition", containsString("90% interval"))
            .extract()
            .jsonPath(PRECISE);
    assertEquals(0.3, rising.getDouble("threshold"));
    assertEquals(0.1, rising.getDouble("firstProbability"), 1e-9);
    assertEquals(1 / (1 + 9 / Math.pow(1.4, 3)), rising.getDouble("lastProbability"), 1e-9);
    assertEquals(Math.log(1 / 9.0) + 2 * EACH, rising.getDouble("points[2].logOdds"), 1e-9);
    // scipy.stats.linregress of these log-odds on days 0, 30, 67 and 90 in months, and scipy.stats.t; the clock runs meanwhile
    assertEquals(0.33117787601539533, rising.getDouble("slope"), 1e-5);
    assertEquals(0.01997882767961964, rising.getDouble("standardError"), 1e-5);
    assertEquals(0.27283998727853415, rising.getDouble("slopeLowerBound"), 1e-5);
    assertEquals(0.3895157647522565, rising.getDouble("slopeUpperBound"), 1e-5);
    assertEquals(0.3627, rising.getDouble("projectedProbability"), 3e-4);
    JsonPath newest = score(scores(renewal).getFirst());
    assertEquals(newest.getString("id"), rising.getString("points[3].riskScoreId"));
    assertEquals(newest.getDouble("lowerBound"), rising.getDouble("points[3].lowerBound"));
    assertEquals(newest.getDouble("upperBound"), rising.getDouble("points[3].upperBound"));

    JsonPath early = trajectory(due).body("state", equalTo("ON_PATH")).extract().jsonPath(PRECISE);
    assertEquals(0.33117787601539533, early.getDouble("slope"), 1e-5);
    assertEquals(0.2305, early.getDouble("projectedProbability"), 3e-4);

    // the states are decided by the threshold that was in force at the last score
    patch().body(Map.of("atRiskThreshold", 0.15)).patch("/v1/settings").then().statusCode(200);
    trajectory(renewal).body("state", equalTo("DRIFTING")).body("threshold", is(0.3f));
    run(Map.of());
    trajectory(renewal)
        .body("state", equalTo("OFF_PATH"))
        .body("reason", equalTo("The last score, 23.4%, is at or above the threshold of 15.0%."))
        .body("threshold", is(0.15f))
        .body("points", hasSize(4))
        .body("points[2].threshold", is(0.3f));

    // scores of different model versions are not put in one line; drafts and shadows do not take the place of the active one
    run(Map.of("modelId", starter));
    trajectory(renewal).body("model.code", equalTo("complaints"));
    api().post("/v1/scoring-models/" + starter + "/activate").then().statusCode(200);
    run(Map.of());
    trajectory(renewal)
        .body("state", equalTo("TOO_FEW"))
        .body("model.code", equalTo("starter"))
        .body("points.month", contains("2026-11"));
  }

  @Test
  void monthsAreThoseOfTheTenant() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    patch().body(Map.of("timeZone", "Etc/UTC")).patch("/v1/settings").then().statusCode(200);
    run(Map.of("asOf", "2026-09-30T12:00:00Z"));
    run(Map.of("asOf", "2026-09-30T20:00:00Z"));
    trajectory(renewal).body("points.month", contains("2026-09")).body("points.asOf", contains("2026-09-30T20:00:00Z"));
    patch().body(Map.of("timeZone", "Pacific/Auckland")).patch("/v1/settings").then().statusCode(200);
    trajectory(renewal)
        .body("points.month", contains("2026-10"))
        .body("points.asOf", contains("2026-09-30T20:00:00Z"));
    run(Map.of("asOf", "2026-09-30T10:00:00Z")); // still the 30th there
    trajectory(renewal)
        .body("points.month", contains("2026-09", "2026-10"))
        .body("points.asOf", contains("2026-09-30T10:00:00Z", "2026-09-30T20:00:00Z"));
  }

  @Test
  void otherTenantsUnknownRenewalsAndScopes() {
    UUID renewal = portfolio.renewal(id(), customer("Acme"), TODAY.plusDays(90), "12000");
    run(Map.of());
    String path = "/v1/renewals/" + renewal + "/risk-trajectory";
    readOnly().get(path).then().statusCode(200).body("points", hasSize(1));
    api().get("/v1/renewals/" + UUID.randomUUID() + "/risk-trajectory").then().statusCode(404);
    as(tenants.create("other", "EUR").apiKey()).get(path).then().statusCode(404);
    String narrow =
        api().body(Map.of("name", "n", "scopes", List.of("customers:read"))).post("/v1/api-keys").path("apiKey");
    as(narrow).get(path).then().statusCode(403);
  }

  /** A scorecard of one feature, active. */
  private void countComplaints() {
    Map<String, Object> feature =
        Map.of(
            "code", "complaints", "label", "Complaints", "group", "SUPPORT", "type", "NUMERIC", "measure", "COUNT",
            "signalKind", "EVENT", "windowDays", 365);
    String set =
        api()
            .body(Map.of("code", "complaints", "features", List.of(feature)))
            .post("/v1/feature-sets")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Map<String, Object> term = Map.of("feature", "complaints", "oddsRatio", 1.4, "strength", 0.3, "reference", 0);
    String model =
        api()
            .body(
                Map.of(
                    "code", "complaints", "featureSetId", set, "baseRate", 0.1, "baseRateStrength", 0.3, "terms",
                    List.of(term)))
            .post("/v1/scoring-models")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    api().post("/v1/scoring-models/" + model + "/activate").then().statusCode(200);
  }

  private void complaints(UUID customer, int... daysAgo) {
    portfolio.store(
        id(), Arrays.stream(daysAgo).mapToObj(days -> Fact.of(customer, "EVENT", "complaint", daysAgo(days), null)).toList());
  }

  private ValidatableResponse trajectory(UUID renewal) {
    return api().get("/v1/renewals/" + renewal + "/risk-trajectory").then().statusCode(200);
  }
}
