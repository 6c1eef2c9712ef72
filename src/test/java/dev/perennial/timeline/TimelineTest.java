package dev.perennial.timeline;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.time.Ids;
import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A customer's history in one list: in order, filtered, paged, and as quick after years as on the
 * first day.
 */
@QuarkusTest
class TimelineTest extends ApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Inject CustomerRows rows;
  @Inject EventLog log;
  @Inject Callers callers;
  @Inject Jdbi jdbi;
  @Inject Ids ids;
  @Inject ObjectMapper json;

  private UUID customer;

  @BeforeEach
  void aCustomer() {
    customer = rows.customer(tenant.id(), "acme");
    clock.set(NOW);
  }

  private void signal(String sourceId, String occurredAt, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("source", "desk");
    fields.put("sourceId", sourceId);
    fields.put("customer", customer.toString());
    fields.put("kind", "TICKET");
    fields.put("type", "data_loss");
    fields.put("occurredAt", occurredAt);
    fields.putAll(more);
    api().body(fields).post("/v1/signals").then().statusCode(201);
  }

  private void change(String type, String subject, String at, String previous, String object) {
    clock.set(Instant.parse(at));
    callers.run(
        Caller.system(tenant.id(), "test"),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () ->
                        log.append(
                            new Event(
                                type,
                                subject,
                                customer,
                                2L,
                                customer,
                                tree(previous),
                                tree(object)))));
    clock.set(NOW);
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private void score(UUID renewal, String recordedAt, double probability, String band) {
    rows.execute(
        tenant.id(),
        """
        INSERT INTO app.risk_score (tenant_id, id, renewal_id, customer_id, model_id, feature_set_id, as_of, recorded_at,
          probability, log_odds, baseline_log_odds, calibration_term, lower_bound, upper_bound, coverage, band, threshold,
          settings_version, at_risk, calibration_status, health, amount, currency, feature_values, feature_states, contributions)
        VALUES (:tenant, '%s', '%s', :id, '%s', '%s', '%s', '%s', %s, 0, 0, 0, 0, 1, 1, '%s', 0.5, 1, %s, 'NOT_ASSESSED',
          50, 1000, 'EUR', '{}', '', '{}')
        """
            .formatted(
                ids.next(),
                renewal,
                ids.next(),
                ids.next(),
                recordedAt,
                recordedAt,
                probability,
                band,
                probability >= 0.5),
        customer,
        "");
  }

  /** What people do to a contract and its renewal, each once and in order. */
  @Test
  void contractsAndRenewalsThroughTheApi() {
    String product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    Map<String, Object> line = Map.of("productId", product, "quantity", 10, "unitPrice", "100", "amountPeriod", "MONTH");
    String contract =
        post(
            "/v1/contracts",
            Map.of("customerId", customer.toString(), "startDate", "2026-01-01", "termMonths", 12, "noticeDays", 10, "lines", List.of(line)));
    clock.set(NOW.plusSeconds(60));
    patch().body(Map.of("autoRenew", true)).patch("/v1/contracts/" + contract).then().statusCode(200);
    clock.set(NOW.plusSeconds(120));
    String renewal = api().get("/v1/renewals?contractId=" + contract).then().extract().path("items[0].id");
    api().body(Map.of("stage", "ENGAGED")).post("/v1/renewals/" + renewal + "/stage").then().statusCode(200);
    clock.set(NOW.plusSeconds(180));
    api().body(Map.of("receivedDate", "2026-11-21", "effectiveDate", "2026-12-31")).post("/v1/renewals/" + renewal + "/notice")
        .then().statusCode(200);
    clock.set(NOW.plusSeconds(240));
    api().body(Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "PRICE")))).post("/v1/renewals/" + renewal + "/outcome")
        .then().statusCode(200);
    JsonPath changes = api().get("/v1/customers/" + customer + "/timeline?kinds=CHANGE").then().statusCode(200).extract().jsonPath();
    List<String> types = changes.getList("items.type");
    assertEquals(
        List.of(
            "renewal.outcome_recorded", "renewal.notice_received", "renewal.stage_changed", "renewal.updated", "contract.updated"),
        types.stream().filter(type -> !type.endsWith(".created")).toList());
    assertEquals(1, types.stream().filter("contract.created"::equals).count(), types.toString());
    assertEquals(1, types.stream().filter("renewal.created"::equals).count(), types.toString());
  }

  /** What a contract grants is told to its customer, and to nobody else; as of a time, what was known then. */
  @Test
  void whatContractsGrantIsPartOfTheHistory() throws Exception {
    String product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    customer = UUID.fromString(post("/v1/customers", Map.of("name", "Acme"))); // known from now on, by the test's clock
    String other = post("/v1/customers", Map.of("name", "Other"));
    String contract = contract(customer.toString(), product);
    clock.set(NOW.plusSeconds(60));
    String calls = post("/v1/entitlements", entitlement(contract, "calls"));
    post("/v1/entitlements", entitlement(contract(other, product), "seats"));
    clock.set(NOW.plusSeconds(120));
    patch().body(Map.of("quantity", 500, "unit", "api_calls")).patch("/v1/entitlements/" + calls).then().statusCode(200);
    clock.set(NOW.plusSeconds(180));
    Map<String, Object> storage = entitlement(contract, "storage");
    Map<String, Object> wrong = Map.of("contractId", contract);
    api().body(Map.of("items", List.of(Map.of("data", storage), Map.of("data", wrong)))).post("/v1/entitlements/bulk").then().statusCode(207)
        .body("items.status", contains(201, 400));
    String types = "?types=entitlement.created,entitlement.updated";
    timeline(types)
        .statusCode(200)
        .body("items.title", contains("Entitlement created", "Entitlement updated: unit, quantity", "Entitlement created"))
        .body("items.kind", contains("CHANGE", "CHANGE", "CHANGE"))
        .body("items.subjectType", contains("entitlement", "entitlement", "entitlement"))
        .body("items[1].subjectId", equalTo(calls))
        .body("items[1].detail.changes.quantity.from", is(100))
        .body("items[1].detail.changes.quantity.to", is(500))
        .body("items[1].detail.subjectVersion", is(1));
    timeline(types + "&limit=2").body("items", hasSize(2)).body("nextCursor", not(nullValue()));
    timeline(types + "&knownAt=" + NOW.plusSeconds(90)).body("items.subjectId", contains(calls));
    timeline(types + "&knownAt=" + NOW.plusSeconds(30)).body("items", empty());
    api().get("/v1/customers/" + other + "/timeline" + types).then().body("items", hasSize(1));

    // events of earlier versions of the service named no customer: the versions tell it in their place
    String all = timeline(types).extract().jsonPath().getString("items.title");
    try (Connection superuser = TestDatabase.server().superuserConnection("perennial"); Statement statement = superuser.createStatement()) {
      statement.execute(
          "UPDATE app.event SET customer_id = NULL WHERE subject_type = 'entitlement' AND tenant_id = '" + tenant.id() + "'");
    }
    timeline(types)
        .body("items.title.toString()", equalTo(all))
        .body("items[1].detail.changes.quantity.to", is(500))
        .body("items[1].detail.actor", containsString("key:"));
    timeline(types + "&knownAt=" + NOW.plusSeconds(90)).body("items.subjectId", contains(calls));
  }

  private String contract(String of, String product) {
    Map<String, Object> line = Map.of("productId", product, "quantity", 10, "unitPrice", "100", "amountPeriod", "MONTH");
    return post("/v1/contracts", Map.of("customerId", of, "startDate", "2026-01-01", "termMonths", 12, "lines", List.of(line)));
  }

  private static Map<String, Object> entitlement(String contract, String unit) {
    return Map.of("contractId", contract, "unit", unit, "quantity", 100, "period", "MONTH", "usageType", unit);
  }

  private String post(String path, Map<String, Object> body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private void history() {
    signal(
        "t1",
        "2026-11-01T08:00:00Z",
        Map.of(
            "phase",
            "OPENED",
            "subjectKey",
            "t",
            "severity",
            4,
            "direction",
            "INBOUND",
            "channel",
            "email"));
    signal(
        "u1", "2026-11-03T08:00:00Z", Map.of("kind", "USAGE", "type", "login_count", "value", 42));
    change("customer.created", "customer", "2026-10-01T08:00:00Z", "null", "{\"name\":\"Acme\"}");
    change(
        "contract.updated",
        "contract",
        "2026-11-02T08:00:00Z",
        "{\"autoRenew\":true,\"noticeDays\":30}",
        "{\"autoRenew\":false,\"noticeDays\":60,\"currency\":\"EUR\"}");
    change(
        "contact.updated",
        "contact",
        "2026-11-04T08:00:00Z",
        "{\"name\":\"Ada Byron\",\"roles\":[\"USER\"]}",
        "{\"name\":\"Ada Lovelace\",\"roles\":[\"CHAMPION\"]}");
    UUID renewal = ids.next();
    score(renewal, "2026-11-02T12:00:00Z", 0.31, "LOW");
    score(renewal, "2026-11-05T12:00:00Z", 0.62, "HIGH");
  }

  private ValidatableResponse timeline(String parameters) {
    return api().get("/v1/customers/" + customer + "/timeline" + parameters).then();
  }

  @Test
  void everythingInOrderWithPlainTitles() {
    history();
    timeline("")
        .statusCode(200)
        .body(
            "items.title",
            contains(
                "Risk of not renewing 62% (HIGH), up 31 points",
                "Contact updated: roles, name",
                "Usage: login count 42",
                "Risk of not renewing 31% (LOW), first score",
                "Contract updated: autoRenew, noticeDays",
                "Inbound ticket opened by email: data loss, severity 4",
                "Customer created"))
        .body(
            "items.kind",
            contains("SCORE", "CHANGE", "SIGNAL", "SCORE", "CHANGE", "SIGNAL", "CHANGE"))
        .body("items.at[2]", equalTo("2026-11-03T08:00:00Z"))
        .body("nextCursor", nullValue());
    timeline("?sort=at")
        .body(
            "items.kind",
            contains("CHANGE", "SIGNAL", "CHANGE", "SCORE", "SIGNAL", "CHANGE", "SCORE"));
  }

  @Test
  void detailsWithoutPersonalValues() {
    history();
    ValidatableResponse answer = timeline("");
    answer
        .body("items[0].detail.change", is(0.31f))
        .body("items[0].detail.previous.band", equalTo("LOW"))
        .body("items[0].detail.asOf", equalTo("2026-11-05T12:00:00Z"))
        .body("items[0].subjectType", equalTo("risk_score"))
        .body("items[1].detail.personalFields", contains("name"))
        .body("items[1].detail.changes.roles.from", contains("USER"))
        .body("items[1].detail.changes.roles.to", contains("CHAMPION"))
        .body("items[1].detail.changes.name", nullValue())
        .body("items[1].detail.actor", equalTo("system:test"))
        .body("items[2].detail.value", is(42))
        .body("items[2].detail.recordedAt", containsString("2026-11-21T10:0"))
        .body("items[2].type", equalTo("login_count"))
        .body("items[4].detail.changes.noticeDays.to", is(60))
        .body("items[4].detail.changes.currency", nullValue())
        .body("items[5].detail.subjectKey", equalTo("t"));
    assertFalse(answer.extract().asString().contains("Ada"));
    Map<String, Object> signal =
        api().get("/v1/signals?source=desk&sourceId=u1").then().extract().path("items[0]");
    answer.body("items[2].subjectId", equalTo(signal.get("id")));
  }

  @Test
  void filters() {
    history();
    timeline("?kinds=SCORE").body("items", hasSize(2));
    timeline("?kinds=SIGNAL,SCORE").body("items", hasSize(4));
    timeline("?types=login_count,contract.updated")
        .body("items.type", contains("login_count", "contract.updated"));
    timeline("?types=risk_score").body("items.kind", contains("SCORE", "SCORE"));
    timeline("?kinds=SIGNAL&types=risk_score").body("items", empty());
    timeline("?from=2026-11-02T08:00:00Z&to=2026-11-04T08:00:00Z")
        .body("items.kind", contains("SIGNAL", "SCORE", "CHANGE"));
    timeline("?kinds=GOSSIP").statusCode(400).body("errors[0].parameter", equalTo("kinds"));
    timeline("?from=monday").statusCode(400).body("errors[0].parameter", equalTo("from"));
    timeline("?sort=type").statusCode(400).body("errors[0].parameter", equalTo("sort"));
    timeline("?colour=red").statusCode(400).body("code", equalTo("unknown_parameter"));
  }

  @Test
  void correctionsAppearAsTheyStandNow() {
    history();
    signal(
        "u1",
        "2026-11-03T08:00:00Z",
        Map.of("kind", "USAGE", "type", "login_count", "value", 7, "revision", 1));
    signal("t1", "2026-11-01T08:00:00Z", Map.of("revision", 1, "retracted", true));
    timeline("?kinds=SIGNAL").body("items.title", contains("Usage: login count 7"));
  }

  @Test
  void signalEventsOfTheLogAreNotShownTwice() {
    history();
    timeline("?kinds=CHANGE")
        .body("items.type", not(contains("signal.received")))
        .body("items", hasSize(3));
  }

  @Test
  void pagesAreStableAcrossKindsAndEqualTimes() {
    UUID renewal = ids.next();
    String at = "2026-11-10T08:00:00Z";
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(
          Map.of(
              "source",
              "s",
              "sourceId",
              "s" + i,
              "customer",
              customer.toString(),
              "kind",
              "USAGE",
              "type",
              "x",
              "occurredAt",
              i < 9 ? at : "2026-11-0" + (i - 8) + "T00:00:00Z"));
    }
    api().body(Map.of("items", items)).post("/v1/signals/bulk").then().statusCode(207);
    for (int i = 0; i < 6; i++) {
      score(renewal, i < 4 ? at : "2026-11-05T00:00:00Z", 0.2, "LOW");
      change("renewal.updated", "renewal", i < 4 ? at : "2026-11-12T00:00:00Z", "{}", "{}");
    }
    for (String sort : List.of("-at", "at")) {
      List<String> all = timeline("?limit=200&sort=" + sort).extract().path("items.id");
      assertEquals(24, all.stream().distinct().count());
      List<String> paged = new ArrayList<>();
      String cursor = "";
      do {
        JsonPath page =
            timeline("?limit=5&sort=" + sort + cursor).statusCode(200).extract().jsonPath();
        paged.addAll(page.getList("items.id"));
        cursor =
            page.getString("nextCursor") == null ? "" : "&cursor=" + page.getString("nextCursor");
      } while (!cursor.isEmpty());
      assertEquals(all, paged);
    }
    String cursor = timeline("?limit=5").extract().path("nextCursor");
    timeline("?limit=5&kinds=SIGNAL&cursor=" + cursor)
        .statusCode(400)
        .body("code", equalTo("invalid_cursor"));
    UUID other = rows.customer(tenant.id(), "other");
    api().get("/v1/customers/" + other + "/timeline?cursor=" + cursor).then().statusCode(400);
  }

  @Test
  void unknownForeignAndForbidden() {
    history();
    var other = tenants.create("other " + UUID.randomUUID(), "EUR");
    as(other.apiKey())
        .get("/v1/customers/" + customer + "/timeline")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    api().get("/v1/customers/" + UUID.randomUUID() + "/timeline").then().statusCode(404);
    UUID quiet = rows.customer(tenant.id(), "quiet");
    api().get("/v1/customers/" + quiet + "/timeline").then().statusCode(200).body("items", empty());
    String key =
        api()
            .body(Map.of("name", "n", "scopes", List.of(Scope.SIGNALS_READ)))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("apiKey");
    as(key).get("/v1/customers/" + customer + "/timeline").then().statusCode(403);
  }

  /**
   * Blocks touched, not milliseconds: the same on any machine. Four pages of 51 rows need a few
   * hundred at most.
   */
  @Test
  void longHistoriesAreNotWalkedThrough() throws Exception {
    manySignals(customer, 100_000, "mine");
    manySignals(rows.customer(tenant.id(), "other"), 100_000, "other");
    manyCorrections(2_000);
    manyEventsAndScores(20_000);
    analyse();

    List<String> shapes = List.of("", "?kinds=SIGNAL", "?sort=at", "?from=2026-10-01T00:00:00Z");
    for (String shape : shapes) {
      int blocks = blocks(shape, null);
      assertTrue(blocks < 1_500, shape + " read " + blocks + " blocks");
    }
    String cursor = timeline("?limit=50&to=2026-03-01T00:00:00Z").extract().path("nextCursor");
    int deep = blocks("?to=2026-03-01T00:00:00Z", cursor);
    assertTrue(deep < 1_500, "a deep page read " + deep + " blocks");
  }

  private void manySignals(UUID of, int count, String prefix) {
    rows.execute(
        tenant.id(),
        """
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
                                kind, type, retracted)
        SELECT :tenant, 'load', :name || n, 0, :id, timestamptz '2026-11-20T00:00:00Z' - n * interval '5 minutes',
               now(), now(), 'USAGE', 'login_count', false
        FROM generate_series(1, %d) n
        """
            .formatted(count),
        of,
        prefix);
  }

  private void manyCorrections(int count) {
    rows.execute(
        tenant.id(),
        """
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
                                kind, type, retracted)
        SELECT tenant_id, source, source_id, 1, customer_id, occurred_at, now(), now(), kind, type, true
        FROM app.signal WHERE tenant_id = :tenant AND customer_id = :id ORDER BY source_id LIMIT %d
        """
            .formatted(count),
        customer,
        "");
  }

  private void manyEventsAndScores(int count) {
    rows.execute(
        tenant.id(),
        """
        INSERT INTO app.event (tenant_id, sequence, id, type, recorded_at, actor, origin, subject_type, subject_id, customer_id)
        SELECT :tenant, 1000 + n, gen_random_uuid(), CASE WHEN n % 10 = 0 THEN 'renewal.updated' ELSE 'signal.received' END,
               timestamptz '2026-11-20T00:00:00Z' - (%1$d - n) * interval '20 minutes', 'test', 'test',
               CASE WHEN n % 10 = 0 THEN 'renewal' ELSE 'signal' END, gen_random_uuid(), :id
        FROM generate_series(1, %1$d) n
        """
            .replace("%1$d", Integer.toString(count)),
        customer,
        "");
    rows.execute(
        tenant.id(),
        """
        INSERT INTO app.risk_score (tenant_id, id, renewal_id, customer_id, model_id, feature_set_id, as_of, recorded_at,
          probability, log_odds, baseline_log_odds, calibration_term, lower_bound, upper_bound, coverage, band, threshold,
          settings_version, at_risk, calibration_status, health, amount, currency, feature_values, feature_states, contributions)
        SELECT :tenant, gen_random_uuid(), :id, :id, :id, :id, at, at, 0.2, 0, 0, 0, 0, 1, 1, 'LOW', 0.5, 1, false,
               'NOT_ASSESSED', 50, 1000, 'EUR', '{}', '', '{}'
        FROM (SELECT timestamptz '2026-11-20T00:00:00Z' - n * interval '20 minutes' AS at
              FROM generate_series(1, %1$d) n) t
        """
            .replace("%1$d", Integer.toString(count)),
        customer,
        "");
  }

  private static void analyse() throws Exception {
    DatabaseRoles roles = TestDatabase.roles();
    try (Connection owner =
            DriverManager.getConnection(roles.url(), DatabaseRoles.OWNER, roles.ownerPassword());
        Statement statement = owner.createStatement()) {
      statement.execute("ANALYZE app.signal, app.event, app.risk_score");
    }
  }

  /**
   * Runs a page as the service's role and tells the blocks it touched; fails on a sequential scan
   * of signals.
   */
  private int blocks(String parameters, String cursor) {
    TimelineFilter filter = new TimelineFilter();
    PageRequest page = new PageRequest(50, cursor, parameters.contains("sort=at") ? "at" : null);
    filter.kinds = parameters.contains("kinds=SIGNAL") ? "SIGNAL" : null;
    filter.from = parameters.contains("from=") ? Instant.parse("2026-10-01T00:00:00Z") : null;
    filter.to = parameters.contains("to=") ? Instant.parse("2026-03-01T00:00:00Z") : null;
    Map<String, Object> binds = new HashMap<>();
    String sql = TimelineRepository.statement(List.of(customer), filter, null, page, binds);
    String plan =
        callers.call(
            Caller.system(tenant.id(), "test"),
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + sql)
                            .bind("tenant", tenant.id())
                            .bindMap(binds)
                            .mapTo(String.class)
                            .one()));
    assertFalse(plan.contains("\"Seq Scan\""), plan);
    assertTrue(plan.contains("\"signal_customer\""), plan);
    JsonNode root = tree(plan).get(0).get("Plan");
    return root.get("Shared Hit Blocks").asInt() + root.get("Shared Read Blocks").asInt();
  }
}
