package dev.perennial.eventlog;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest extends ApiTest {
  @Inject EventLog log;
  @Inject Callers callers;

  private String customer(String name, String requestId) {
    return api().header("X-Request-Id", requestId).body(Map.of("name", name)).post("/v1/customers").then().statusCode(201)
        .extract().path("id");
  }

  private List<CSVRecord> export(String query) throws IOException {
    Response answer = api().accept("text/csv").get("/v1/audit-entries/export" + query);
    answer.then().statusCode(200).contentType(startsWith("text/csv"));
    return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(answer.asString()))
        .getRecords();
  }

  @Test
  void everyFilterSelects() {
    clock.set(Instant.parse("2026-03-01T09:00:00Z"));
    String first = customer("One", "req-1");
    clock.set(Instant.parse("2026-04-01T09:00:00Z"));
    customer("Two", "req-2");
    patch().body(Map.of("tier", "A")).patch("/v1/customers/" + first).then().statusCode(200);
    String actor = api().get("/v1/audit-entries?requestId=req-1").then().statusCode(200).body("items", hasSize(1))
        .body("items.subjectId", contains(first)).extract().path("items[0].actor");
    api().get("/v1/audit-entries?actor=key:nobody").then().body("items", hasSize(0));
    api().queryParam("actor", actor).get("/v1/audit-entries").then().body("items", hasSize(3));
    api().get("/v1/audit-entries?type=customer.updated").then().body("items.subjectId", contains(first));
    api().get("/v1/audit-entries?subjectType=customer&type=customer.created").then().body("items", hasSize(2));
    api().get("/v1/audit-entries?subjectType=contract").then().body("items", hasSize(0));
    api().get("/v1/audit-entries?subjectId=" + first).then().body("items.type", contains("customer.updated", "customer.created"));
    api().get("/v1/audit-entries?subjectType=customer&from=2026-03-15T00:00:00Z").then().body("items", hasSize(2));
    api().get("/v1/audit-entries?subjectType=customer&to=2026-03-15T00:00:00Z").then().body("items.requestId", contains("req-1"));
    api().get("/v1/audit-entries?address=127.0.0.1").then().body("items", hasSize(3)).body("items.address", everyItem(equalTo("127.0.0.1")));
    api().get("/v1/audit-entries?address=198.51.100.7").then().body("items", hasSize(0));
    api().get("/v1/audit-entries?from=yesterday").then().statusCode(400);
    api().get("/v1/audit-entries?subject=x").then().statusCode(400).body("code", equalTo("unknown_parameter"));
  }

  @Test
  void theExportIsTheListAsCsv() throws IOException {
    String id = customer("One, \"quoted\"\nand broken", "req-1");
    customer("Two", "req-2");
    List<CSVRecord> rows = export("?subjectId=" + id);
    assertEquals(1, rows.size());
    CSVRecord row = rows.getFirst();
    assertEquals("req-1", row.get("requestId"));
    assertEquals("127.0.0.1", row.get("address"));
    assertEquals(id, row.get("subjectId"));
    assertTrue(row.get("after").contains("One, \\\"quoted\\\"\\nand broken"), row.get("after"));
    assertEquals(
        api().get("/v1/audit-entries?limit=200").jsonPath().getList("items.sequence").stream().map(String::valueOf).toList(),
        export("").stream().map(entry -> entry.get("sequence")).toList());
    readOnly().get("/v1/audit-entries/export").then().statusCode(403);
    api().get("/v1/audit-entries/export?limit=5").then().statusCode(400);
    api().accept(ContentType.JSON).get("/v1/audit-entries/export").then().statusCode(406);
    String other = tenants.create("other", "EUR").apiKey();
    String foreign = as(other).accept("text/csv").get("/v1/audit-entries/export").asString();
    assertTrue(!foreign.contains(id), foreign);
  }

  @Test
  void noCellIsAFormula() throws IOException {
    append("reason_code.stored", "=HYPERLINK(1)", 1);
    assertEquals("'=HYPERLINK(1)", export("").getFirst().get("subjectType"));
    for (String formula : List.of("=1", "+1", "-1", "@x", "\tx", "\rx", " =1")) {
      assertEquals("'" + formula, AuditCsv.plain(formula));
    }
    for (String text : List.of("key:a", "", "{\"a\":1}", "a=b")) {
      assertEquals(text, AuditCsv.plain(text));
    }
  }

  @Test
  void moreThanOneBatch() throws IOException {
    append("reason_code.stored", "test", 2_500);
    List<CSVRecord> rows = export("?type=reason_code.stored");
    assertEquals(2_500, rows.size());
    assertEquals(2_500, rows.stream().map(row -> row.get("sequence")).distinct().count());
    assertEquals(List.of(2_499L, 0L), List.of(number(rows.getFirst()), number(rows.getLast())));
  }

  private void append(String type, String subjectType, int count) {
    callers.run(
        Caller.system(tenant.id(), "test"),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      for (int i = 0; i < count; i++) {
                        log.append(new Event(type, subjectType, new UUID(0, i), null, null, null, null));
                      }
                    }));
  }

  private static long number(CSVRecord row) {
    return UUID.fromString(row.get("subjectId")).getLeastSignificantBits();
  }
}
