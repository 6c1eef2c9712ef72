package dev.perennial.privacy;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.db.TenantPurge;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The list of personal columns, how long things are kept, and the end of a tenant. */
@QuarkusTest
class RetentionTest extends ApiTest {
  @Inject RetentionWork work;
  @Inject Callers callers;
  @Inject Jdbi jdbi;

  private String customer() {
    return api().body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  private void signal(String customer, String id, Duration ago) {
    api().body(
            Map.of("source", "app", "sourceId", id, "customer", customer, "kind", "USAGE", "type", "logins", "value", 1,
                "occurredAt", Instant.now().minus(ago).toString()))
        .post("/v1/signals").then().statusCode(201);
  }

  private void keep(String kind, Integer days) {
    Map<String, Object> body = new HashMap<>();
    body.put("days", days);
    String tag = api().get("/v1/retention/" + kind).then().statusCode(200).extract().header("ETag");
    api().header("If-Match", tag).body(body).put("/v1/retention/" + kind).then().statusCode(200).body("days", equalTo(days));
  }

  @Test
  void whatIsOlderThanTheTenantKeepsItGoes() {
    String customer = customer();
    signal(customer, "old", Duration.ofDays(40));
    signal(customer, "young", Duration.ofDays(3));
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(2)); // nobody said anything yet
    keep("SIGNALS", 30);
    TenantSignals other = new TenantSignals(tenants.create("keeps", "EUR").apiKey());
    other.signal(Duration.ofDays(40));
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(1)).body("items[0].sourceId", equalTo("young"));
    assertEquals(1, other.count(), "another tenant keeps its own");
    keep("SIGNALS", null);
    api().get("/v1/retention").then().statusCode(200).body("items", hasSize(RetentionKind.values().length))
        .body("items.find { it.kind == 'SIGNALS' }.days", nullValue())
        .body("items.find { it.kind == 'JOB_ERRORS' }.days", equalTo(30));
  }

  @Test
  void aTypeOfSignalMayHaveAPeriodOfItsOwn() {
    String customer = customer();
    signal(customer, "old", Duration.ofDays(40));
    keep("SIGNALS", 30);
    api().body(Map.of("days", 50)).put("/v1/retention/signal-types/logins").then().statusCode(201).body("type", equalTo("logins"));
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(1));
    api().get("/v1/retention/signal-types").then().statusCode(200).body("items.days", hasItem(50));
    api().delete("/v1/retention/signal-types/logins").then().statusCode(204);
    api().delete("/v1/retention/signal-types/logins").then().statusCode(404);
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(0));
    signal(customer, "next", Duration.ofDays(20));
    api().body(Map.of("days", 10)).put("/v1/retention/signal-types/logins").then().statusCode(201);
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(0));
    readOnly().get("/v1/retention/signal-types").then().statusCode(403);
  }

  @Test
  void addressesLeaveOldEventsButTheEventsStay() {
    customer();
    keep("EVENTS_ADDRESS", 10);
    work.run();
    api().get("/v1/audit-entries?type=customer.created").then().body("items.address", everyItem(equalTo("127.0.0.1")));
    clock.set(Instant.now().plus(Duration.ofDays(11)));
    work.run();
    api().get("/v1/audit-entries?type=customer.created").then().body("items", hasSize(1)).body("items.address", everyItem(nullValue()));
  }

  @Test
  void namesLeaveOldEventsButTheEventsStay() {
    String customer = customer();
    api().body(Map.of("customerId", customer, "name", "Ann Walker")).post("/v1/contacts").then().statusCode(201);
    keep("EVENTS_PERSONAL", 10);
    work.run();
    api().get("/v1/events?types=contact.created").then().body("items.data.object.name", hasItem("Ann Walker"));
    clock.set(Instant.now().plus(Duration.ofDays(11)));
    work.run();
    api().get("/v1/events?types=contact.created").then().body("items", hasSize(1)).body("items.data.object.name", everyItem(nullValue()));
  }

  @Test
  void endedJobsGoWithTheirErrors() {
    String job =
        as(tenant.apiKey()).contentType("application/x-ndjson").queryParam("resource", "products").body("{\"code\": 7\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/v1/imports").then().statusCode(202).extract().path("id");
    dev.perennial.platform.jobs.Waiting.until(
        () -> api().get("/v1/jobs/" + job).then().extract().<String>path("finishedAt"), finished -> finished != null);
    api().get("/v1/jobs/" + job + "/errors").then().body("items", hasSize(1));
    clock.set(Instant.now().plus(Duration.ofDays(31)));
    work.run();
    api().get("/v1/jobs/" + job + "/errors").then().statusCode(200).body("items", hasSize(0));
    keep("JOBS", 20);
    work.run();
    api().get("/v1/jobs/" + job).then().statusCode(404);
  }

  /** Its correction happened before the last day that is kept, and goes no sooner than what it corrected. */
  @Test
  void aCorrectedFactIsKeptOrGoesAsAWhole() {
    String customer = customer();
    for (int revision = 0; revision < 2; revision++) {
      api().body(
              Map.of("source", "app", "sourceId", "moved", "revision", revision, "customer", customer, "kind", "USAGE", "type", "logins",
                  "value", 1 + revision, "occurredAt", Instant.now().minus(Duration.ofDays(revision == 0 ? 20 : 40)).toString()))
          .post("/v1/signals").then().statusCode(201);
    }
    signal(customer, "old", Duration.ofDays(40));
    keep("SIGNALS", 30);
    work.run();
    api().get("/v1/signals").then().body("items.sourceId", contains("moved")).body("items.value", contains(2f));
    keep("SIGNALS", 10);
    work.run();
    api().get("/v1/signals").then().body("items", hasSize(0));
    assertEquals(0, rows("signal"));
  }

  /** What it is now decides: a correction may say that it is of a type that is kept. */
  @Test
  void aCorrectedFactIsKeptAsWhatItIsNow() {
    String customer = customer();
    for (int revision = 0; revision < 2; revision++) {
      api().body(
              Map.of("source", "app", "sourceId", "renamed", "revision", revision, "customer", customer, "kind", "USAGE",
                  "type", revision == 0 ? "misc" : "logins", "value", 1, "occurredAt", Instant.now().minus(Duration.ofDays(40)).toString()))
          .post("/v1/signals").then().statusCode(201);
    }
    Map<String, Object> forEver = new HashMap<>();
    forEver.put("days", null);
    api().body(forEver).put("/v1/retention/signal-types/logins").then().statusCode(201);
    keep("SIGNALS", 30);
    work.run();
    api().get("/v1/signals").then().body("items.type", contains("logins"));
  }

  @Test
  void everyKindOfFactGoesInItsTime() {
    String customer = customer();
    String old = Instant.now().minus(Duration.ofDays(40)).toString();
    String young = Instant.now().minus(Duration.ofDays(4)).toString();
    String metric =
        api().body(Map.of("customerId", customer, "name", "Orders", "direction", "HIGHER_IS_BETTER", "definedBy", "CUSTOMER"))
            .post("/v1/success-metrics").then().statusCode(201).extract().path("id");
    String criterion =
        api().body(Map.of("customerId", customer, "criterion", "Answers soon", "importance", 4)).post("/v1/purchase-criteria").then()
            .statusCode(201).extract().path("id");
    for (String when : List.of(old, young)) {
      Map<String, Object> fact = Map.of("source", "app", "sourceId", when, "occurredAt", when);
      post("/v1/trigger-events", fact, Map.of("customer", customer, "type", "outage"));
      post("/v1/success-metrics/" + metric + "/measurements", fact, Map.of("value", 5));
      post("/v1/purchase-criteria/" + criterion + "/delivery-scores", fact, Map.of("value", 8, "evidence", "The review"));
    }
    Map.of("TRIGGER_EVENTS", "trigger_event", "MEASUREMENTS", "measurement", "DELIVERY_SCORES", "delivery_score").forEach(
        (kind, table) -> {
          assertEquals(2, rows(table), table);
          keep(kind, 30);
          work.run();
          assertEquals(1, rows(table), table);
        });
  }

  private void post(String path, Map<String, Object> fact, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(fact);
    body.putAll(more);
    api().body(body).post(path).then().statusCode(201);
  }

  private int rows(String table) {
    return callers.call(
        Caller.system(tenant.id(), "test"),
        () -> jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM app." + table).mapTo(Integer.class).one()));
  }

  @Test
  void nonsenseIsRefused() {
    api().body(Map.of("days", 0)).put("/v1/retention/SIGNALS").then().statusCode(400).body("errors[0].pointer", equalTo("/days"));
    api().body(Map.of("days", 5)).put("/v1/retention/SCORES").then().statusCode(400).body("errors[0].parameter", equalTo("kind"));
    readOnly().body(Map.of("days", 5)).put("/v1/retention/SIGNALS").then().statusCode(403);
    readOnly().get("/v1/retention").then().statusCode(403);
    api().get("/v1/retention").then().body("items.find { it.kind == 'SIGNALS' }.days", nullValue());
  }

  @Test
  void everyColumnThatMayHoldAPersonIsInTheList() throws SQLException {
    List<String> faults = new ArrayList<>();
    try (var owner =
            DriverManager.getConnection(
                TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword());
        var statement = owner.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT coalesce(c.table_name || '.' || c.column_name || ' is not in platform.personal_column',
                                p.table_name || '.' || p.column_name || ' is in platform.personal_column but does not exist')
                FROM (SELECT * FROM information_schema.columns
                      WHERE table_schema = 'app'
                        AND (data_type IN ('jsonb', 'json', 'bytea') OR data_type = 'text' AND collation_name IS NULL)) c
                FULL JOIN platform.personal_column p USING (table_name, column_name)
                WHERE p.table_name IS NULL OR c.table_name IS NULL AND NOT EXISTS (
                  SELECT FROM information_schema.columns x
                  WHERE x.table_schema = 'app' AND x.table_name = p.table_name AND x.column_name = p.column_name)
                """)) {
      while (rows.next()) {
        faults.add(rows.getString(1));
      }
    }
    assertEquals(List.of(), faults, "free text, JSON and bytes are listed with how erasure finds a person in them");
  }

  @Test
  void theServiceCannotReachBehindTheWallWithTheOwnersFunctions() {
    String customer = customer();
    String contact = api().body(Map.of("customerId", customer, "name", "Ann")).post("/v1/contacts").then().extract().path("id");
    UUID intruder = tenants.create("intruder", "EUR").id();
    Long changed =
        callers.call(
            Caller.system(intruder, "test"),
            () ->
                jdbi.withHandle(
                    handle ->
                        handle.createQuery("SELECT platform.erase_person(:tenant, 'contact', :id, now())")
                            .bind("tenant", tenant.id()).bind("id", UUID.fromString(contact)).mapTo(Long.class).findOne().orElse(null)));
    assertEquals(null, changed);
    api().get("/v1/contacts/" + contact).then().body("name", equalTo("Ann"));
    assertThrows(
        RuntimeException.class,
        () -> jdbi.useHandle(handle -> handle.execute("CALL platform.purge_tenant('" + tenant.id() + "', 0)")));
  }

  @Test
  void aPurgedTenantIsGone() throws SQLException {
    String customer = customer();
    signal(customer, "s-1", Duration.ofDays(1));
    TenantSignals neighbour = new TenantSignals(tenants.create("neighbour", "EUR").apiKey());
    neighbour.signal(Duration.ofDays(1));
    long rows =
        TenantPurge.run(TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword(), tenant.id());
    assertEquals(List.of(), EverywhereSearch.find(List.of(tenant.id().toString())));
    assertEquals(true, rows > 10);
    assertEquals(1, neighbour.count());
    assertEquals(
        0, TenantPurge.run(TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword(), tenant.id()));
  }

  /** A customer with signals of another tenant. */
  private record TenantSignals(String key) {
    void signal(Duration ago) {
      String customer = as(key).body(Map.of("name", "Theirs")).post("/v1/customers").then().statusCode(201).extract().path("id");
      as(key)
          .body(
              Map.of("source", "app", "sourceId", "s", "customer", customer, "kind", "USAGE", "type", "logins", "value", 1,
                  "occurredAt", Instant.now().minus(ago).toString()))
          .post("/v1/signals").then().statusCode(201);
    }

    int count() {
      return as(key).get("/v1/signals").then().statusCode(200).extract().jsonPath().getList("items").size();
    }
  }
}
