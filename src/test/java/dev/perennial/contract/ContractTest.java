package dev.perennial.contract;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContractTest extends ContractApiTest {

  @Test
  void createdAndRead() {
    Response created =
        api()
            .body(
                Map.of(
                    "customerId",
                    customer,
                    "number",
                    "C-1",
                    "startDate",
                    "2026-01-01",
                    "termMonths",
                    12,
                    "noticeDays",
                    30,
                    "autoRenew",
                    true,
                    "lines",
                    List.of(
                        line("12.50", "MONTH", "quantity", 10, "discountPercent", 20), // 100
                        line("1200", "YEAR"), // 100
                        line("2400", "TERM"), // 200
                        line("500", "TERM", "chargeType", "ONE_TIME"),
                        line("9", "MONTH", "chargeType", "USAGE"))))
            .post("/v1/contracts");
    created
        .then()
        .statusCode(201)
        .header("ETag", notNullValue())
        .body("endDate", equalTo("2026-12-31"))
        .body("effectiveEndDate", equalTo("2026-12-31"))
        .body("kind", equalTo("SUBSCRIPTION"))
        .body("status", equalTo("ACTIVE"))
        .body("currency", equalTo("EUR"))
        .body("customerName", equalTo("Acme"))
        .body("mrr.amount", equalTo("400.00"))
        .body("mrr.currency", equalTo("EUR"))
        .body("arr.amount", equalTo("4800.00"))
        .body("tcv.amount", equalTo("5300.00"))
        .body("lines.mrr.amount", contains("100.00", "100.00", "200.00", "0.00", "0.00"))
        .body("lines[0].unitPrice", equalTo("12.50"))
        .body("lines[0].productName", equalTo("Platform"))
        .body("lines[0].startDate", equalTo("2026-01-01"))
        .body("lines[0].endDate", equalTo("2026-12-31"))
        .body("lines[3].amountPeriod", equalTo("TERM"))
        .body("endedDate", nullValue());
    String id = created.path("id");
    String tag = get(id).extract().header("ETag");
    api().header("If-None-Match", tag).get("/v1/contracts/" + id).then().statusCode(304);
    api()
        .get("/v1/customers/" + customer)
        .then()
        .body("mrr.amount", equalTo("400.00"))
        .body("arr.amount", equalTo("4800.00"));
  }

  @Test
  void aYearlyPriceIsItsOwnArr() {
    String id =
        create(contract("2026-01-01", "2026-12-31", "lines", List.of(line("10000", "YEAR"))));
    get(id).body("mrr.amount", equalTo("833.3333")).body("arr.amount", equalTo("10000.00"));
    api().get("/v1/customers/" + customer).then().body("arr.amount", equalTo("10000.00"));
  }

  @Test
  void termsAreCompletedAndFollowEachOther() {
    String id = create(contract("2025-07-01", "2028-06-30"));
    get(id).body("termMonths", is(36)).body("tcv.amount", equalTo("36000.00"));
    patchContract(id, Map.of("termMonths", 12))
        .statusCode(200)
        .body("endDate", equalTo("2026-06-30"));
    patchContract(id, Map.of("endDate", "2027-03-15"))
        .statusCode(200)
        .body("termMonths", nullValue())
        .body("lines[0].endDate", equalTo("2027-03-15"));
    patchContract(id, Map.of("startDate", "2026-03-16"))
        .statusCode(200)
        .body("termMonths", is(12))
        .body("endDate", equalTo("2027-03-15"));
    post(contract("2026-01-01", "2026-11-30", "termMonths", 12))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/termMonths"))
        .body("errors[0].detail", containsString("2026-12-31"));
    // the anniversary itself is what many systems write
    post(contract("2026-01-01", "2027-01-01", "termMonths", 12)).statusCode(201);
  }

  @Test
  void evergreen() {
    Map<String, Object> body = contract("2026-01-01", null, "evergreen", true);
    String id = create(body);
    get(id)
        .body("evergreen", is(true))
        .body("endDate", nullValue())
        .body("effectiveEndDate", nullValue())
        .body("tcv", nullValue())
        .body("mrr.amount", equalTo("1000.00"))
        .body("lines[0].endDate", nullValue());
    post(contract("2026-01-01", "2026-12-31", "evergreen", true))
        .statusCode(400)
        .body("errors.pointer", contains("/endDate"));
    post(with(body, "termMonths", 12))
        .statusCode(400)
        .body("errors.pointer", contains("/termMonths"));
    post(with(body, "lines", List.of(line("100", "TERM"))))
        .statusCode(400)
        .body("errors.pointer", contains("/lines/0/amountPeriod"));
    post(contract("2026-01-01", null))
        .statusCode(400)
        .body("errors.pointer", contains("/endDate"))
        .body("errors.code", contains("required"));
    String fixed = create(contract("2026-01-01", "2026-12-31"));
    patchContract(fixed, "{\"evergreen\":true,\"endDate\":null}")
        .statusCode(200)
        .body("termMonths", nullValue());
    patchContract(id, Map.of("evergreen", false, "endDate", "2026-12-31"))
        .statusCode(200)
        .body("termMonths", is(12));
  }

  @Test
  void pilotsAndFreeContractsStayOutside() {
    String pilot = create(contract("2026-05-01", "2026-07-31", "kind", "PILOT"));
    create(
        contract(
            "2026-05-01",
            null,
            "evergreen",
            true,
            "kind",
            "FREE",
            "lines",
            List.of(line("0", "MONTH"))));
    get(pilot).body("mrr.amount", equalTo("0.00")).body("tcv.amount", equalTo("3000.00"));
    assertEquals("0.00", mrrOn("2026-06-15"));
    api().get("/v1/contracts?kind=PILOT,SUBSCRIPTION").then().body("items.id", contains(pilot));
  }

  @Test
  void refusesBadInputAndStoresNothing() {
    post(Map.of("customerId", customer))
        .statusCode(400)
        .body("errors.pointer", hasItems("/startDate", "/lines"));
    Map<String, Object> good = contract("2026-01-01", "2026-12-31");
    refused(with(good, "endDate", "2025-12-31"), "/endDate");
    refused(with(good, "noticeDays", 366), "/noticeDays");
    refused(with(good, "noticeDays", 4000), "/noticeDays");
    refused(with(good, "currency", "XQQ"), "/currency");
    refused(with(good, "customerId", UUID.randomUUID()), "/customerId");
    refused(with(good, "billToCustomerId", UUID.randomUUID()), "/billToCustomerId");
    refused(
        with(good, "partnerCustomerId", Map.of("source", "crm", "externalId", "none")),
        "/partnerCustomerId");
    refused(with(good, "renewsContractIds", List.of(UUID.randomUUID())), "/renewsContractIds/0");
    refused(with(good, "lines", List.of()), "/lines");
    refused(lineOf(good, line("1", "YEAR", "productId", UUID.randomUUID())), "/lines/0/productId");
    refused(lineOf(good, line("1", "YEAR", "quantity", 0)), "/lines/0/quantity");
    refused(lineOf(good, line("-1", "YEAR")), "/lines/0/unitPrice");
    refused(lineOf(good, line("1.23456", "YEAR")), "/lines/0/unitPrice");
    refused(lineOf(good, line("one", "YEAR")), "/lines/0/unitPrice");
    refused(lineOf(good, line("1", "YEAR", "discountPercent", 101)), "/lines/0/discountPercent");
    refused(lineOf(good, line("1", "WEEK")), "/lines/0/amountPeriod");
    refused(lineOf(good, Map.of("productId", product, "unitPrice", "1")), "/lines/0/amountPeriod");
    refused(lineOf(good, line("1", "YEAR", "startDate", "2025-12-31")), "/lines/0/startDate");
    refused(lineOf(good, line("1", "YEAR", "endDate", "2027-01-01")), "/lines/0/endDate");
    refused(
        lineOf(good, line("1", "YEAR", "startDate", "2026-05-02", "endDate", "2026-05-01")),
        "/lines/0/endDate");
    refused(lineOf(good, line("1", "YEAR", "id", UUID.randomUUID())), "/lines/0/id");
    refused(lineOf(good, line("9999999999999", "YEAR", "quantity", 1000)), "/lines/0/unitPrice");
    refused(pauseOf(good, "2026-03-02", "2026-03-01"), "/pauses/0/toDate");
    refused(pauseOf(good, "2025-12-31", "2026-03-01"), "/pauses/0");
    refused(with(good, "startDate", "0001-01-01"), "/startDate");
    post(with(good, "coTermGroupId", UUID.randomUUID()))
        .statusCode(400)
        .body("code", equalTo("unknown_property"));
    api().get("/v1/contracts").then().body("items", hasSize(0));
    assertEquals("0.00", mrrOn("2026-06-15"));
  }

  private void refused(Map<String, Object> contract, String pointer) {
    post(contract).statusCode(400).body("errors.pointer", contains(pointer));
  }

  private static Map<String, Object> lineOf(
      Map<String, Object> contract, Map<String, Object> line) {
    return with(contract, "lines", List.of(line));
  }

  private static Map<String, Object> pauseOf(Map<String, Object> contract, String from, String to) {
    return with(contract, "pauses", List.of(Map.of("fromDate", from, "toDate", to)));
  }

  @Test
  void theSameAgainChangesNothing() {
    Map<String, Object> body =
        with(
            contract("2026-01-01", "2026-12-31"),
            "currency",
            "EUR",
            "lines",
            List.of(
                line("12.5", "MONTH", "quantity", "2.50"),
                line("7", "YEAR", "endDate", "2026-06-30")));
    String path = "/v1/contracts/external/crm/K1";
    Response made = api().body(body).put(path);
    made.then().statusCode(201).body("externalIds[0].externalId", equalTo("K1"));
    List<String> lines = made.path("lines.id");
    Response again = api().body(with(body, "currency", null)).put(path);
    again.then().statusCode(200).body("version", is(0)).body("lines.id", equalTo(lines));
    // what was read can be written back
    Map<String, Object> read = api().get(path).then().statusCode(200).extract().path("lines[1]");
    patchContract(
            made.path("id"),
            Map.of(
                "lines",
                List.of(
                    with(
                        line("12.50", "MONTH", "quantity", 2.5),
                        "id",
                        lines.get(0),
                        "endDate",
                        "2026-12-31"),
                    line("7.00", "YEAR", "endDate", read.get("endDate")))))
        .statusCode(200)
        .body("version", is(0));
    // a raised price keeps the line, a new product is a new line
    patchContract(made.path("id"), Map.of("lines", List.of(line("15", "MONTH", "quantity", 2.5))))
        .statusCode(200)
        .body("version", is(1))
        .body("lines.id", contains(lines.get(0)));
    api().header("If-None-Match", "*").body(body).put(path).then().statusCode(412);
    patchContract(
            made.path("id"),
            Map.of("customerId", api().body(Map.of("name", "B")).post("/v1/customers").path("id")))
        .statusCode(400)
        .body("errors.pointer", contains("/customerId"));
    api().get("/v1/contracts").then().body("items", hasSize(1));
  }

  @Test
  void referencesByExternalId() {
    api().body(Map.of("name", "Ext")).put("/v1/customers/external/crm/A").then().statusCode(201);
    api()
        .body(Map.of("code", "X", "name", "X"))
        .put("/v1/products/external/crm/X")
        .then()
        .statusCode(201);
    Map<String, Object> productRef = Map.of("source", "crm", "externalId", "X");
    post(contract(
            "2026-01-01",
            "2026-12-31",
            "customerId",
            Map.of("source", "crm", "externalId", "A"),
            "lines",
            List.of(
                line("1", "YEAR", "productId", productRef),
                line("1", "YEAR", "productId", Map.of("source", "crm", "externalId", "Y")))))
        .statusCode(400)
        .body("errors.pointer", contains("/lines/1/productId"));
    post(contract(
            "2026-01-01",
            "2026-12-31",
            "customerId",
            Map.of("source", "crm", "externalId", "A"),
            "lines",
            List.of(line("1", "YEAR", "productId", productRef))))
        .statusCode(201)
        .body("customerName", equalTo("Ext"))
        .body("lines[0].productName", equalTo("X"));
  }

  @Test
  void bulkIsOneWrite() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 499; i++) {
      LocalDate start = LocalDate.parse("2024-01-01").plusDays(i);
      items.add(
          Map.of(
              "data",
              contract(
                  start.toString(),
                  start.plusDays(364).toString(),
                  "lines",
                  List.of(line("10", "MONTH")))));
    }
    items.add(Map.of("data", contract("2026-01-01", "2025-12-31")));
    List<Integer> statuses =
        api()
            .body(Map.of("items", items))
            .post("/v1/contracts/bulk")
            .then()
            .statusCode(207)
            .extract()
            .path("items.status");
    assertEquals(499, statuses.stream().filter(s -> s == 201).count());
    assertEquals(400, statuses.getLast());
    // on day n of the ramp-up n + 1 contracts run
    assertEquals("10.00", mrrOn("2024-01-01"));
    assertEquals("1000.00", mrrOn("2024-04-09"));
    assertEquals("3650.00", mrrOn("2024-12-30"));
    api()
        .body(Map.of("items", items))
        .post("/v1/contracts/bulk?atomic=true")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/items/499/data/endDate"));
    for (String sort :
        List.of("startDate", "-startDate", "endDate", "-endDate", "-updatedAt,endDate")) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        var request = api().queryParam("limit", 200).queryParam("sort", sort);
        Response page =
            (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/contracts");
        page.then().statusCode(200);
        seen.addAll(page.jsonPath().getList("items.id", String.class));
        cursor = page.path("nextCursor");
      } while (cursor != null);
      assertEquals(499, seen.size(), sort);
      assertEquals(499, seen.stream().distinct().count(), sort);
    }
  }

  @Test
  void lists() {
    String past = create(contract("2025-01-01", "2025-12-31"));
    String running = create(contract("2026-01-01", "2026-12-31", "autoRenew", true));
    String open = create(contract("2026-02-01", null, "evergreen", true));
    String future = create(contract("2027-01-01", "2027-12-31"));
    String paused =
        create(
            contract(
                "2026-03-01",
                "2026-08-31",
                "pauses",
                List.of(Map.of("fromDate", "2026-06-01", "toDate", "2026-06-30"))));
    api().get("/v1/contracts?status=ENDED").then().body("items.id", contains(past));
    api().get("/v1/contracts?status=ACTIVE").then().body("items.id", contains(running, open));
    api()
        .get("/v1/contracts?status=FUTURE,PAUSED")
        .then()
        .body("items.id", containsInAnyOrder(future, paused));
    api().get("/v1/contracts?status=OPEN").then().statusCode(400);
    api().get("/v1/contracts?autoRenew=true").then().body("items.id", contains(running));
    api()
        .get("/v1/contracts?sort=endDate")
        .then()
        .body("items.id", contains(past, paused, running, future, open));
    api().get("/v1/contracts?sort=-endDate&limit=1").then().body("items.id", contains(open));
    String cursor = api().get("/v1/contracts?sort=-endDate&limit=1").path("nextCursor");
    api()
        .queryParam("cursor", cursor)
        .get("/v1/contracts?sort=-endDate&limit=1")
        .then()
        .body("items.id", contains(future));
    api()
        .get("/v1/contracts?endDateFrom=2026-01-01&endDateTo=2026-12-31")
        .then()
        .body("items.id", containsInAnyOrder(running, paused));
    api().get("/v1/contracts?customerId=" + UUID.randomUUID()).then().body("items", hasSize(0));
    api().get("/v1/contracts?updatedFrom=2030-01-01T00:00:00Z").then().body("items", hasSize(0));
  }

  /**
   * As the application role, behind row-level security: a page begins where the cursor is, in the
   * index.
   */
  @Test
  void everySortWalksAnIndex() {
    Map<String, String> indexes =
        Map.of(
            "c.start_date", "contract_start", ContractRepository.SORTED_END, "contract_sorted_end");
    indexes.forEach(
        (column, index) -> {
          List<String> plan =
              inTenant(
                  () ->
                      jdbi.withHandle(
                          handle -> {
                            handle.execute("SET LOCAL enable_seqscan = off");
                            handle.execute("SET LOCAL enable_sort = off");
                            return handle
                                .createQuery(
                                    "EXPLAIN SELECT * FROM app.contract c WHERE c.tenant_id = :tenant AND ("
                                        + column
                                        + ", c.id) > (CAST(:k AS date), :id::uuid) ORDER BY "
                                        + column
                                        + ", c.id LIMIT 51")
                                .bind("tenant", tenant.id())
                                .bind("k", "2026-01-01")
                                .bind("id", UUID.randomUUID().toString())
                                .mapTo(String.class)
                                .list();
                          }));
          String text = String.join("\n", plan);
          assertTrue(text.contains("using " + index), text);
          assertTrue(text.contains("Index Cond: ((tenant_id = ") && text.contains("ROW("), text);
        });
  }

  @Test
  void scopesAndTheWall() {
    String id = create(contract("2026-01-01", "2026-12-31"));
    readOnly().get("/v1/contracts/" + id).then().statusCode(200);
    readOnly()
        .body(contract("2026-01-01", "2026-12-31"))
        .post("/v1/contracts")
        .then()
        .statusCode(403);
    String stranger = tenants.create("stranger", "EUR").apiKey();
    as(stranger).get("/v1/contracts/" + id).then().statusCode(404);
    as(stranger)
        .contentType("application/merge-patch+json")
        .body(Map.of("number", "mine"))
        .patch("/v1/contracts/" + id)
        .then()
        .statusCode(404);
    as(stranger)
        .body(contract("2026-01-01", "2026-12-31"))
        .post("/v1/contracts")
        .then()
        .statusCode(400)
        .body("errors.pointer", containsInAnyOrder("/customerId", "/lines/0/productId"));
    as(stranger).get("/v1/contracts").then().body("items", hasSize(0));
    get(id).body("number", nullValue());
  }
}
