package dev.perennial.programme;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.risk.Portfolio;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programmes assigned by chance and measured; over HTTP. */
@QuarkusTest
class ProgrammeTest extends ApiTest {
  private static final String PATH = "/v1/programmes";

  @Inject Portfolio portfolio;

  @BeforeEach
  void setTime() {
    clock.set(Instant.parse("2026-11-02T12:00:00Z"));
  }

  private static Map<String, Object> fields(String code, boolean randomised) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("code", code);
    fields.put("name", "Success review");
    fields.put("randomised", randomised);
    fields.put("arms", List.of(Map.of("code", "review", "share", 0.5), Map.of("code", "hold_out", "share", 0.5)));
    fields.put("controlArm", "hold_out");
    fields.put("stratifyBy", List.of("TIER"));
    fields.put("seed", 42);
    return fields;
  }

  private String create(Map<String, Object> fields) {
    return api()
        .body(fields)
        .post(PATH)
        .then()
        .statusCode(201)
        .header("Location", containsString(PATH))
        .body("smallestEffect", is(0.05f))
        .extract()
        .path("id");
  }

  /** Open renewals of as many customers, a third in each of three tiers. */
  private void open(int customers) {
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status, tier,
          size_class, region, currency, attributes, external_ids)
        SELECT :tenant, CAST(md5(CAST(:tenant AS text) || i) AS uuid), 0, now(), now(), now(), 'C' || i, 'c' || i, 'ACTIVE',
          CASE i % 3 WHEN 0 THEN 'A' WHEN 1 THEN 'B' ELSE 'C' END, 'M', 'EMEA', 'EUR', '{}', '[]'
        FROM generate_series(1, :customers) i
        """,
        Map.of("customers", customers));
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
          contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
          forecast_category, external_ids)
        SELECT :tenant, c.id, 0, now(), now(), now(), c.id, c.id, 'TERM', 'SUBSCRIPTION', 2, '2026-12-31', '2026-12-01', 1000,
          'EUR', false, 'UPCOMING', 'PIPELINE', '[]' FROM app.customer c WHERE c.tenant_id = :tenant
        """,
        Map.of());
  }

  private void decide(String programme, String arm, int lostOfTen) {
    portfolio.sql(
        tenant.id(),
        """
        UPDATE app.renewal r SET version = r.version + 1, decided_date = '2026-11-01', outcome_source = 'RECORDED',
          outcome = CASE WHEN n.row % 10 < :lost THEN 'NOT_RENEWED' ELSE 'RENEWED' END
        FROM (SELECT a.renewal_id, row_number() OVER (ORDER BY a.renewal_id) AS row FROM app.programme_assignment a
              WHERE a.tenant_id = :tenant AND a.programme_id = :programme AND a.arm = :arm) n
        WHERE r.tenant_id = :tenant AND r.id = n.renewal_id
        """,
        Map.of("programme", UUID.fromString(programme), "arm", arm, "lost", lostOfTen));
  }

  @Test
  void armsAreGivenByChanceAndMeasuredByWhatWasAssigned() {
    open(600);
    String id = create(fields("review_2026", true));
    JsonPath assigned = api().post(PATH + "/" + id + "/assignments").then().statusCode(200).extract().jsonPath();
    assertEquals(600, assigned.getInt("assigned"));
    assertEquals(42, assigned.getInt("seed"));
    assertEquals(Map.of("hold_out", 300, "review", 300), assigned.getMap("byArm"));
    assertEquals(Map.of("hold_out", 100, "review", 100), assigned.getMap("byStratum.A"));
    api().post(PATH + "/" + id + "/assignments").then().statusCode(200).body("assigned", is(0)).body("seed", is(642));
    api().body(Map.of("renewalIds", List.of(Map.of("source", "crm", "externalId", "nobody's")))).post(PATH + "/" + id + "/assignments")
        .then().statusCode(400).body("errors[0].pointer", equalTo("/renewalIds/0"));

    api()
        .get(PATH + "/" + id + "/effect")
        .then()
        .statusCode(200)
        .body("evidence", equalTo("CAUSAL_RANDOMISED"))
        .body("effects[0].treated.assigned", is(300))
        .body("effects[0].treated.decided", is(0))
        .body("effects[0].verdict", equalTo("NOT_ENOUGH_DATA"))
        .body("effects[0].difference", nullValue());
    decide(id, "review", 1);
    decide(id, "hold_out", 3);
    api()
        .get(PATH + "/" + id + "/effect")
        .then()
        .statusCode(200)
        .body("effects[0].difference.value.toDouble()", closeTo(-0.2, 1e-6))
        .body("effects[0].verdict", equalTo("FEWER_LOST"))
        .body("effects[0].sentence", containsString("effect"))
        .body("effects[0].adjusted", nullValue())
        .body("comparisons", empty());
    decide(id, "review", 3);
    JsonPath unclear = api().get(PATH + "/" + id + "/effect").then().statusCode(200).extract().jsonPath();
    assertEquals("CANNOT_TELL_YET", unclear.getString("effects[0].verdict"));
    // R: power.prop.test(p1 = .3, p2 = .25, power = .8) gives n = 1250.7
    assertEquals(1251, unclear.getInt("effects[0].needed.control"));
    assertEquals(1251, unclear.getInt("effects[0].needed.treated"));
  }

  @Test
  void theRiskScoreBeforeMakesItSharper() {
    open(200);
    String id = create(fields("sharper", true));
    api().post(PATH + "/" + id + "/assignments").then().statusCode(200);
    decide(id, "review", 2);
    decide(id, "hold_out", 3);
    JsonPath plain = api().get(PATH + "/" + id + "/effect").jsonPath();
    assertEquals("CANNOT_TELL_YET", plain.getString("effects[0].verdict"));
    String other = create(fields("sharper_2", true));
    // the same arms, with a score that knew much of it
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.programme_assignment (tenant_id, programme_id, renewal_id, customer_id, arm, stratum, probability,
          seed, assigned_at, recorded_at)
        SELECT :tenant, :other, a.renewal_id, a.customer_id, a.arm, a.stratum,
          CASE WHEN n.row % 10 < 3 THEN 0.8 ELSE 0.1 END, a.seed, a.assigned_at, a.recorded_at
        FROM app.programme_assignment a
        JOIN (SELECT renewal_id, row_number() OVER (PARTITION BY arm ORDER BY renewal_id) AS row FROM app.programme_assignment
              WHERE tenant_id = :tenant AND programme_id = :programme) n ON n.renewal_id = a.renewal_id
        WHERE a.tenant_id = :tenant AND a.programme_id = :programme
        """,
        Map.of("other", UUID.fromString(other), "programme", UUID.fromString(id)));
    JsonPath sharp = api().get(PATH + "/" + other + "/effect").jsonPath();
    assertEquals(-0.1, sharp.getDouble("effects[0].adjusted.value"), 0.03);
    assertTrue(sharp.getDouble("effects[0].adjusted.varianceReduction") > 0.5);
    assertEquals("FEWER_LOST", sharp.getString("effects[0].verdict"));
    assertEquals(plain.getDouble("effects[0].difference.value"), sharp.getDouble("effects[0].difference.value"), 1e-9);
  }

  @Test
  void whatWasNotGivenByChanceIsNeverCalledAnEffect() {
    open(200);
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
          kind, type, retracted, attributes)
        SELECT :tenant, 'crm', 'd' || i, 0, CAST(md5(CAST(:tenant AS text) || i) AS uuid), '2026-10-01', '2026-10-01', now(), 'EVENT',
          'discount', false, jsonb_build_object('arm', CASE WHEN i % 4 = 0 THEN 'review' ELSE 'hold_out' END)
        FROM generate_series(1, 200) i
        """,
        Map.of());
    String id = create(fields("discount", false));
    api().post(PATH + "/" + id + "/assignments").then().statusCode(409).body("detail", containsString("not given by chance"));
    api()
        .body(Map.of("signalType", "discount"))
        .post(PATH + "/" + id + "/assignments/from-signals")
        .then()
        .statusCode(200)
        .body("assigned", is(200))
        .body("seed", nullValue())
        .body("byArm.review", is(50));
    api().body(Map.of("signalType", "discount")).post(PATH + "/" + id + "/assignments/from-signals").then().body("assigned", is(0));
    decide(id, "review", 5);
    decide(id, "hold_out", 1);
    api()
        .get(PATH + "/" + id + "/effect")
        .then()
        .statusCode(200)
        .body("evidence", equalTo("NOT_RANDOMISED"))
        .body("effects", empty())
        .body("comparisons[0].verdict", equalTo("MORE_LOST"))
        .body("answer", containsString("Not randomised"))
        .body("answer", not(containsString("effect")))
        .body("comparisons[0].sentence", not(containsString("effect")));
  }

  @Test
  void badInputOtherTenantsAndScopes() {
    String id = create(fields("one", true));
    api().get(PATH + "/" + id).then().statusCode(200).body("code", equalTo("one")).body("createdBy", notNullValue());
    api().get(PATH).then().statusCode(200).body("items", hasSize(1));
    api().body(fields("one", true)).post(PATH).then().statusCode(409);
    Map<String, Object> wrong = fields("two", true);
    wrong.put("arms", List.of(Map.of("code", "a", "share", 0.5), Map.of("code", "a", "share", 0.6)));
    api().body(wrong).post(PATH).then().statusCode(400).body("errors.pointer", contains("/arms", "/arms", "/controlArm"));
    wrong.put("arms", List.of(Map.of("code", "a", "share", 1)));
    api().body(wrong).post(PATH).then().statusCode(400).body("errors.pointer", contains("/arms"));
    api().body(Map.of("minimumProbability", 2)).post(PATH + "/" + id + "/assignments").then().statusCode(400);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).get(PATH + "/" + id).then().statusCode(404);
    as(other.apiKey()).get(PATH + "/" + id + "/effect").then().statusCode(404);
    as(other.apiKey()).post(PATH + "/" + id + "/assignments").then().statusCode(404);
    as(other.apiKey()).body(Map.of("signalType", "x")).post(PATH + "/" + id + "/assignments/from-signals").then().statusCode(404);
    readOnly().body(fields("three", true)).post(PATH).then().statusCode(403);
    readOnly().post(PATH + "/" + id + "/assignments").then().statusCode(403);
    readOnly().body(Map.of("signalType", "x")).post(PATH + "/" + id + "/assignments/from-signals").then().statusCode(403);
    String narrow =
        api().body(Map.of("name", "n", "scopes", List.of("customers:read"))).post("/v1/api-keys").path("apiKey");
    for (String path : List.of("", "/" + id, "/" + id + "/effect")) {
      as(narrow).get(PATH + path).then().statusCode(403);
    }
  }
}
