package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Scores as of a past day for the pair (known by then, stored by then): files that are loaded later and say that something
 * was known earlier change the answer to "what was known", and never the answer to "what had we stored".
 */
@QuarkusTest
class LaterLoadsTest extends RiskApiTest {
  private static final String AS_OF = "2026-06-15T00:00:00Z";

  private void load(String resource, String options, String lines) {
    String job =
        as(tenant.apiKey()).contentType("application/x-ndjson").queryParam("resource", resource).queryParam("options", options)
            .body(lines.getBytes(StandardCharsets.UTF_8)).post("/v1/imports").then().statusCode(202).extract().path("id");
    JsonPath done = finished(job);
    assertEquals(0, done.getInt("counts.failed"), () -> api().get("/v1/jobs/" + job + "/errors").asString());
    assertTrue(done.getInt("counts.created") + done.getInt("counts.updated") > 0, done.prettify());
  }

  /** Renewal → what the run says of it, the contributions included. */
  private Map<String, String> scored(Map<String, ?> request) {
    String run = run(request).getString("result.runId");
    Map<String, String> scores = new TreeMap<>();
    List<Map<String, Object>> items =
        api().get("/v1/risk-scores?limit=200&runId=" + run).then().statusCode(200).extract().jsonPath(PRECISE).getList("items");
    for (Map<String, Object> item : items) {
      JsonPath whole = score(item.get("id").toString());
      scores.put(
          item.get("renewalId").toString(),
          whole.getString("logOdds") + " " + whole.getString("coverage") + " " + whole.getList("features.value") + " "
              + whole.getList("features.state") + " " + whole.getList("reasons.contribution"));
    }
    return scores;
  }

  private static String signal(String id, String customer, String at, String kind, String type, String rest) {
    return "{\"source\":\"desk\",\"sourceId\":\"" + id + "\",\"customer\":{\"source\":\"crm\",\"externalId\":\"" + customer + "\"},\"occurredAt\":\""
        + at + "\",\"knownAt\":\"" + at + "\",\"kind\":\"" + kind + "\",\"type\":\"" + type + "\"" + rest + "}\n";
  }

  private static String contract(String key, String customer, String start, String end, String known) {
    return "{\"externalId\":\"" + key + "\",\"customerId\":{\"source\":\"crm\",\"externalId\":\"" + customer + "\"},\"startDate\":\"" + start
        + "\",\"endDate\":\"" + end + "\",\"currency\":\"EUR\"" + (known == null ? "" : ",\"knownAt\":\"" + known + "\"")
        + ",\"lines\":[{\"productId\":{\"source\":\"crm\",\"externalId\":\"p\"},\"unitPrice\":\"100.00\",\"amountPeriod\":\"MONTH\"}]}\n";
  }

