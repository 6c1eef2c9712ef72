package dev.perennial.analysis;

import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes before losses and purchases, with matched controls; over HTTP. */
@QuarkusTest
class TriggerTest extends AnalysisApiTest {
  private static final String PATH = "/v1/analyses/trigger-discovery";

  /** Losses are decided one by one, so that there are always others left undecided to compare with. */
  private void spread(int customers) {
    portfolio.sql(
        tenant.id(),
        """
        UPDATE app.renewal r SET decided_date = :due - 40 + i / 40, version = version + 1
        FROM generate_series(1, :customers) i
        WHERE r.tenant_id = :tenant AND r.id = CAST(md5(CAST(:tenant AS text) || i) AS uuid) AND i % 4 = 0
        """,
        Map.of("customers", customers, "due", DUE));
  }

  @Test
  void whatComesBeforeLossesIsConfirmedByTheCasesKeptBack() {
    decidedRenewals(800);
    spread(800);
    event("champion_left", 95, 800, "(i * 7919) % 101 < CASE WHEN i % 4 = 0 THEN 40 ELSE 7 END", "{}");
    event("logo_changed", 95, 800, "CAST(CAST('x' || substr(md5('logo' || i), 1, 4) AS bit(16)) AS int) % 100 < 20", "{}");
    event("form_opened", 10, 800, "i % 4 = 0", "{}");
    JsonPath analysis = ask(PATH, Map.of("name", "Before losses", "outcome", "LOSS"));
    assertEquals(4, analysis.getInt("triggerParameters.controls"));
    assertNull(analysis.get("predictors"));
    analysis.setRootPath("triggers");
    assertEquals(199, analysis.getInt("cases"));
    assertEquals(1, analysis.getInt("casesWithoutControl"), "the last one: nobody is undecided that day");
    assertEquals(796, analysis.getInt("controls"));
    assertEquals(60, analysis.getInt("heldOut"));
    assertEquals("Confirmed: champion_left.", analysis.getString("answer"));
    String champion = "findings.find { it.type == 'champion_left' && it.label == 'CONFIRMED' }.";
    assertTrue(analysis.getFloat(champion + "oddsRatio.lowerBound") > 1);
    assertTrue(analysis.getFloat(champion + "qValue") < 0.05);
    assertTrue(analysis.getFloat(champion + "leadDays50") > 30);
    assertEquals(List.of("form_opened"), analysis.getList("quarantined.code"));
    assertEquals("champion_left", analysis.getString("suggestedRules[0].rule.signal.type"));

    // the suggestion is a rule as it is sent
    Map<String, ?> rule = analysis.getMap("suggestedRules[0].rule");
    api().body(rule).put("/v1/detection-rules/" + analysis.getString("suggestedRules[0].code")).then().statusCode(201);
  }

  @Test
  void purchasesAndExpansionsAreCasesToo() {
    decidedRenewals(400);
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
          kind, type, retracted, attributes)
        SELECT :tenant, 'shop', 'p' || i, 0, CAST(md5(CAST(:tenant AS text) || i) AS uuid), t.at, t.at, t.at, 'PURCHASE',
          'add_on', false, '{}'
        FROM generate_series(1, 400) i, LATERAL (SELECT CAST('2026-03-01' AS timestamptz) + make_interval(days => i % 30) AS at) t
        WHERE i % 5 = 0
        """,
        Map.of());
    event("seats_full", 130, 400, "(i * 7919) % 101 < CASE WHEN i % 5 = 0 THEN 60 ELSE 10 END", "{}");
    JsonPath analysis = ask(PATH, Map.of("outcome", "PURCHASE"));
    assertEquals(80, analysis.getInt("triggers.cases"));
    assertEquals("Confirmed: seats_full.", analysis.getString("triggers.answer"));
    JsonPath none = ask(PATH, Map.of("outcome", "EXPANSION"));
    assertEquals(0, none.getInt("triggers.cases"));
    assertEquals("Not enough data: 0 cases with a control.", none.getString("triggers.answer"));
  }

  @Test
  void badInputAndScopes() {
    api().body(Map.of()).post(PATH).then().statusCode(400).body("errors.pointer", contains("/outcome"));
    api().body(Map.of("outcome", "DOUBT")).post(PATH).then().statusCode(400);
    api().body(Map.of("outcome", "LOSS", "controls", 11)).post(PATH).then().statusCode(400).body("errors.pointer", contains("/controls"));
    api()
        .body(Map.of("outcome", "LOSS", "from", "2026-02-01", "to", "2026-02-01"))
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/from"));
    readOnly().body(Map.of("outcome", "LOSS")).post(PATH).then().statusCode(403);
    as(tenants.create("other", "EUR").apiKey()).get("/v1/analyses/" + UUID.randomUUID()).then().statusCode(404);
  }
}
