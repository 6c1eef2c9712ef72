package dev.perennial.importing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.time.Ids;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportTest extends ApiTest {
  @Inject ImportContent content;
  @Inject ImportCleanup cleanup;
  @Inject Callers callers;
  @Inject Ids ids;

  private static final String CUSTOMERS =
      """
      {"source":"crm","columns":{"id":"externalId","name":"name","seats":"attributes.seats","owner":"tier"},
       "decimalMark":",","delimiter":";"}""";

  private JsonPath run(String resource, String options, String type, String file, boolean dryRun) {
    String id =
        as(tenant.apiKey()).contentType(type).queryParam("resource", resource).queryParam("options", options)
            .queryParam("dryRun", dryRun).body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8)).post("/v1/imports")
            .then().statusCode(202).extract().path("id");
    return waitFor(id);
  }

  private JsonPath waitFor(String id) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(end)) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (!job.getString("state").equals("QUEUED") && !job.getString("state").equals("RUNNING")) {
        return job;
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    return fail("the job did not end");
  }

  @Test
  void goodRowsLandBadOnesAreListedAndARerunChangesNothing() {
    String file = "\uFEFFid;name;seats;owner\n1;Müller & Söhne;1.234,5;A\n2;;3;A\n3;Drei;x;A\n4;\"Vier; und\nmehr\";7;\n5;short\n";
    JsonPath first = run("customers", CUSTOMERS, "text/csv", file, false);
    assertEquals("SUCCEEDED", first.getString("state"), first.prettify());
    assertEquals(3, first.getInt("counts.created"), first.prettify());
    assertEquals(2, first.getInt("counts.failed"), first.prettify());
    api().get("/v1/jobs/" + first.getString("id") + "/errors").then().statusCode(200)
        .body("items.line", contains(3, 7))
        .body("items[0].field", equalTo("/name"))
        .body("items[1].detail", containsString("cells"));
    api().get("/v1/customers/external/crm/1").then().statusCode(200).body("attributes.seats", is(1234.5f))
        .body("name", equalTo("Müller & Söhne"));
    api().get("/v1/customers/external/crm/4").then().body("name", equalTo("Vier; und\nmehr"));
    JsonPath second = run("customers", CUSTOMERS, "text/csv", file, false);
    assertEquals(0, second.getInt("counts.created"));
    assertEquals(0, second.getInt("counts.updated"));
    assertEquals(3, second.getInt("counts.unchanged"));
    api().get("/v1/customers").then().body("items", hasSize(3)).body("items.version", everyItem(is(0)));
  }

  @Test
  void dryRunWritesNothing() {
    JsonPath job = run("customers", CUSTOMERS, "text/csv", "id;name;seats;owner\n1;One;1;A\n2;;1;A\n", true);
    assertEquals(1, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"));
    api().get("/v1/customers").then().body("items", hasSize(0));
  }

  /** A row of a later chunk may name one of an earlier; a key that comes twice is one object. As in the real run. */
  @Test
  void aDryRunTellsWhatTheRealRunDoes() {
    StringBuilder file = new StringBuilder("id,name,parent\n0,Parent,\n");
    for (int i = 1; i < 700; i++) {
      file.append(i).append(",Child ").append(i).append(",0\n");
    }
    file.append("3,Child 3,0\n");
    String options = "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\",\"parent\":\"parentId.externalId\"}}";
    JsonPath dry = run("customers", options, "text/csv", file.toString(), true);
    api().get("/v1/customers").then().body("items", hasSize(0));
    JsonPath real = run("customers", options, "text/csv", file.toString(), false);
    assertEquals(real.getMap("counts"), dry.getMap("counts"), dry.prettify());
    assertEquals(700, real.getInt("counts.created"), real.prettify());
    assertEquals(701, real.getInt("counts.total"));
    assertEquals(true, dry.getBoolean("result.dryRun"));
    assertEquals("customers", real.getString("result.resource"));
  }

  @Test
  void theSameKeyWithAnotherFileIsRefused() {
    String first = upload("id,name\n1,Acme\n").then().statusCode(202).extract().path("id");
    assertEquals(first, upload("id,name\n1,Acme\n").then().statusCode(202).extract().path("id"));
    upload("id,name\n1,Beta\n").then().statusCode(422).body("code", equalTo("idempotency_mismatch"));
    waitFor(first);
  }

  private io.restassured.response.Response upload(String file) {
    return as(tenant.apiKey()).contentType("text/csv").queryParam("resource", "customers")
        .queryParam("options", "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}")
        .header("Idempotency-Key", "upload-1").body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8)).post("/v1/imports");
  }

  @Test
  void usersAndProducts() {
    String users = "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\",\"mail\":\"email\"}}";
    String file = "\uFEFF{\"id\":\"u1\",\"name\":\"Ada\",\"mail\":\"ada@example.com\"}\n{\"id\":\"u2\",\"mail\":\"no-name@example.com\"}\n";
    JsonPath job = run("users", users, "application/x-ndjson", file, false);
    assertEquals(1, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"), job.prettify());
    api().get("/v1/users/external/crm/u1").then().statusCode(200).body("email", equalTo("ada@example.com"));
    String products = "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"code\":\"code\",\"name\":\"name\"}}";
    job = run("products", products, "text/csv", "id,code,name\np1,core,Core\np2,,No code\n", false);
    assertEquals(1, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"), job.prettify());
    api().get("/v1/products/external/crm/p1").then().statusCode(200).body("code", equalTo("core"));
  }

  /** One cell names several, by their external ids; an array in a line of NDJSON is read like such a cell. */
  @Test
  void aCellNamesAListOfObjects() {
    run("customers", "{\"source\":\"erp\"}", "application/x-ndjson", "{\"externalId\":\"1\",\"name\":\"Acme\"}", false);
    run("products", "{\"source\":\"erp\"}", "application/x-ndjson", "{\"externalId\":\"p\",\"code\":\"core\",\"name\":\"Core\"}", false);
    String options =
        "{\"source\":\"erp\",\"emptyClears\":true,\"columns\":{\"id\":\"externalId\",\"from\":\"startDate\",\"renews\":\"renewsContractIds.externalId\"},"
            + "\"constants\":{\"customerId.externalId\":\"1\",\"termMonths\":\"12\",\"lines.0.productId.externalId\":\"p\",\"lines.0.quantity\":\"1\","
            + "\"lines.0.unitPrice\":\"10\",\"lines.0.amountPeriod\":\"MONTH\"}}";
    JsonPath job = run("contracts", options, "text/csv", "id,from,renews\na,2024-01-01,\nb,2024-02-01,\nc,2025-03-01,a; b\nd,2025-03-01,a;x\n", false);
    assertEquals(3, job.getInt("counts.created"), job.prettify());
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then().body("items.line", contains(5)).body("items[0].field", equalTo("/renewsContractIds/1"));
    api().get("/v1/contracts/external/erp/c").then().statusCode(200).body("renewsContractIds", hasSize(2));
    run("contracts", options, "application/x-ndjson", "{\"id\":\"c\",\"from\":\"2025-03-01\",\"renews\":[\"b\"]}", false);
    String b = api().get("/v1/contracts/external/erp/b").then().statusCode(200).extract().path("id");
    api().get("/v1/contracts/external/erp/c").then().body("renewsContractIds", contains(b));
    run("contracts", options, "text/csv", "id,from,renews\nc,2025-03-01,\n", false);
    api().get("/v1/contracts/external/erp/c").then().body("renewsContractIds", hasSize(0));
  }

  /** The names of two that were merged lead to one object: row by row, as if they stood in two files. */
  @Test
  void rowsOfMergedCustomersAreWrittenOneAfterTheOther() {
    String options = "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}";
    run("customers", options, "text/csv", "id,name\n1,Acme\n2,ACME Inc\n", false);
    String duplicate = api().get("/v1/customers/external/crm/2").then().extract().path("id");
    api().body(Map.of("into", Map.of("source", "crm", "externalId", "1"))).post("/v1/customers/" + duplicate + "/merge").then().statusCode(200);
    JsonPath job = run("customers", options, "text/csv", "id,name\n1,Acme Group\n2,ACME\n", false);
    assertEquals(0, job.getInt("counts.failed"), job.prettify());
    assertEquals(2, job.getInt("counts.updated"), job.prettify());
    api().get("/v1/customers/external/crm/1").then().body("name", equalTo("ACME"));
  }

  @Test
  void factsNamePeopleAndProductsAsTheirSystemDoes() {
    run("customers", "{\"source\":\"crm\"}", "application/x-ndjson", "{\"externalId\":\"1\",\"name\":\"Acme\"}", false);
    run(
        "contacts", "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"c\":\"customerId.externalId\",\"name\":\"name\"}}",
        "text/csv", "id,c,name\n7,1,Kim\n", false);
    JsonPath job =
        run(
            "signals",
            "{\"source\":\"crm\",\"constants\":{\"kind\":\"INTERACTION\",\"type\":\"call\"},\"columns\":{\"id\":\"sourceId\",\"c\":\"customer.externalId\","
                + "\"at\":\"occurredAt\",\"person\":\"contactId.externalId\"}}",
            "text/csv", "id,c,at,person\ns1,1,2026-01-01T00:00:00Z,7\ns2,1,2026-01-01T00:00:00Z,8\n", false);
    assertEquals(1, job.getInt("counts.created"), job.prettify());
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then().body("items.line", contains(3)).body("items[0].field", equalTo("/contactId"));
    String kim = api().get("/v1/contacts/external/crm/7").then().extract().path("id");
    api().get("/v1/signals").then().body("items[0].contactId", equalTo(kim));
  }

  @Test
  void aSavedMappingIsInTheFeed() {
    Map<String, Object> mapping = Map.of("resource", "customers", "document", Map.of("source", "crm"));
    api().body(mapping).put("/v1/import-mappings/crm").then().statusCode(201);
    api().get("/v1/events?types=import_mapping.stored").then().statusCode(200).body("items", hasSize(1))
        .body("items[0].data.object.name", equalTo("crm"));
  }

  @Test
  void ndjsonAndContactsByReference() {
    run("customers", "{\"source\":\"crm\"}", "application/x-ndjson", "{\"externalId\":\"1\",\"name\":\"Acme\"}\n\nnonsense\n", false);
    JsonPath job =
        run(
            "contacts",
            "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"company\":\"customerId.externalId\",\"name\":\"name\",\"roles\":\"roles\",\"left\":\"leftDate\"},\"dateFormat\":\"dd.MM.yyyy\"}",
            "text/csv",
            "id,company,name,roles,left\n9,1,Kim,CHAMPION;USER,31.01.2026\n10,404,Lee,,\n11,1,Mo,,31.02.2026\n", false);
    assertEquals(1, job.getInt("counts.created"), job.prettify());
    assertEquals(2, job.getInt("counts.failed"));
    api().get("/v1/contacts/external/crm/9").then().statusCode(200).body("leftDate", equalTo("2026-01-31"))
        .body("roles", hasSize(2));
  }

  @Test
  void rowsMaySaySinceWhenTheyWereKnown() {
    String options =
        "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\",\"since\":\"knownAt\"}}";
    String file = "id,name,since\n1,Acme,2024-02-01\n1,Acme Holding,2025-02-01T08:00:00+01:00\n2,Beta,\n3,Gamma,2099-01-01\n";
    JsonPath job = run("customers", options, "text/csv", file, false);
    assertEquals(2, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"), job.prettify());
    String id = api().get("/v1/customers/external/crm/1").path("id");
    api().get("/v1/customers/" + id + "/versions").then().statusCode(200)
        .body("items.knownFrom", contains("2025-02-01T07:00:00Z", "2024-02-01T00:00:00Z"))
        .body("items.backfilled", contains(true, true));
    api().get("/v1/customers?knownAt=2024-06-01T00:00:00Z").then().body("items.name", contains("Acme"));
    JsonPath again = run("customers", options, "text/csv", file, false);
    assertEquals(3, again.getInt("counts.unchanged"), again.prettify());
    String key =
        api().body(java.util.Map.of("name", "no back-fill", "scopes", java.util.List.of("imports:write"))).post("/v1/api-keys")
            .then().statusCode(201).extract().path("apiKey");
    String refused =
        as(key).contentType("text/csv").queryParam("resource", "customers").queryParam("options", options)
            .body("id,name,since\n9,Nine,2024-02-01\n").post("/v1/imports").then().statusCode(202).extract().path("id");
    assertEquals(1, waitFor(refused).getInt("counts.failed"));
    api().get("/v1/jobs/" + refused + "/errors").then().body("items[0].code", equalTo("forbidden"));
  }

  @Test
  void signalsAreStoredOnce() {
    run("customers", "{\"source\":\"crm\"}", "application/x-ndjson", "{\"externalId\":\"1\",\"name\":\"Acme\"}\n", false);
    String options =
        "{\"source\":\"crm\",\"columns\":{\"c\":\"customer.externalId\",\"at\":[\"occurredAt\",\"knownAt\"],\"n\":\"value\"},"
            + "\"constants\":{\"kind\":\"USAGE\",\"type\":\"logins\"},\"templates\":{\"sourceId\":\"u/{#line}\"},\"skipWhenEmpty\":[\"n\"]}";
    String file = "c,at,n\n1,2026-01-01,5\n1,2026-01-02T10:00:00Z,6\n1,2026-01-03,\n2,2026-01-03,7\n";
    JsonPath job = run("signals", options, "text/csv", file, false);
    assertEquals(2, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"), job.prettify());
    assertEquals(0, run("signals", options, "text/csv", file, false).getInt("counts.created"));
    api().get("/v1/signals?source=crm").then().body("items", hasSize(2)).body("items[1].knownAt", equalTo("2026-01-01T00:00:00Z"));
  }

  @Test
  void badOrdersAreRefusedBeforeAnythingIsStored() {
    var request = as(tenant.apiKey()).contentType("text/csv").body("a,b\n1,2\n");
    as(tenant.apiKey()).contentType("text/csv").body("a\n1\n").queryParam("resource", "planets").post("/v1/imports").then()
        .statusCode(400).body("errors[0].parameter", equalTo("resource"));
    request.queryParam("resource", "customers").queryParam("options", "{\"columns\":{\"a\":\"colour\"}}").post("/v1/imports")
        .then().statusCode(400).body("detail", containsString("colour"));
    as(tenant.apiKey()).contentType("text/csv").body("a\n1\n").queryParam("resource", "customers").queryParam("mapping", "none")
        .post("/v1/imports").then().statusCode(404);
    as(tenant.readOnlyApiKey()).contentType("text/csv").body("a\n1\n").queryParam("resource", "customers").post("/v1/imports")
        .then().statusCode(403);
    api().get("/v1/jobs").then().body("items", hasSize(0));
  }

  @Test
  void savedMappings() {
    api().body(Map.of("resource", "customers", "document", Map.of("source", "crm", "columns", Map.of("id", "externalId", "n", "name"))))
        .put("/v1/import-mappings/accounts").then().statusCode(201).body("version", is(1));
    api().get("/v1/import-mappings").then().statusCode(200).body("items.name", contains("accounts"));
    api().get("/v1/import-mappings/accounts").then().statusCode(200).body("document.columns.n", equalTo("name"));
    String id =
        as(tenant.apiKey()).contentType("text/csv").queryParam("resource", "customers").queryParam("mapping", "accounts")
            .body("id,n\n1,One\n").post("/v1/imports").then().statusCode(202).extract().path("id");
    assertEquals(1, waitFor(id).getInt("counts.created"));
    api().body(Map.of("resource", "customers", "document", Map.of("columns", Map.of("id", "nothing"))))
        .put("/v1/import-mappings/x").then().statusCode(400);
  }

  @Test
  void manyRowsGoThroughInChunks() {
    StringBuilder file = new StringBuilder("id;name;seats;owner\n");
    for (int i = 0; i < 2300; i++) {
      file.append(i).append(";Customer ").append(i).append(";1;A\n");
    }
    JsonPath job = run("customers", CUSTOMERS, "text/csv", file.toString(), false);
    assertEquals(2300, job.getInt("counts.created"), job.prettify());
    assertEquals(1.0, job.getDouble("progress"));
  }

  private static final String CONTRACTS =
      """
      {"source":"crm","columns":{"id":"externalId","c":"customerId.externalId","from":"startDate","to":"endDate",
       "before":"renewsContractIds.0.externalId","price":"lines.0.unitPrice"},
       "constants":{"lines.0.amountPeriod":"YEAR","lines.0.productId.externalId":"p"}}""";

  private void customerAndProduct() {
    api().body("{\"name\":\"Acme\"}").put("/v1/customers/external/crm/1").then().statusCode(201);
    api().body("{\"code\":\"P\",\"name\":\"Product\",\"family\":\"F\"}").put("/v1/products/external/crm/p").then().statusCode(201);
  }

  @Test
  void rowsOfAChunkMayNameEachOtherInAnyOrder() {
    customerAndProduct();
    String file =
        "id,c,from,to,before,price\n3,1,2024-01-01,2024-12-31,2,120\n2,1,2023-01-01,2023-12-31,1,110\n"
            + "1,1,2022-01-01,2022-12-31,,100\n9,1,2024-01-01,2024-12-31,8,1\n";
    JsonPath job = run("contracts", CONTRACTS, "text/csv", file, false);
    assertEquals(3, job.getInt("counts.created"), job.prettify());
    assertEquals(1, job.getInt("counts.failed"), job.prettify());
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then().body("items.line", contains(5))
        .body("items[0].code", equalTo("not_found"));
    JsonPath second = run("contracts", CONTRACTS, "text/csv", file, false);
    assertEquals(3, second.getInt("counts.unchanged"), second.prettify());
  }

  @Test
  void pastOutcomesReplaceInferredOnesOnce() throws Exception {
    clock.set(Instant.parse("2026-06-01T12:00:00Z"));
    customerAndProduct();
    run(
        "contracts", CONTRACTS, "text/csv",
        "id,c,from,to,before,price\n1,1,2022-01-01,2022-12-31,,100\n2,1,2023-01-01,2023-12-31,1,110\n"
            + "3,1,2026-01-01,2026-12-31,,120\n",
        false);
    assertEquals(2, count("SELECT count(*) FROM app.renewal WHERE tenant_id = ? AND outcome_source = 'INFERRED'"));
    String options =
        """
        {"source":"crm","columns":{"id":"contract.externalId","due":["dueDate","decidedDate"],"outcome":"outcome","amount":"renewedAmount"},
         "values":{"outcome":{"won":"RENEWED","lost":"NOT_RENEWED"}},"skipValues":{"outcome":["open"]}}""";
    String file =
        "id,due,outcome,amount\n1,2022-12-31,won,110\n2,2023-12-31,lost,\n3,2026-12-31,open,\n4,2022-12-31,won,1\n"
            + "1,2021-12-31,won,1\n2,2023-12-31,perhaps,\n1,2022-12-31,lost,\n";
    JsonPath job = run("renewals", options, "text/csv", file, false);
    assertEquals(2, job.getInt("counts.updated"), job.prettify());
    assertEquals(1, job.getInt("counts.unchanged"), job.prettify());
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then()
        .body("items.line", contains(5, 6, 7, 8))
        .body("items[3].code", equalTo("conflict"));
    assertEquals(2, count("SELECT count(*) FROM app.renewal WHERE tenant_id = ? AND outcome_source = 'RECORDED'"));
    api().get("/v1/renewals?outcome=RENEWED,NOT_RENEWED").then().statusCode(200).body("items", hasSize(2));
    JsonPath again = run("renewals", options, "text/csv", file, false);
    assertEquals(0, again.getInt("counts.updated"), again.prettify());
    assertEquals(3, again.getInt("counts.unchanged"), again.prettify());
    String corrected = "id,due,outcome,amount\n1,2022-12-31,won,111\n2,2023-12-31,lost,\n";
    JsonPath changed = run("renewals", options, "text/csv", corrected, false);
    assertEquals(1, changed.getInt("counts.failed"), changed.prettify());
    api().get("/v1/jobs/" + changed.getString("id") + "/errors").then().body("items.line", contains(2))
        .body("items[0].detail", containsString("another amount"));
  }

  /** Nobody's events: the versions tell what came by the file, at the time since when it was known. */
  @Test
  void whatWasImportedIsInTheTimeline() {
    clock.set(Instant.parse("2026-06-01T12:00:00Z"));
    customerAndProduct();
    run("contracts", CONTRACTS, "text/csv", "id,c,from,to,before,price\n1,1,2026-01-01,2026-12-31,,100\n", false);
    clock.set(Instant.parse("2026-06-02T12:00:00Z"));
    run("contracts", CONTRACTS, "text/csv", "id,c,from,to,before,price\n1,1,2026-01-01,2026-11-30,,100\n", false);
    String customer = api().get("/v1/customers/external/crm/1").then().extract().path("id");
    api().get("/v1/customers/" + customer + "/timeline?kinds=CHANGE&types=contract.created,contract.updated").then().statusCode(200)
        .body("items.type", contains("contract.updated", "contract.created"))
        .body("items[0].at", startsWith("2026-06-02T12:00:00"))
        .body("items[0].detail.changes.endDate.from", equalTo("2026-12-31"))
        .body("items[0].detail.changes.endDate.to", equalTo("2026-11-30"))
        .body("items[1].detail.changes", equalTo(Map.of()));
    api().get("/v1/customers/" + customer + "/timeline?types=renewal.created").then().body("items", hasSize(1));
    String contract = api().get("/v1/contracts/external/crm/1").then().extract().path("id");
    api().get("/v1/contracts/" + contract + "/versions").then().statusCode(200).body("items.actor", everyItem(startsWith("key:")))
        .body("items.origin", everyItem(startsWith("key:"))).body("items[0].requestId", notNullValue());
    api().queryParam("knownAt", "2026-06-01T13:00:00Z").get("/v1/customers/" + customer + "/timeline?types=contract.created,contract.updated")
        .then().statusCode(200).body("items.type", contains("contract.created"));
  }

  @Test
  void aFileWithoutTheMappedColumnsFailsAsAWhole() {
    JsonPath job = run("customers", CUSTOMERS, "text/csv", "id;name\n1;One\n", false);
    assertEquals("FAILED", job.getString("state"), job.prettify());
    assertEquals("The file has no column owner, seats; it has id, name.", job.getString("failure"));
  }

  @Test
  void uploadsAreDeletedWithTheirJobAndOrphansAfterADay() throws Exception {
    run("customers", CUSTOMERS, "text/csv", "id;name;seats;owner\n1;One;1;A\n", false);
    assertEquals(0, uploads());
    UUID orphan = ids.next();
    callers.call(
        Caller.system(tenant.id(), "test"),
        () -> {
          try {
            return content.store(orphan, new java.io.ByteArrayInputStream(new byte[] {1}));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    cleanup.run();
    assertEquals(1, uploads());
    clock.set(Instant.now().plus(Duration.ofHours(25)));
    cleanup.run();
    assertEquals(0, uploads());
  }

  private long uploads() throws Exception {
    return count("SELECT count(*) FROM app.job_content WHERE tenant_id = ?");
  }

  private long count(String sql) throws Exception {
    try (var superuser = TestDatabase.server().superuserConnection("perennial");
        var statement = superuser.prepareStatement(sql)) {
      statement.setObject(1, tenant.id());
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