  @Test
  void whatIsLoadedLaterChangesNoScoreOfThePair() {
    clock.set(Instant.parse("2026-06-05T09:00:00Z"));
    String crm = "{\"source\":\"crm\"}";
    load("products", crm, "{\"externalId\":\"p\",\"code\":\"p\",\"name\":\"P\"}\n");
    load("customers", crm,
        "{\"externalId\":\"a\",\"name\":\"A\",\"tier\":\"ENTERPRISE\"}\n{\"externalId\":\"b\",\"name\":\"B\",\"tier\":\"SMALL_BUSINESS\"}\n"
            + "{\"externalId\":\"c\",\"name\":\"C\",\"tier\":\"SMALL_BUSINESS\"}\n");
    load("contracts", crm,
        contract("ka", "a", "2026-01-01", "2026-12-31", null) + contract("kb", "b", "2026-01-01", "2026-12-31", null)
            + contract("kc", "c", "2026-01-01", "2026-12-31", null));
    load("signals", crm,
        signal("1", "a", "2026-05-20T10:00:00Z", "USAGE", "logins", ",\"value\":5")
            + signal("k1", "a", "2026-06-02T10:00:00Z", "EVENT", "competitor_contact", "")
            + signal("k2", "a", "2026-06-03T10:00:00Z", "EVENT", "competitor_contact", "")
            + signal("k3", "a", "2026-06-04T10:00:00Z", "EVENT", "competitor_contact", "")
            + signal("9", "b", "2026-05-22T10:00:00Z", "SURVEY", "nps", ",\"value\":9")
            + signal("2", "b", "2026-05-21T10:00:00Z", "INTERACTION", "call", ",\"direction\":\"INBOUND\",\"sentiment\":0.4"));
    clock.set(Instant.parse("2026-07-01T09:00:00Z"));
    Map<String, String> before = scored(Map.of("asOf", AS_OF));
    assertEquals(3, before.size());
    String stored = "2026-07-01T09:00:00Z";

    // Files of another system, which knew more and earlier: whole kinds of facts, corrections, older contracts, attributes.
    clock.set(Instant.parse("2026-08-01T09:00:00Z"));
    load("signals", crm,
        signal("3", "a", "2026-05-10T10:00:00Z", "SURVEY", "nps", ",\"value\":2")
            + signal("4", "b", "2026-05-11T10:00:00Z", "EVENT", "champion_left", "")
            + signal("10", "b", "2026-05-12T10:00:00Z", "SURVEY", "nps", "") // tells whom it asks
            + signal("8", "b", "2024-02-01T10:00:00Z", "MENTION", "competitor_mention", "")
            + signal("5", "c", "2026-02-01T10:00:00Z", "USAGE", "logins", ",\"value\":50")
            + signal("6", "c", "2026-05-01T10:00:00Z", "USAGE", "logins", ",\"value\":5")
            + signal("7", "a", "2026-05-12T10:00:00Z", "TICKET", "support_ticket", ",\"severity\":4,\"phase\":\"OPENED\",\"subjectKey\":\"t\"")
            + signal("1", "a", "2026-05-20T10:00:00Z", "USAGE", "logins", ",\"value\":900,\"revision\":1"));
    load("trigger-events", crm,
        "{\"source\":\"news\",\"sourceId\":\"e\",\"customer\":{\"source\":\"crm\",\"externalId\":\"c\"},\"type\":\"champion_left\","
            + "\"occurredAt\":\"2026-05-05T10:00:00Z\",\"knownAt\":\"2026-05-05T10:00:00Z\"}\n");
    load("contracts", crm, contract("old", "b", "2019-01-01", "2025-12-31", "2026-05-01T00:00:00Z"));
    String success = "{\"externalId\":\"m\",\"customerId\":{\"source\":\"crm\",\"externalId\":\"a\"},\"name\":\"Cost\",\"unit\":\"EUR\",\"direction\":\"LOWER_IS_BETTER\","
        + "\"definedBy\":\"CUSTOMER\",\"baseline\":10,\"target\":5,\"baselineDate\":\"2026-01-01\",\"knownAt\":\"2026-05-01T00:00:00Z\"}\n";
    load("success-metrics", crm, success);
    load("entitlements", crm,
        "{\"externalId\":\"e\",\"contractId\":{\"source\":\"crm\",\"externalId\":\"kc\"},\"quantity\":10,\"unit\":\"logins\","
            + "\"period\":\"MONTH\",\"usageType\":\"logins\",\"knownAt\":\"2026-05-01T00:00:00Z\"}\n");
    String renewal = api().get("/v1/renewals?limit=5").then().extract().path("items.find { it.customerName == 'C' }.id");
    if (renewal == null) {
      renewal = before.keySet().iterator().next();
    }
    api().body(Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-06-10")).post("/v1/renewals/" + renewal + "/outcome")
        .then().statusCode(200);

    Map<String, String> known = scored(Map.of("asOf", AS_OF));
    assertEquals(2, known.size()); // one was decided before
    known.forEach((id, score) -> assertNotEquals(before.get(id), score));
    assertEquals(before, scored(Map.of("asOf", AS_OF, "recordedBy", stored)));
    // nor does a merge, or what is scored as of now; and what such a run says reaches no board
    load("customer-merges", "{}",
        "{\"customer\":{\"source\":\"crm\",\"externalId\":\"a\"},\"into\":{\"source\":\"crm\",\"externalId\":\"b\"}}\n");
    run(Map.of());
    String board = api().get("/v1/renewals?limit=50").then().statusCode(200).extract().asString();
    scored(Map.of("asOf", clock.instant().minusSeconds(1).toString(), "recordedBy", stored));
    assertEquals(board, api().get("/v1/renewals?limit=50").then().statusCode(200).extract().asString());
    assertEquals(before, scored(Map.of("asOf", AS_OF, "recordedBy", stored)));
  }

  @Test
  void recordedByGoesWithATimeAndLiesInThePast() {
    api().body(Map.of("recordedBy", AS_OF)).post("/v1/risk-scores/runs").then().statusCode(400)
        .body("errors.pointer", contains("/recordedBy")).body("errors.code", contains("not_allowed"));
    api().body(Map.of("asOf", AS_OF, "recordedBy", "2027-01-01T00:00:00Z")).post("/v1/risk-scores/runs").then().statusCode(400)
        .body("errors[0].code", equalTo("in_future"));
  }
}
