package dev.perennial.signal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.Scope;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Signals over HTTP: stored once, corrected by revisions, refused one by one, never another
 * tenant's.
 */
@QuarkusTest
class SignalTest extends ApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Inject CustomerRows rows;
  @Inject SignalService service;
  @Inject Callers callers;

  private UUID customer;

  @BeforeEach
  void aCustomer() {
    customer = rows.customer(tenant.id(), "acme");
    clock.set(NOW);
  }

  private Map<String, Object> signal(String sourceId) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("source", "app");
    fields.put("sourceId", sourceId);
    fields.put("customer", customer.toString());
    fields.put("kind", "USAGE");
    fields.put("type", "login_count");
    fields.put("occurredAt", "2026-11-20T08:00:00Z");
    return fields;
  }

  private Map<String, Object> signal(String sourceId, String name, Object value) {
    Map<String, Object> fields = signal(sourceId);
    fields.put(name, value);
    return fields;
  }

  private Map<String, Object> interaction(String sourceId, String occurredAt) {
    Map<String, Object> fields = signal(sourceId, "kind", "INTERACTION");
    fields.put("occurredAt", occurredAt);
    return fields;
  }

  private ValidatableResponse post(Map<String, Object> fields) {
    return api().body(fields).post("/v1/signals").then();
  }

  private ValidatableResponse bulk(String parameters, List<?> items) {
    return api().body(Map.of("items", items)).post("/v1/signals/bulk" + parameters).then();
  }

  private int stored(String parameters) {
    return api()
        .get("/v1/signals?limit=200" + parameters)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items")
        .size();
  }

  private String lastInteraction() {
    return rows.read(
        tenant.id(),
        "SELECT to_char(last_interaction_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') FROM app.customer_board"
            + " WHERE tenant_id = :tenant AND customer_id = :id",
        customer);
  }

  private String count(String table) {
    return rows.read(
        tenant.id(), "SELECT count(*) FROM " + table + " WHERE tenant_id = :tenant", customer);
  }

  private void refused(ValidatableResponse answer, int status, String code, String pointer) {
    answer
        .statusCode(status)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo(code))
        .body("errors.pointer", contains(pointer));
    assertEquals(0, stored("&revisions=all"));
    assertEquals("0", count("app.rescore_mark"));
  }

  @Test
  void everyFieldIsStoredAndAnswered() {
    Map<String, Object> fields =
        signal("t-1", "customer", Map.of("source", "crm", "externalId", "acme"));
    fields.putAll(
        Map.of(
            "kind",
            "TICKET",
            "type",
            "outage",
            "value",
            2.5,
            "sentiment",
            -0.5,
            "severity",
            4,
            "direction",
            "INBOUND",
            "channel",
            "email",
            "phase",
            "OPENED",
            "subjectKey",
            "ticket-1",
            "attributes",
            Map.of("area", "login", "seats", 12, "paid", true)));
    ValidatableResponse answer = post(fields);
    answer.statusCode(201).body("stored", is(true));
    String location = answer.extract().header("Location");
    assertTrue(location.endsWith("/v1/signals?source=app&sourceId=t-1"), location);

    Map<String, Object> answered = answer.extract().jsonPath().getMap("signal");
    assertEquals(
        List.of(answered),
        api().get(location).then().statusCode(200).extract().jsonPath().getList("items"));
    assertEquals(23, answered.size(), "every documented field is there");
    answer
        .body("signal.customerId", equalTo(customer.toString()))
        .body("signal.occurredAt", equalTo("2026-11-20T08:00:00Z"))
        .body("signal.value", is(2.5f))
        .body("signal.sentiment", is(-0.5f))
        .body("signal.severity", is(4))
        .body("signal.direction", equalTo("INBOUND"))
        .body("signal.phase", equalTo("OPENED"))
        .body("signal.subjectKey", equalTo("ticket-1"))
        .body("signal.attributes.area", equalTo("login"))
        .body("signal.attributes.seats", is(12))
        .body("signal.attributes.paid", is(true))
        .body("signal.contactId", nullValue())
        .body("signal.retracted", is(false))
        .body("signal.revision", is(0));
    assertEquals("1", count("app.rescore_mark"));
    assertEquals(
        "1",
        rows.read(
            tenant.id(),
            "SELECT count(*) FROM platform.rescore_tenant WHERE tenant_id = :tenant",
            customer));
    assertEquals(
        "app TICKET outage",
        rows.read(
            tenant.id(),
            "SELECT source || ' ' || kind || ' ' || type FROM app.signal_stream WHERE tenant_id = :tenant",
            customer));
  }

  @Test
  void threeTimesAndTheLastCannotBeSet() {
    ValidatableResponse answer = post(signal("a"));
    Instant known = Instant.parse(answer.extract().path("signal.knownAt"));
    Instant recorded = Instant.parse(answer.extract().path("signal.recordedAt"));
    assertEquals(known, recorded);
    assertTrue(Duration.between(NOW, recorded).abs().toSeconds() < 30);
    post(signal("b", "recordedAt", "2020-01-01T00:00:00Z"))
        .statusCode(400)
        .body("code", equalTo("unknown_property"));
    post(signal("c", "knownAt", "2026-11-01T00:00:00Z"))
        .statusCode(201)
        .body("signal.knownAt", equalTo("2026-11-01T00:00:00Z"));
  }

  @Test
  void aStatedKnownAtNeedsTheBackfillScope() {
    String key = keyWith(Scope.SIGNALS_WRITE, Scope.SIGNALS_READ);
    ValidatableResponse answer =
        as(key).body(signal("a", "knownAt", "2026-11-01T00:00:00Z")).post("/v1/signals").then();
    refused(answer, 403, "forbidden", "/knownAt");
    as(key)
        .body(Map.of("items", List.of(signal("a", "knownAt", "2026-11-01T00:00:00Z"), signal("b"))))
        .post("/v1/signals/bulk")
        .then()
        .statusCode(207)
        .body("items.status", contains(403, 201));
  }

  private String keyWith(String... scopes) {
    return api()
        .body(Map.of("name", "part", "scopes", scopes))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("apiKey");
  }

  @Test
  void duplicateIsStoredOnceAndChangesNothing() {
    post(interaction("a", "2026-11-10T00:00:00Z")).statusCode(201);
    String events = count("app.event");
    rows.execute(
        tenant.id(), "DELETE FROM app.rescore_mark WHERE tenant_id = :tenant", customer, "");
    post(interaction("a", "2026-11-15T00:00:00Z"))
        .statusCode(200)
        .body("stored", is(false))
        .body("signal.occurredAt", equalTo("2026-11-10T00:00:00Z"));
    bulk("", List.of(signal("a"), signal("a")))
        .statusCode(207)
        .body("items.status", contains(200, 200));
    assertEquals(1, stored("&revisions=all"));
    assertEquals(events, count("app.event"), "nothing happened, nothing is logged");
    assertEquals("0", count("app.rescore_mark"));
    assertEquals("2026-11-10T00:00:00", lastInteraction());
  }

  @Test
  void correctionAndRetraction() {
    post(interaction("early", "2026-11-01T00:00:00Z")).statusCode(201);
    post(interaction("late", "2026-11-15T00:00:00Z")).statusCode(201);
    assertEquals("2026-11-15T00:00:00", lastInteraction());

    Map<String, Object> corrected = interaction("late", "2026-11-12T00:00:00Z");
    corrected.put("revision", 1);
    post(corrected).statusCode(201).body("signal.revision", is(1));
    assertEquals("2026-11-12T00:00:00", lastInteraction());
    api()
        .get("/v1/signals?customerId=" + customer)
        .then()
        .body("items.sourceId", contains("late", "early"))
        .body("items[0].occurredAt", equalTo("2026-11-12T00:00:00Z"));

    corrected.put("revision", 2);
    corrected.put("retracted", true);
    post(corrected).statusCode(201).body("signal.retracted", is(true));
    assertEquals("2026-11-01T00:00:00", lastInteraction());
    api()
        .get("/v1/signals?customerId=" + customer)
        .then()
        .body("items.sourceId", contains("early"));
    assertEquals(4, stored("&revisions=all"));

    // What was corrected before it arrived stays corrected.
    post(interaction("late", "2026-11-20T00:00:00Z")).statusCode(200);
    Map<String, Object> first = interaction("out-of-order", "2026-11-18T00:00:00Z");
    first.put("revision", 1);
    post(first).statusCode(201);
    post(interaction("out-of-order", "2026-11-19T00:00:00Z")).statusCode(201);
    assertEquals("2026-11-18T00:00:00", lastInteraction());
  }

  @Test
  void correctionThatMovesAFactToAnotherCustomer() {
    UUID other = rows.customer(tenant.id(), "other");
    post(interaction("a", "2026-11-15T00:00:00Z")).statusCode(201);
    Map<String, Object> moved = interaction("a", "2026-11-15T00:00:00Z");
    moved.put("customer", other.toString());
    moved.put("revision", 1);
    post(moved).statusCode(201);
    assertEquals("", lastInteraction(), "it never was this customer's");
    assertEquals("2", count("app.rescore_mark"));
    api().get("/v1/signals?customerId=" + customer).then().body("items", hasSize(0));
  }

  @Test
  void refusals() {
    refused(
        post(signal("a", "occurredAt", "2026-11-21T10:06:00Z")),
        400,
        "validation_failed",
        "/occurredAt");
    refused(
        post(signal("a", "knownAt", "2026-11-22T10:06:00Z")), 400, "validation_failed", "/knownAt");
    refused(post(signal("a", "occurredAt", "yesterday")), 400, "validation_failed", "/occurredAt");
    refused(post(signal("a", "source", " ")), 400, "validation_failed", "/source");
    refused(post(signal("a", "source", "a\u0000b")), 400, "validation_failed", "/source");
    refused(post(signal("a", "sourceId", "x".repeat(201))), 400, "validation_failed", "/sourceId");
    refused(post(signal("a", "kind", "GOSSIP")), 400, "validation_failed", "/kind");
    refused(post(signal("a", "sentiment", 1.5)), 400, "validation_failed", "/sentiment");
    refused(post(signal("a", "severity", 5)), 400, "validation_failed", "/severity");
    refused(post(signal("a", "phase", "OPENED")), 400, "validation_failed", "/subjectKey");
    refused(post(signal("a", "retracted", true)), 400, "validation_failed", "/retracted");
    refused(post(signal("a", "revision", -1)), 400, "validation_failed", "/revision");
    refused(
        post(signal("a", "attributes", Map.of("a/b", List.of()))),
        400,
        "validation_failed",
        "/attributes/a~1b");
    refused(post(signal("a", "customer", "acme")), 400, "validation_failed", "/customer");
    refused(
        post(signal("a", "customer", Map.of("source", "crm"))),
        400,
        "validation_failed",
        "/customer/externalId");
    refused(
        post(signal("a", "customer", Map.of("id", "x"))), 400, "unknown_property", "/customer/id");
    String tooBig =
        "{\"source\":\"a\",\"sourceId\":\"b\",\"customer\":\""
            + customer
            + "\",\"kind\":\"USAGE\",\"type\":\"t\",\"occurredAt\":\"2026-11-20T08:00:00Z\",\"value\":1e999}";
    refused(api().body(tooBig).post("/v1/signals").then(), 400, "validation_failed", "/value");
    api()
        .get("/v1/signals?sourceId=a")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("sourceId"));
    api()
        .get("/v1/signals?kind=GOSSIP")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("kind"));
    api()
        .get("/v1/signals?revisions=old")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("revisions"));
    api()
        .get("/v1/signals?occurredFrom=monday")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("occurredFrom"));
  }

  @Test
  void aLittleAheadIsToleratedAndTheReasonNamesOurClock() {
    post(signal("a", "occurredAt", "2026-11-21T10:04:00Z")).statusCode(201);
    post(signal("b", "occurredAt", "2026-11-21T11:00:00Z"))
        .body(
            "detail",
            containsString("five minutes ahead of our clock, which shows 2026-11-21T10:00"));
  }

  @Test
  void anotherTenantsCustomerContactAndProductDoNotExist() {
    var other = tenants.create("other " + UUID.randomUUID(), "EUR");
    UUID theirs = rows.customer(other.id(), "theirs");
    refused(post(signal("a", "customer", theirs.toString())), 404, "not_found", "/customer");
    refused(
        post(signal("a", "customer", Map.of("source", "crm", "externalId", "theirs"))),
        404,
        "not_found",
        "/customer");
    refused(post(signal("a", "contactId", theirs.toString())), 404, "not_found", "/contactId");
    refused(post(signal("a", "contractId", theirs.toString())), 404, "not_found", "/contractId");
    refused(post(signal("a", "productId", theirs.toString())), 404, "not_found", "/productId");
    post(signal("a")).statusCode(201);
    as(other.apiKey())
        .get("/v1/signals?customerId=" + customer)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    as(other.apiKey()).get("/v1/signals").then().statusCode(200).body("items", hasSize(0));
  }

  @Test
  void scopes() {
    readOnly().body(signal("a")).post("/v1/signals").then().statusCode(403);
    readOnly()
        .body(Map.of("items", List.of(signal("a"))))
        .post("/v1/signals/bulk")
        .then()
        .statusCode(403);
    readOnly().get("/v1/signals").then().statusCode(200);
    as(keyWith(Scope.CUSTOMERS_READ)).get("/v1/signals").then().statusCode(403);
  }

  @Test
  void bulkWithBadItemsStoresTheOthers() {
    Map<String, Object> unknown = signal("unknown", "colour", "red");
    ValidatableResponse answer =
        bulk(
            "",
            List.of(
                signal("a"),
                signal("bad-time", "occurredAt", "2027-01-01T00:00:00Z"),
                unknown,
                signal("nobody", "customer", UUID.randomUUID().toString()),
                signal("b"),
                "text",
                signal("a")));
    answer
        .statusCode(207)
        .body("items.index", contains(0, 1, 2, 3, 4, 5, 6))
        .body("items.status", contains(201, 400, 400, 404, 201, 400, 200))
        .body("items[0].problem", nullValue())
        .body("items[0].id", notNullValue())
        .body("items[1].problem.errors[0].pointer", equalTo("/occurredAt"))
        .body("items[2].problem.code", equalTo("unknown_property"))
        .body("items[3].problem.code", equalTo("not_found"))
        .body("items[3].id", nullValue());
    assertEquals(2, stored("&revisions=all"));
    assertEquals(
        "{\"stored\": 2, \"duplicate\": 1}",
        rows.read(
            tenant.id(),
            "SELECT object FROM app.event WHERE tenant_id = :tenant AND subject_type = 'signal_batch'",
            customer));
  }

  @Test
  void atomicBulkStoresAllOrNothing() {
    bulk(
            "?atomic=true",
            List.of(
                signal("a"), signal("b", "severity", 9), signal("c", "customer", customer + "0")))
        .statusCode(400)
        .body("errors.pointer", contains("/items/2/customer"));
    bulk(
            "?atomic=true",
            List.of(signal("a"), signal("b", "severity", 9), signal("c", "source", "")))
        .statusCode(400)
        .body("errors.pointer", contains("/items/1/severity", "/items/2/source"));
    bulk(
            "?atomic=true",
            List.of(signal("a"), signal("b", "customer", UUID.randomUUID().toString())))
        .statusCode(404)
        .body("errors.pointer", contains("/items/1/customer"));
    assertEquals(0, stored("&revisions=all"));
    bulk("?atomic=true", List.of(signal("a"), signal("b")))
        .statusCode(207)
        .body("items.status", everyItem(is(201)));
    assertEquals(2, stored(""));
  }

  @Test
  void bulkSizes() {
    bulk("", List.of()).statusCode(400).body("errors[0].pointer", equalTo("/items"));
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      items.add(signal("s" + i));
    }
    bulk("", items).statusCode(400).body("errors[0].pointer", equalTo("/items"));
    bulk("", items.subList(0, 500)).statusCode(207).body("items.status", everyItem(is(201)));
    assertEquals("500", count("app.signal"));
  }

  @Test
  void filters() {
    post(signal("a")).statusCode(201);
    Map<String, Object> ticket = signal("b", "kind", "TICKET");
    ticket.put("source", "desk");
    ticket.put("type", "outage");
    ticket.put("occurredAt", "2026-11-19T08:00:00Z");
    post(ticket).statusCode(201);
    assertEquals(1, stored("&kind=TICKET"));
    assertEquals(2, stored("&kind=TICKET,USAGE"));
    assertEquals(1, stored("&type=outage"));
    assertEquals(1, stored("&source=desk"));
    assertEquals(0, stored("&source=desk&sourceId=a"));
    assertEquals(1, stored("&occurredFrom=2026-11-20T08:00:00Z"));
    assertEquals(1, stored("&occurredTo=2026-11-20T08:00:00Z"));
    assertEquals(0, stored("&customerId=" + UUID.randomUUID()));
    api().get("/v1/signals?sort=occurredAt").then().body("items.sourceId", contains("b", "a"));
  }

  @Test
  void pagesAreStableWhenTimesAreEqual() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      items.add(
          signal(
              "s" + i,
              "occurredAt",
              i < 20 ? "2026-11-20T08:00:00.123456Z" : "2026-11-1" + (i - 20) + "T00:00:00Z"));
    }
    bulk("", items).statusCode(207);
    for (String sort : List.of("-occurredAt", "occurredAt")) {
      Set<String> seen = new HashSet<>();
      String cursor = "";
      int pages = 0;
      do {
        var page =
            api()
                .get("/v1/signals?limit=4&sort=" + sort + cursor)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        page.<String>getList("items.sourceId")
            .forEach(id -> assertTrue(seen.add(id), id + " twice"));
        String next = page.getString("nextCursor");
        cursor = next == null ? "" : "&cursor=" + next;
        pages++;
      } while (!cursor.isEmpty());
      assertEquals(25, seen.size());
      assertEquals(7, pages);
    }
    String cursor = api().get("/v1/signals?limit=4").then().extract().path("nextCursor");
    api()
        .get("/v1/signals?limit=4&kind=USAGE&cursor=" + cursor)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_cursor"));
    api()
        .get("/v1/signals?limit=4&revisions=all&cursor=" + cursor)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_cursor"));
  }

  @Test
  void idempotencyKeyReplays() {
    var first =
        api()
            .header("Idempotency-Key", "k")
            .body(signal("a"))
            .post("/v1/signals")
            .then()
            .statusCode(201);
    api()
        .header("Idempotency-Key", "k")
        .body(signal("a"))
        .post("/v1/signals")
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("signal.id", equalTo(first.extract().path("signal.id")));
  }

  @Test
  void tenThousandThroughTheService() {
    List<Signal> batch = new ArrayList<>();
    for (int i = 0; i < SignalService.MAX_BATCH; i++) {
      batch.add(loaded("s" + (i % 9_000), NOW.minusSeconds(i)));
    }
    assertEquals(new StoreCounts(9_000, 1_000), store(batch));
    assertEquals(new StoreCounts(0, 10_000), store(batch));
    assertEquals("9000", count("app.signal"));
    assertEquals("1", count("app.rescore_mark"));
    assertEquals(
        "1",
        rows.read(
            tenant.id(),
            "SELECT count(*) FROM app.event WHERE tenant_id = :tenant AND type = 'signal.received'",
            customer));
  }

  /**
   * Large batches travel as text that has its own escapes, small ones as arrays: nothing may show.
   */
  @Test
  void bothWaysInStoreTheSame() {
    List<Signal> batch = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      batch.add(awkward("s" + i));
    }
    assertEquals(new StoreCounts(2_000, 0), store(batch));
    assertEquals(new StoreCounts(1, 0), store(List.of(awkward("alone"))));
    assertEquals(
        "1",
        rows.read(
            tenant.id(),
            "SELECT count(DISTINCT to_jsonb(s) - 'source_id' - 'recorded_at') FROM app.signal s WHERE tenant_id = :tenant",
            customer));
    api()
        .get("/v1/signals?source=load&sourceId=alone")
        .then()
        .body("items[0].channel", equalTo("tab\there \\N back\\slash ünï😀"))
        .body("items[0].attributes.note", equalTo("line\r\nline\t\"\\\""))
        .body("items[0].occurredAt", equalTo("2026-11-20T08:00:00.123456Z"))
        .body("items[0].productId", equalTo("00000000-0000-7000-8000-000000000003"))
        .body("items[0].phase", nullValue());
  }

  private Signal awkward(String sourceId) {
    return new Signal(
        "load",
        sourceId,
        0,
        customer,
        SignalKind.EVENT,
        "odd",
        Instant.parse("2026-11-20T08:00:00.123456Z"),
        Instant.parse("1969-12-31T23:59:59.999999Z"),
        -1.5e-9,
        -1.0,
        4,
        SignalDirection.OUTBOUND,
        "tab\there \\N back\\slash ünï😀",
        null,
        "",
        false,
        UUID.fromString("00000000-0000-7000-8000-000000000001"),
        null,
        UUID.fromString("00000000-0000-7000-8000-000000000003"),
        Map.of("note", "line\r\nline\t\"\\\"", "big", new java.math.BigDecimal("1E+30")));
  }

  @Test
  void overlappingBatchesInParallelNeitherDeadlockNorDouble() throws Exception {
    List<Callable<StoreCounts>> work = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      List<Signal> batch = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        batch.add(loaded("s" + ((i * 7 + thread * 500) % 3_000), NOW.minusSeconds(i)));
      }
      work.add(() -> store(batch));
    }
    int stored = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<StoreCounts> done : pool.invokeAll(work)) {
        stored += done.get().stored();
      }
    }
    assertEquals(count("app.signal"), Integer.toString(stored));
  }

  private StoreCounts store(List<Signal> batch) {
    return callers.call(Caller.system(tenant.id(), "test"), () -> service.store(batch));
  }

  private Signal loaded(String sourceId, Instant occurredAt) {
    return new Signal(
        "load",
        sourceId,
        0,
        customer,
        SignalKind.INTERACTION,
        "call",
        occurredAt,
        occurredAt,
        1.0,
        null,
        null,
        SignalDirection.INBOUND,
        "phone",
        null,
        null,
        false,
        null,
        null,
        null,
        Map.of("minutes", 3));
  }

  /** As an integration knows them: contact, contract, product and participants by their names elsewhere. */
  @Test
  void everyReferenceMayBeAnExternalOne() {
    List<Map<String, String>> names = List.of(Map.of("source", "crm", "externalId", "x"));
    String acme = made("/v1/customers", Map.of("name", "Acme", "externalIds", names));
    String kim = made("/v1/contacts", Map.of("customerId", acme, "name", "Kim", "externalIds", names));
    String core = made("/v1/products", Map.of("code", "core-x", "name", "Core", "externalIds", names));
    String contract =
        made(
            "/v1/contracts",
            Map.of(
                "customerId", acme, "startDate", "2026-01-01", "termMonths", 12, "externalIds", names,
                "lines", List.of(Map.of("productId", core, "quantity", 1, "unitPrice", "1", "amountPeriod", "MONTH"))));
    Map<String, String> x = names.getFirst();
    Map<String, Object> signal =
        new HashMap<>(
            Map.of(
                "source", "mail", "sourceId", "by-names", "customer", x, "kind", "INTERACTION", "type", "call", "occurredAt",
                "2026-01-01T10:00:00Z", "contactId", x, "contractId", x, "productId", x));
    signal.put("participants", List.of(x, kim));
    api().body(signal).post("/v1/signals").then().statusCode(201).body("signal.contactId", equalTo(kim)).body("signal.contractId", equalTo(contract))
        .body("signal.productId", equalTo(core)).body("signal.participants", equalTo(List.of(kim)));
    signal.put("sourceId", "by-wrong-name");
    signal.put("contractId", Map.of("source", "crm", "externalId", "y"));
    api().body(signal).post("/v1/signals").then().statusCode(404).body("errors[0].pointer", equalTo("/contractId"));
    api().body(Map.of("source", "news", "sourceId", "n1", "customer", x, "type", "funding_round", "occurredAt", "2026-01-02T10:00:00Z", "contactId", x))
        .post("/v1/trigger-events").then().statusCode(201).body("triggerEvent.contactId", equalTo(kim));
  }

  private String made(String path, Map<String, Object> body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }
}
