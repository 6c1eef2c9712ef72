package dev.perennial.importing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.renewal.Portfolio;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of commands: contracts that go to other customers, duplicates that are merged, contracts that get one end. */
@QuarkusTest
class ImportedCommandTest extends Portfolio {
  private static final String TRANSFERS =
      "{\"source\":\"erp\",\"columns\":{\"contract\":\"contract.externalId\",\"to\":\"toCustomer.externalId\",\"from\":\"effectiveDate\","
          + "\"signed\":\"signedDate\",\"new\":\"externalId\"}}";
  private static final String MERGES =
      "{\"source\":\"erp\",\"columns\":{\"duplicate\":\"customer.externalId\",\"survivor\":\"into.externalId\"}}";
  private static final String GROUPS =
      "{\"source\":\"erp\",\"columns\":{\"contracts\":\"contracts.externalId\",\"end\":\"commonEndDate\"}}";
  private static final String TRANSFER_HEAD = "contract,to,from,signed,new\n";
  private static final String MERGE_HEAD = "duplicate,survivor\n";
  private static final String GROUP_HEAD = "contracts,end\n";

  private String acme;
  private String buyer;

  @BeforeEach
  void portfolio() {
    acme = named("Acme", "acme");
    buyer = named("Buyer", "buyer");
    customer = acme;
    contract("c-1", Map.of());
    contract("c-2", Map.of("startDate", "2025-10-01", "lines", List.of(line(product, 5, "100"))));
    contract("c-3", Map.of("startDate", "2026-01-01", "lines", List.of(line(product, 2, "100"))));
    customer = buyer;
    contract("b-1", Map.of("lines", List.of(line(product, 1, "100"))));
  }

  private String named(String name, String key) {
    return api().body(Map.of("name", name, "externalIds", List.of(name(key)))).post("/v1/customers").then().statusCode(201)
        .extract().path("id");
  }

  private String contract(String key, Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>(changes);
    body.put("externalIds", List.of(name(key)));
    return contract(body);
  }

  private static Map<String, String> name(String key) {
    return Map.of("source", "erp", "externalId", key);
  }

  private String idOf(String key) {
    return contractOf(key).getString("id");
  }

  private JsonPath contractOf(String key) {
    return api().get("/v1/contracts/external/erp/" + key).then().statusCode(200).extract().jsonPath();
  }

  private JsonPath run(String resource, String type, String options, String file, boolean dryRun) {
    String id =
        as(tenant.apiKey()).contentType(type).queryParam("resource", resource).queryParam("options", options)
            .queryParam("dryRun", dryRun).body(file.getBytes(StandardCharsets.UTF_8)).post("/v1/imports")
            .then().statusCode(202).extract().path("id");
    Instant latest = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(latest)) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (job.getString("finishedAt") != null) {
        assertEquals("SUCCEEDED", job.getString("state"), job.prettify());
        return job;
      }
      LockSupport.parkNanos(50_000_000);
    }
    return fail("the job did not end");
  }

  private JsonPath csv(String resource, String options, String file) {
    return run(resource, "text/csv", options, file, false);
  }

  private JsonPath ndjson(String resource, String options, String file) {
    return run(resource, "application/x-ndjson", options, file, false);
  }

  private JsonPath assertCounts(JsonPath job, int created, int updated, int unchanged, int failed) {
    assertEquals(
        List.of(created, updated, unchanged, failed),
        List.of(
            job.getInt("counts.created"), job.getInt("counts.updated"), job.getInt("counts.unchanged"),
            job.getInt("counts.failed")),
        () -> job.prettify() + errorsOf(job));
    return job;
  }

  private String errorsOf(JsonPath job) {
    return api().get("/v1/jobs/" + job.getString("id") + "/errors").then().statusCode(200).extract().asString();
  }

  private io.restassured.response.ValidatableResponse errors(JsonPath job) {
    return api().get("/v1/jobs/" + job.getString("id") + "/errors").then().statusCode(200);
  }

  /** What the service tells of the two customers and of the change feed, but for ids, on three days. */
  private List<Object> picture() {
    List<Object> seen = new ArrayList<>();
    for (String day : List.of("2026-03-31", "2026-04-01", "2026-07-01")) {
      day(day);
      for (String who : List.of(acme, buyer)) {
        JsonPath body = api().get("/v1/customers/" + who).then().statusCode(200).extract().jsonPath();
        seen.add(List.of(day, body.getString("status"), body.getString("mrr.amount"), body.getInt("version")));
        seen.add(String.valueOf(body.getString("nextRenewal.dueDate")));
        JsonPath board = renewals("customerId=" + who);
        seen.add(List.of(board.getList("items.dueDate"), board.getList("items.kind"), board.getList("items.amount.amount")));
        JsonPath contracts = api().get("/v1/contracts?customerId=" + who).then().statusCode(200).extract().jsonPath();
        seen.add(
            List.of(
                contracts.getList("items.startDate"), contracts.getList("items.effectiveEndDate"),
                contracts.getList("items.endReason"), contracts.getList("items.version"), contracts.getList("items.mrr.amount")));
      }
    }
    for (String who : List.of(acme, buyer)) {
      seen.add(api().get("/v1/customers/" + who + "/timeline?kinds=CHANGE&limit=100").then().statusCode(200).extract().<List<String>>path("items.title").stream().sorted().toList());
    }
    List<String> events = api().get("/v1/events?limit=1000").then().statusCode(200).extract().path("items.type");
    seen.add(events.stream().filter(type -> type.matches("(customer|contract|renewal|co_term_group)\\..*")).toList());
    day("2026-03-01");
    return seen;
  }

  /** The same portfolio under another tenant, in which it is done over REST. */
  private void assertLikeOverRest(Runnable command) {
    List<Object> imported = picture();
    tenant = tenants.create("twin " + UUID.randomUUID(), "EUR");
    product = product("core");
    customer("Acme");
    portfolio();
    List<Object> before = picture();
    command.run();
    List<Object> done = picture();
    assertTrue(!done.equals(before), "the command shows");
    for (int i = 0; i < done.size(); i++) {
      assertEquals(done.get(i), imported.get(i));
    }
  }

  private void post(String path, Map<String, Object> body) {
    assertTrue(api().body(body).post(path).then().extract().statusCode() < 300);
  }

  @Test
  void transfersAreDoneAsOverRest() {
    String file = TRANSFER_HEAD + "c-1,buyer,2026-04-01,2026-02-20,c-1b\nc-3,buyer,2026-04-01,,\n";
    List<Object> before = picture();
    assertCounts(run("transfers", "text/csv", TRANSFERS, file, true), 2, 0, 0, 0);
    assertEquals(before, picture());

    assertCounts(csv("transfers", TRANSFERS, file), 2, 0, 0, 0);
    JsonPath old = contractOf("c-1");
    JsonPath next = contractOf("c-1b");
    assertEquals("TRANSFERRED", old.getString("endReason"));
    assertEquals(next.getString("id"), old.getString("transferredToContractId"));
    assertEquals("2026-02-20", next.getString("signedDate"));
    assertEquals(buyer, next.getString("customerId"));
    List<Object> done = picture();
    assertCounts(csv("transfers", TRANSFERS, file), 0, 0, 2, 0);
    assertEquals(done, picture());

    assertLikeOverRest(
        () -> {
          post(
              "/v1/contracts/" + idOf("c-1") + "/transfer",
              Map.of("toCustomerId", name("buyer"), "effectiveDate", "2026-04-01", "signedDate", "2026-02-20", "externalIds", List.of(name("c-1b"))));
          post("/v1/contracts/" + idOf("c-3") + "/transfer", Map.of("toCustomerId", name("buyer"), "effectiveDate", "2026-04-01"));
        });
  }

  @Test
  void transfersOfNdjsonByIdAndByName() {
    String lines =
        "{\"contract\":\"" + idOf("c-1") + "\",\"toCustomer\":{\"source\":\"erp\",\"externalId\":\"buyer\"},\"effectiveDate\":\"2026-04-01\"}\n"
            + "{\"contract\":{\"source\":\"erp\",\"externalId\":\"c-2\"},\"toCustomer\":\"" + buyer + "\",\"effectiveDate\":\"2026-04-01\",\"externalId\":\"x\"}\n"
            + "{\"contract\":{\"source\":\"erp\",\"externalId\":\"c-3\"},\"toCustomer\":\"" + buyer + "\",\"effectiveDate\":\"2026-04-01\",\"knownAt\":\"2026-01-01T00:00:00Z\"}\n";
    JsonPath job = assertCounts(ndjson("transfers", "{}", lines), 1, 0, 0, 2);
    errors(job).body("items.line", contains(2, 3)).body("items.field", contains("/externalId", "/knownAt"));
    assertEquals("TRANSFERRED", contractOf("c-1").getString("endReason"));
    assertEquals(null, contractOf("c-2").getString("endReason"));
    assertCounts(ndjson("transfers", "{}", lines), 0, 0, 1, 2);
    String columns =
        "{\"source\":\"erp\",\"columns\":{\"c\":\"contract.externalId\",\"to\":\"toCustomer\",\"on\":\"effectiveDate\"}}";
    assertCounts(ndjson("transfers", columns, "{\"c\":\"c-2\",\"to\":\"" + buyer + "\",\"on\":\"2026-04-01\"}"), 1, 0, 0, 0);
  }

  /** What was carried on goes on: a later line may name the contract that an earlier one made. */
  @Test
  void transfersFollowEachOther() {
    named("Third", "third");
    String file = TRANSFER_HEAD + "c-1,buyer,2026-04-01,,c-1b\nc-1b,third,2026-05-01,,c-1c\n";
    assertCounts(csv("transfers", TRANSFERS, file), 2, 0, 0, 0);
    assertEquals("2026-04-30", contractOf("c-1b").getString("endedDate"));
    assertEquals(idOf("c-1b"), contractOf("c-1c").getString("transferredFromContractId"));
    assertCounts(csv("transfers", TRANSFERS, file), 0, 0, 2, 0);
    // also once the buyer is another's duplicate
    post("/v1/customers/" + buyer + "/merge", Map.of("into", name("third")));
    assertCounts(csv("transfers", TRANSFERS, file), 0, 0, 2, 0);
  }

  @Test
  void transfersThatCannotBeAreListedByLine() {
    String file =
        TRANSFER_HEAD
            + """
            c-9,buyer,2026-04-01,,
            c-1,nobody,2026-04-01,,
            c-1,acme,2026-04-01,,
            c-1,buyer,2027-04-01,,
            c-1,buyer,soon,,
            c-1,,2026-04-01,,
            c-1,buyer,2026-04-01,,c-2
            c-1,buyer,2026-04-01,,c-1b
            c-1,acme,2026-04-01,,c-1b
            c-1,buyer,2026-04-02,,c-1b
            c-1,buyer,2026-04-01,2026-01-01,c-1b
            c-1,buyer,2026-04-01,,c-1c
            c-2,buyer,2026-04-01,,
            """;
    JsonPath dry = run("transfers", "text/csv", TRANSFERS, file, true);
    assertCounts(dry, 2, 0, 0, 11);
    assertEquals(null, contractOf("c-1").getString("endReason"));
    JsonPath job = assertCounts(csv("transfers", TRANSFERS, file), 2, 0, 0, 11);
    errors(job).body("items.line", contains(2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13))
        .body("items.field.take(7)", contains("/contract", "/toCustomer", "/toCustomer", "/effectiveDate", "effectiveDate", "/toCustomer", "/externalId"))
        .body("items.code", contains("not_found", "not_found", "invalid", "out_of_range", "invalid", "required", "taken", "conflict", "conflict", "conflict", "conflict"))
        .body("items[7].detail", containsString("went to the customer " + buyer))
        .body("items[9].detail", containsString("signed date")).body("items[10].detail", containsString("external id"));
    api().get("/v1/contracts?customerId=" + buyer).then().body("items", hasSize(3));
    api().get("/v1/events?limit=1000&types=contract.created").then().body("items", hasSize(6));
  }

  @Test
  void mergesAreDoneAsOverRest() {
    String file = MERGE_HEAD + "buyer,acme\n";
    List<Object> before = picture();
    assertCounts(run("customer-merges", "text/csv", MERGES, file, true), 0, 1, 0, 0);
    assertEquals(before, picture());

    assertCounts(csv("customer-merges", MERGES, file), 0, 1, 0, 0);
    api().get("/v1/customers/external/erp/buyer").then().body("id", equalTo(acme)).body("mrr.amount", equalTo("1800.00"));
    List<Object> done = picture();
    assertCounts(csv("customer-merges", MERGES, file), 0, 0, 1, 0);
    String byId = "{\"customer\":\"" + buyer + "\",\"into\":\"" + acme + "\"}\n";
    assertCounts(ndjson("customer-merges", "{}", byId), 0, 0, 1, 0);
    assertEquals(done, picture());
    api().get("/v1/events?types=customer.merged").then().body("items", hasSize(1));
    assertLikeOverRest(() -> post("/v1/customers/" + buyer + "/merge", Map.of("into", acme)));
  }

  private List<String> customers() {
    return api().get("/v1/customers").then().statusCode(200).extract().path("items.id");
  }

  @Test
  void mergesThatCannotBeAreListedByLine() {
    named("Third", "third");
    named("Fourth", "fourth");
    String fifth = named("Fifth", "fifth");
    String file =
        MERGE_HEAD
            + """
            nobody,acme
            buyer,nobody
            buyer,buyer
            buyer,acme
            buyer,buyer
            acme,acme
            acme,buyer
            acme,third
            buyer,third
            ,acme
            third,buyer
            fourth,acme
            """;
    JsonPath dry = run("customer-merges", "text/csv", MERGES, file, true);
    assertCounts(dry, 0, 3, 0, 9);
    int before = customers().size();
    assertTrue(customers().containsAll(List.of(acme, buyer, fifth)));
    JsonPath job = assertCounts(csv("customer-merges", MERGES, file), 0, 3, 0, 9);
    errors(job).body("items.line", contains(2, 3, 4, 6, 7, 8, 9, 10, 11))
        .body("items.code", contains("not_found", "not_found", "invalid", "invalid", "invalid", "conflict", "conflict", "conflict", "required"))
        .body("items.field", contains("/customer", "/into", "/into", "/into", "/into", null, null, null, "/customer"))
        .body("items[5].detail", containsString("other way")).body("items[7].detail", containsString(acme));
    assertEquals(before - 3, customers().size());
    assertTrue(customers().containsAll(List.of(acme, fifth)));
    api().get("/v1/events?types=customer.merged").then().body("items", hasSize(3));
    assertCounts(csv("customer-merges", MERGES, file), 0, 0, 4, 8); // by now the third customer is Acme too

    // parted again by a person, merged again by the file
    post("/v1/customers/" + buyer + "/unmerge", Map.of());
    assertCounts(csv("customer-merges", MERGES, MERGE_HEAD + "buyer,acme\n"), 0, 1, 0, 0);
  }

  @Test
  void commonEndsAreAsOverRest() {
    String file = GROUP_HEAD + "c-1; c-2,2026-12-31\n";
    List<Object> before = picture();
    assertCounts(run("co-term-groups", "text/csv", GROUPS, file, true), 1, 0, 0, 0);
    assertEquals(before, picture());

    assertCounts(csv("co-term-groups", GROUPS, file), 1, 0, 0, 0);
    List<Object> done = picture();
    assertCounts(csv("co-term-groups", GROUPS, file), 0, 0, 1, 0);
    assertCounts(csv("co-term-groups", GROUPS, GROUP_HEAD + "c-2;c-1,2026-12-31\n"), 0, 0, 1, 0);
    assertEquals(done, picture());
    day("2027-02-01"); // the end has passed: what is done stays done
    assertCounts(csv("co-term-groups", GROUPS, file), 0, 0, 1, 0);
    day("2026-03-01");
    assertLikeOverRest(
        () -> post("/v1/co-term-groups", Map.of("contractIds", List.of(name("c-1"), name("c-2")), "commonEndDate", "2026-12-31")));
  }

  @Test
  void commonEndsOfNdjsonByIdAndByName() {
    String whole =
        "{\"contracts\":[\"" + idOf("c-1") + "\",{\"source\":\"erp\",\"externalId\":\"c-2\"}],\"commonEndDate\":\"2026-12-31\"}";
    assertCounts(ndjson("co-term-groups", "{}", whole), 1, 0, 0, 0);
    assertCounts(ndjson("co-term-groups", GROUPS, "{\"contracts\":[\"c-1\",\"c-2\"],\"end\":\"2026-12-31\"}"), 0, 0, 1, 0);
    String ids = "{\"columns\":{\"contracts\":\"contracts\",\"end\":\"commonEndDate\"}}";
    assertCounts(csv("co-term-groups", ids, GROUP_HEAD + idOf("c-2") + ";" + idOf("c-1") + ",2026-12-31\n"), 0, 0, 1, 0);
    String nowhere = GROUPS.replace("\"source\":\"erp\",", "");
    errors(assertCounts(csv("co-term-groups", nowhere, GROUP_HEAD + "c-1;c-3,2026-12-31\n"), 0, 0, 0, 1))
        .body("items[0].field", equalTo("source"));
    api().get("/v1/renewals?customerId=" + acme).then().body("items.kind", containsInAnyOrder("CO_TERM", "TERM"));
  }

  /**
   * The second line fails when the first of its contracts has its new end already, the thirteenth when its first contract is only
   * marked as a member: nothing of that stays.
   */
  @Test
  void commonEndsThatCannotBeAreListedByLine() {
    customer = acme;
    contract("paused", Map.of("pauses", List.of(Map.of("fromDate", "2026-06-10", "toDate", "2026-06-20", "extendsEnd", false))));
    contract("early", Map.of("startDate", "2025-06-01"));
    String file =
        GROUP_HEAD
            + """
            c-1;paused,2026-05-31
            c-1,2026-12-31
            c-1;c-9,2026-12-31
            c-1;c-1,2026-12-31
            c-1;b-1,2026-12-31
            c-1;c-2,2026-02-28
            ,2026-12-31
            c-1;c-2,2026-12-31
            c-1;c-2,2026-11-30
            c-1;c-2;c-3,2026-12-31
            c-2;c-3,2026-12-31
            early;paused,2026-05-31
            c-3;paused,2026-12-31
            """;
    assertCounts(run("co-term-groups", "text/csv", GROUPS, file, true), 2, 0, 0, 11);
    assertEquals(0, contractOf("c-1").getInt("version"));
    JsonPath job = assertCounts(csv("co-term-groups", GROUPS, file), 2, 0, 0, 11);
    errors(job).body("items.line", contains(2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13))
        .body("items.field", contains("/pauses/0", "/contracts", "/contracts/1", "/contracts/1", "/contracts/1", "/commonEndDate", "/contracts", null, null, null, "/pauses/0"))
        .body("items.detail[7..9]", contains(containsString("co-termed already"), containsString("co-termed already"), containsString("co-termed already")));
    assertEquals(null, contractOf("early").getString("coTermGroupId"));
    assertEquals(0, contractOf("early").getInt("version"));
    JsonPath member = contractOf("c-1");
    assertEquals(1, member.getInt("version"), member.prettify());
    assertEquals("2026-12-31", member.getString("effectiveEndDate"));
    api().get("/v1/events?limit=1000&types=contract.co_termed,co_term_group.created").then().body("items", hasSize(6));
    api().get("/v1/events?limit=1000&types=contract.updated").then()
        .body("items.findAll { it.subjectId == '" + member.getString("id") + "' }", hasSize(1));
    api().get("/v1/contracts/" + member.getString("id") + "/versions").then().statusCode(200).body("items", hasSize(2));
    assertCounts(csv("co-term-groups", GROUPS, file), 0, 0, 2, 11);
  }

  @Test
  void commandsAreDoneNow() {
    for (String resource : List.of("transfers", "customer-merges", "co-term-groups")) {
      as(tenant.apiKey()).contentType("text/csv").queryParam("resource", resource)
          .queryParam("options", "{\"source\":\"erp\",\"columns\":{\"since\":\"knownAt\"}}").body("since\n2026-01-01\n".getBytes(StandardCharsets.UTF_8))
          .post("/v1/imports").then().statusCode(400).body("errors[0].detail", containsString("no target knownAt"));
    }
    readOnly().contentType("text/csv").queryParam("resource", "customer-merges").queryParam("options", MERGES)
        .body((MERGE_HEAD + "buyer,acme\n").getBytes(StandardCharsets.UTF_8)).post("/v1/imports").then().statusCode(403);
    assertTrue(customers().contains(buyer));
  }
}
