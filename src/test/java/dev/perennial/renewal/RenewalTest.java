package dev.perennial.renewal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.risk.Rescoring;
import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenewalTest extends Portfolio {
  @Inject RenewalClock renewalClock;
  @Inject Rescoring rescoring;
  @Inject Callers callers;

  @Test
  void aContractLeadsToItsRenewal() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    get(renewal)
        .body("kind", equalTo("TERM"))
        .body("termNumber", is(1))
        .body("dueDate", equalTo("2026-06-30"))
        .body("noticeDeadlineDate", equalTo("2026-05-01"))
        .body("decisionDeadlineDate", equalTo("2026-05-01"))
        .body("renewalAmount.amount", equalTo("12000.00"))
        .body("reportingAmount.amount", equalTo("12000.00"))
        .body("stage", equalTo("UPCOMING"))
        .body("allowedTransitions", contains("ENGAGED", "PROPOSED", "COMMITTED"))
        .body("stageHistory", empty())
        .body("outcome", nullValue())
        .body("score", nullValue())
        .body("customerName", equalTo("Acme"));
    api().get("/v1/customers/" + customer).then().body("nextRenewal.id", equalTo(renewal))
        .body("nextRenewal.dueDate", equalTo("2026-06-30"));
    api().get("/v1/events?types=renewal.created").then().statusCode(200).body("items", hasSize(1))
        .body("items[0].subjectId", equalTo(renewal)).body("items[0].data.object.customerId", equalTo(customer));
  }

  @Test
  void multiYearRampsLinesAndEvergreen() {
    String addOn = product("add-on");
    Map<String, Object> first = line(product, 10, "100");
    first.put("endDate", "2027-06-30");
    Map<String, Object> second = line(product, 10, "120");
    second.put("startDate", "2027-07-01");
    Map<String, Object> early = line(addOn, 1, "50");
    early.put("endDate", "2026-12-31");
    String ramped = contract(Map.of("termMonths", 36, "lines", List.of(first, second, early)));
    JsonPath board = renewals("contractId=" + ramped);
    assertEquals(List.of("LINE", "TERM"), board.getList("items.kind"));
    assertEquals(List.of("2026-12-31", "2028-06-30"), board.getList("items.dueDate"));
    assertEquals(List.of("600.00", "14400.00"), board.getList("items.amount.amount"));
    String evergreen = contract(Map.of("termMonths", "", "evergreen", true, "noticeDays", 30));
    get(open(evergreen)).body("kind", equalTo("EVERGREEN")).body("dueDate", nullValue())
        .body("decisionDeadlineDate", equalTo("2026-03-31")).body("renewalAmount.amount", equalTo("12000.00"));
    assertEquals("EVERGREEN", renewals("customerId=" + customer).get("items[2].kind"), "sorts last");
    assertEquals(List.of("LINE"), renewals("dueDateFrom=2026-01-01&dueDateTo=2027-01-01").getList("items.kind"));
  }

  @Test
  void openRenewalsMoveWithTheirContractAndDecidedOnesStay() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    patch().body(Map.of("termMonths", 24, "endDate", "2027-06-30")).patch("/v1/contracts/" + contract).then().statusCode(200);
    assertEquals(renewal, open(contract), "the same decision at another date");
    get(renewal).body("dueDate", equalTo("2027-06-30")).body("version", is(1));
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "NONE"))).statusCode(200);
    patch().body(Map.of("termMonths", 36, "endDate", "2028-06-30")).patch("/v1/contracts/" + contract).then().statusCode(200);
    get(renewal).body("dueDate", equalTo("2027-06-30")).body("outcome.outcome", equalTo("RENEWED"));
    String next = open(contract);
    get(next).body("dueDate", equalTo("2028-06-30")).body("termNumber", is(2));
    // a contract that becomes evergreen keeps its one decision
    patch().body("{\"endDate\":null,\"termMonths\":null,\"evergreen\":true}").patch("/v1/contracts/" + contract).then().statusCode(200);
    get(next).body("kind", equalTo("EVERGREEN"));
  }

  @Test
  void lineThatIsFollowedAfterAllIsVoidedAndComesBack() {
    String addOn = product("add-on");
    Map<String, Object> early = line(addOn, 1, "50");
    early.put("endDate", "2025-12-31");
    Map<String, Object> later = line(addOn, 1, "60");
    later.put("startDate", "2026-01-01");
    String contract = contract(Map.of("lines", List.of(line(product, 1, "10"), early)));
    String lineRenewal = renewals("contractId=" + contract).get("items[0].id");
    get(lineRenewal).body("kind", equalTo("LINE")).body("overdue", is(true));
    patch().body(Map.of("lines", List.of(line(product, 1, "10"), early, later))).patch("/v1/contracts/" + contract).then().statusCode(200);
    get(lineRenewal).body("outcome.outcome", equalTo("VOIDED")).body("outcome.voidReason", equalTo("CONTRACT_CHANGED"))
        .body("outcome.source", equalTo("AUTO"));
    patch().body(Map.of("lines", List.of(line(product, 1, "10"), early))).patch("/v1/contracts/" + contract).then().statusCode(200);
    assertEquals(List.of("LINE", "TERM"), renewals("contractId=" + contract).getList("items.kind"));
  }

  @Test
  void aSuccessorDecides() {
    String old = contract(Map.of());
    String renewal = open(old);
    String addOn = product("add-on");
    String next =
        contract(
            Map.of(
                "startDate", "2026-07-01", "signedDate", "2026-02-20", "renewsContractIds", List.of(old),
                "lines", List.of(line(product, 12, "90"), line(addOn, 1, "100"))));
    get(renewal)
        .body("outcome.outcome", equalTo("RENEWED"))
        .body("outcome.source", equalTo("INFERRED"))
        .body("outcome.timing", equalTo("EARLY"))
        .body("outcome.decidedDate", equalTo("2026-02-20"))
        .body("outcome.followUp", equalTo("LINK"))
        .body("outcome.followUpContractId", equalTo(next))
        .body("outcome.renewedAmount.amount", equalTo("14160.00"))
        .body("outcome.amountChange.total.amount", equalTo("2160.00"))
        .body("outcome.amountChange.quantity.amount", equalTo("2400.00"))
        .body("outcome.amountChange.price.amount", equalTo("-1440.00"))
        .body("outcome.amountChange.product.amount", equalTo("1200.00"))
        .body("forecastCategory", equalTo("CLOSED"))
        .body("allowedTransitions", empty());
    get(open(next)).body("termNumber", is(2)).body("dueDate", equalTo("2027-06-30"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("ACTIVE"));
  }

  @Test
  void oneSuccessorOfTwoIsSharedAndNotCountedTwice() {
    String one = contract(Map.of());
    String two = contract(Map.of("lines", List.of(line(product, 5, "100"))));
    String first = open(one);
    String second = open(two);
    contract(
        Map.of("startDate", "2026-07-01", "renewsContractIds", List.of(one, two), "lines", List.of(line(product, 18, "100"))));
    BigDecimal shares =
        new BigDecimal(get(first).extract().<String>path("outcome.renewedAmount.amount"))
            .add(new BigDecimal(get(second).extract().<String>path("outcome.renewedAmount.amount")));
    assertEquals(0, new BigDecimal("21600").compareTo(shares));
    get(first).body("outcome.renewedAmount.amount", equalTo("14400.00"))
        .body("outcome.amountChange.quantity.amount", equalTo("2400.00"));
  }

  @Test
  void patchesKeepToTheRenewal() {
    String renewal = open(contract(Map.of()));
    String tag = api().get("/v1/renewals/" + renewal).header("ETag");
    api().header("If-None-Match", tag).get("/v1/renewals/" + renewal).then().statusCode(304);
    Map<String, Object> changes =
        Map.of(
            "forecastCategory", "BEST_CASE", "forecastAmount", Map.of("amount", "11000", "currency", "EUR"),
            "nextStep", "Call", "nextStepDate", "2026-03-10",
            "offer", Map.of("amount", Map.of("amount", "12500.00", "currency", "EUR"), "termMonths", 12),
            "humanCall", Map.of("outcome", "RENEWED", "confidence", 0.8),
            "externalIds", List.of(Map.of("source", "crm", "externalId", "opp-1")));
    patch().header("If-Match", tag).body(changes).patch("/v1/renewals/" + renewal).then().statusCode(200)
        .body("forecastCategory", equalTo("BEST_CASE")).body("forecastAmount.amount", equalTo("11000.00"))
        .body("offer.amount.amount", equalTo("12500.00")).body("humanCall.by", notNullValue()).body("humanCall.at", notNullValue());
    patch().header("If-Match", tag).body(Map.of("nextStep", "x")).patch("/v1/renewals/" + renewal).then().statusCode(412);
    patch().body(changes).patch("/v1/renewals/" + renewal).then().statusCode(200).body("version", is(1));
    api().get("/v1/renewals/external/crm/opp-1").then().statusCode(200).body("id", equalTo(renewal));
    api().body("{\"nextStep\":null}").put("/v1/renewals/external/crm/opp-1").then().statusCode(200)
        .body("nextStep", nullValue()).body("forecastCategory", equalTo("BEST_CASE"));
    api().body("{\"nextStep\":\"x\"}").put("/v1/renewals/external/crm/opp-2").then().statusCode(404)
        .body("detail", containsString("come from contracts"));
    patch().body(Map.of("forecastAmount", Map.of("amount", "1", "currency", "USD"))).patch("/v1/renewals/" + renewal)
        .then().statusCode(400).body("errors[0].pointer", equalTo("/forecastAmount/currency"));
    patch().body(Map.of("humanCall", Map.of("outcome", "VOIDED"))).patch("/v1/renewals/" + renewal).then().statusCode(400);
    patch().body(Map.of("stage", "COMMITTED")).patch("/v1/renewals/" + renewal).then().statusCode(400)
        .body("code", equalTo("unknown_property"));
    patch().body("{\"forecastCategory\":null}").patch("/v1/renewals/" + renewal).then().body("forecastCategory", equalTo("PIPELINE"));
    api().get("/v1/events?types=renewal.updated").then().body("items[0].data.object.renewalAmount", equalTo("12000.0000"))
        .body("items[0].data.previous.forecastCategory", equalTo("PIPELINE"));
  }

  @Test
  void bulkPatchesWhatIsThere() {
    String renewal = open(contract(Map.of()));
    Map<String, Object> body =
        Map.of(
            "items",
            List.of(
                Map.of("key", renewal, "data", Map.of("nextStep", "Call")),
                Map.of("key", UUID.randomUUID(), "data", Map.of("nextStep", "Call")),
                Map.of("data", Map.of("nextStep", "Call"))));
    api().body(body).post("/v1/renewals/bulk").then().statusCode(207).body("items.status", contains(200, 404, 404));
    api().body(body).post("/v1/renewals/bulk?atomic=true").then().statusCode(404);
    get(renewal).body("nextStep", equalTo("Call"));
  }

  @Test
  void stagesStepByStep() {
    String renewal = open(contract(Map.of()));
    act(renewal, "stage", Map.of("stage", "PROPOSED", "note", "sent")).statusCode(200)
        .body("forecastCategory", equalTo("BEST_CASE")).body("allowedTransitions", contains("ENGAGED", "COMMITTED"))
        .body("stageHistory[0].fromStage", equalTo("UPCOMING")).body("stageHistory[0].note", equalTo("sent"));
    act(renewal, "stage", Map.of("stage", "UPCOMING")).statusCode(409).body("detail", containsString("ENGAGED, COMMITTED"));
    act(renewal, "stage", Map.of("stage", "WON")).statusCode(400).body("errors[0].pointer", equalTo("/stage"));
    act(renewal, "stage", Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/stage"));
    patch().body(Map.of("forecastCategory", "OMITTED")).patch("/v1/renewals/" + renewal).then().statusCode(200);
    act(renewal, "stage", Map.of("stage", "COMMITTED")).statusCode(200).body("forecastCategory", equalTo("OMITTED"));
    api().header("If-Match", "\"0\"").body(Map.of("stage", "PROPOSED")).post("/v1/renewals/" + renewal + "/stage").then().statusCode(412);
    get(renewal).body("stageHistory", hasSize(2));
    api().get("/v1/events?types=renewal.stage_changed").then().body("items", hasSize(2));
  }

  @Test
  void noticeAndItsWithdrawal() {
    String renewal = open(contract(Map.of()));
    act(renewal, "notice", Map.of("receivedDate", "2026-03-02")).statusCode(400).body("errors[0].pointer", equalTo("/receivedDate"));
    act(renewal, "notice/withdraw", Map.of()).statusCode(409);
    act(renewal, "notice", Map.of("receivedDate", "2026-02-27", "effectiveDate", "2026-06-30")).statusCode(200)
        .body("notice.receivedDate", equalTo("2026-02-27")).body("forecastCategory", equalTo("OMITTED"))
        .body("allowedTransitions", contains("ENGAGED", "PROPOSED"));
    act(renewal, "notice", Map.of("receivedDate", "2026-02-28")).statusCode(409);
    act(renewal, "stage", Map.of("stage", "COMMITTED")).statusCode(409);
    api().get("/v1/customers/" + customer).then().body("status", equalTo("NOTICE_GIVEN"));
    assertEquals(true, renewals("open=true").get("items[0].noticeGiven"));
    api().post("/v1/renewals/" + renewal + "/notice/withdraw").then().statusCode(200)
        .body("notice", nullValue()).body("forecastCategory", equalTo("PIPELINE"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("ACTIVE"));
    act(renewal, "notice", Map.of("receivedDate", "2026-02-28")).statusCode(200);
    api().get("/v1/events").then()
        .body("items.type", hasItems("renewal.notice_received", "renewal.notice_withdrawn"));
    get(renewal).body("noticeHistory.receivedDate", equalTo(List.of("2026-02-27", "2026-02-28")))
        .body("noticeHistory[0].effectiveDate", equalTo("2026-06-30"))
        .body("noticeHistory[0].withdrawnAt", notNullValue())
        .body("noticeHistory[1].withdrawnAt", nullValue());
  }

  /** Who gave notice and let the term end is leaving until somebody says that it is over, now and as of then. */
  @Test
  void noticeOutlivesTheTerm() {
    String renewal = open(contract(Map.of()));
    act(renewal, "notice", Map.of("receivedDate", "2026-02-20")).statusCode(200);
    clock.set(Instant.parse("2026-08-01T09:00:00Z"));
    callers.run(Caller.system(tenant.id(), "test"), renewalClock::advance);
    for (String status : List.of("NOTICE_GIVEN", "CHURNED")) {
      api().get("/v1/customers/" + customer).then().body("status", equalTo(status));
      for (String path : List.of("/v1/customers/" + customer, "/v1/customers")) {
        api().queryParam("knownAt", clock.instant().toString()).get(path).then().body(path.endsWith("customers") ? "items[0].status" : "status", equalTo(status));
      }
      if (!status.equals("CHURNED")) {
        act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
      }
    }
  }

  /** A line that ends early is decided by itself: the term and its money stay as they are. */
  @Test
  void anEarlyEndingLineIsDecidedByItself() {
    String addOn = product("add-on");
    Map<String, Object> early = line(addOn, 1, "50");
    early.put("endDate", "2026-03-31");
    for (Map<String, Object> outcome :
        List.of(
            Map.<String, Object>of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "PRICE"))),
            Map.<String, Object>of("outcome", "RENEWED", "followUp", Map.of("kind", "NONE")))) {
      String contract = contract(Map.of("lines", List.of(line(product, 1, "10"), early)));
      String decision = renewals("contractId=" + contract + "&open=true&sort=dueDate").get("items[0].id");
      get(decision).body("kind", equalTo("LINE")).body("renewalAmount.amount", equalTo("600.00"));
      act(decision, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"))).statusCode(400)
          .body("errors[0].pointer", equalTo("/followUp/kind"));
      act(decision, "outcome", Map.of("outcome", "TERMINATED_EARLY", "effectiveDate", "2026-03-01")).statusCode(400);
      int version = api().get("/v1/contracts/" + contract).then().extract().path("version");
      act(decision, "outcome", outcome).statusCode(200).body("outcome.outcome", equalTo(outcome.get("outcome")));
      api().get("/v1/contracts/" + contract).then().body("version", is(version)).body("status", equalTo("ACTIVE"));
      get(open(contract)).body("kind", equalTo("TERM")).body("renewalAmount.amount", equalTo("120.00"));
      api().get("/v1/customers/" + customer + "/timeline?types=renewal.outcome_recorded").then().statusCode(200)
          .body("items[0].subjectId", equalTo(decision));
    }
  }

  @Test
  void boardFiltersSortsAndSums() {
    String ann = api().body(Map.of("name", "Ann")).post("/v1/users").then().statusCode(201).extract().path("id");
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      customer = customer(i % 2 == 0 ? "Even " + i : "Odd " + i);
      if (i % 3 == 0) {
        patch().body(Map.of("tier", "TOP", "assignments", Map.of("csmId", ann))).patch("/v1/customers/" + customer).then().statusCode(200);
      }
      ids.add(open(contract(Map.of("startDate", "2025-%02d-01".formatted(i), "lines", List.of(line(product, i, "100"))))));
    }
    act(ids.get(4), "stage", Map.of("stage", "PROPOSED")).statusCode(200);
    assertEquals(4, renewals("tier=TOP").getList("items").size());
    assertEquals(4, renewals("ownerId=" + ann).getList("items").size());
    assertEquals(1, renewals("stage=PROPOSED,COMMITTED").getList("items").size());
    assertEquals(6, renewals("q=even").getList("items").size());
    assertEquals(2, renewals("amountFrom=12000&amountTo=14400&sort=amount").getList("items").size());
    assertEquals(List.of(ids.get(11), ids.get(10)), renewals("sort=-amount&limit=2").getList("items.id"));
    assertEquals(3, renewals("overdue=true").getList("items").size(), "the terms that ended in December, January and February");
    assertEquals(0, renewals("atRisk=true").getList("items").size());
    assertEquals(0, renewals("band=HIGH").getList("items").size());
    assertEquals(12, renewals("kind=TERM&forecastCategory=PIPELINE,BEST_CASE").getList("items").size());
    callers.run(Caller.system(tenant.id(), "test"), rescoring::scoreMarked); // now, and not between two pages
    for (String sort : RenewalService.SORTS.stream().flatMap(key -> List.of(key.name(), "-" + key.name()).stream()).toList()) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        var request = api().queryParam("limit", 5).queryParam("sort", sort);
        Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/renewals");
        page.then().statusCode(200);
        seen.addAll(page.jsonPath().getList("items.id", String.class));
        cursor = page.path("nextCursor");
      } while (cursor != null);
      assertEquals(new HashSet<>(ids), new HashSet<>(seen), sort);
      assertEquals(12, seen.size(), sort);
    }
    for (String groupBy : List.of("stage", "forecastCategory", "owner", "band", "month")) {
      JsonPath summary = api().get("/v1/renewals/summary?tier=TOP&groupBy=" + groupBy).then().statusCode(200).extract().jsonPath();
      assertEquals(4, summary.getInt("total.count"), groupBy);
      assertEquals("36000.00", summary.getString("total.amount.amount"), "3 + 6 + 9 + 12 hundreds a month");
    }
    api().get("/v1/renewals/summary?groupBy=owner").then().body("groups.label", contains("Ann", null)).body("groups.count", contains(4, 8));
    api().get("/v1/renewals/summary?groupBy=month&dueDateFrom=2026-06-01&dueDateTo=2026-08-01").then()
        .body("groups.key", contains("2026-06", "2026-07"));
    api().get("/v1/renewals/summary?groupBy=colour").then().statusCode(400);
    api().get("/v1/renewals?stage=WON").then().statusCode(400).body("errors[0].parameter", equalTo("stage"));
    api().get("/v1/renewals?amountFrom=x").then().statusCode(400).body("errors[0].parameter", equalTo("amountFrom"));
    api().get("/v1/renewals?colour=red").then().statusCode(400);
    api().get("/v1/renewals?sort=customerName").then().statusCode(400);
  }

  @Test
  void otherCurrenciesGoThroughStoredRates() {
    api().body(Map.of("rate", "0.5")).put("/v1/exchange-rates/USD/2026-01-01").then().statusCode(200);
    String contract = contract(Map.of("currency", "USD"));
    get(open(contract)).body("renewalAmount.amount", equalTo("12000.00")).body("renewalAmount.currency", equalTo("USD"))
        .body("reportingAmount.amount", equalTo("6000.00")).body("reportingAmount.currency", equalTo("EUR"));
    api().body(Map.of("rate", "0.8")).put("/v1/exchange-rates/USD/2026-02-01").then().statusCode(200);
    assertEquals("9600.00", renewals("open=true").get("items[0].amount.amount"));
    String etag = renewals("open=true").get("items[0].etag");
    assertEquals("\"0\"", etag, "the board is a read model: nobody's ETag changed");
  }

  @Test
  void settingsMoveDecisionDeadlines() {
    String renewal = open(contract(Map.of("noticeDays", 10)));
    get(renewal).body("decisionDeadlineDate", equalTo("2026-06-16"));
    patch().body(Map.of("signatureLeadDays", 30)).patch("/v1/settings").then().statusCode(200);
    get(renewal).body("decisionDeadlineDate", equalTo("2026-05-31")).body("version", is(1));
    assertEquals("2026-05-31", renewals("sort=decisionDeadline").get("items[0].decisionDeadlineDate"));
  }

  @Test
  void wallsAndScopes() {
    String renewal = open(contract(Map.of()));
    TenantService.NewTenant other = tenants.create("other", "EUR");
    for (String path : List.of("", "/stage", "/notice", "/notice/withdraw", "/outcome")) {
      var request = as(other.apiKey());
      (path.isEmpty() ? request.get("/v1/renewals/" + renewal)
              : request.body(
                  path.equals("/stage") ? Map.of("stage", "ENGAGED")
                      : path.equals("/notice") ? Map.of("receivedDate", "2026-02-01")
                          : Map.of("outcome", "VOIDED", "voidReason", "OTHER"))
                  .post("/v1/renewals/" + renewal + path))
          .then().statusCode(404);
    }
    as(other.apiKey()).contentType("application/merge-patch+json").body(Map.of("nextStep", "x")).patch("/v1/renewals/" + renewal).then().statusCode(404);
    as(other.apiKey()).get("/v1/renewals").then().body("items", empty());
    as(other.apiKey()).get("/v1/renewals/summary").then().body("total.count", is(0));
    get(renewal).body("version", is(0));
    readOnly().get("/v1/renewals/" + renewal).then().statusCode(200);
    readOnly().body(Map.of("stage", "ENGAGED")).post("/v1/renewals/" + renewal + "/stage").then().statusCode(403);
    readOnly().body(Map.of("receivedDate", "2026-02-01")).post("/v1/renewals/" + renewal + "/notice").then().statusCode(403);
    readOnly().body(Map.of("outcome", "VOIDED")).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(403);
    readOnly().contentType("application/merge-patch+json").body("{}").patch("/v1/renewals/" + renewal).then().statusCode(403);
  }

  @Test
  void reasonCodesCanBeExtended() {
    api().get("/v1/reason-codes").then().statusCode(200).body("items.code", hasItems("PRICE", "COMPETITOR", "VALUE_PROVEN"));
    api().body(Map.of("label", "Moved abroad", "appliesTo", List.of("NOT_RENEWED"))).put("/v1/reason-codes/MOVED_ABROAD")
        .then().statusCode(201).body("active", is(true));
    api().get("/v1/reason-codes").then().body("items.code", hasItems("MOVED_ABROAD"));
    api().body(Map.of("label", "x", "appliesTo", List.of("NOT_RENEWED"))).put("/v1/reason-codes/lower").then().statusCode(400);
    readOnly().body(Map.of("label", "x", "appliesTo", List.of("NOT_RENEWED"))).put("/v1/reason-codes/X").then().statusCode(403);
    api().get("/v1/reason-codes").then().body("items.findAll { it.code == 'PRICE' }.appliesTo.flatten()",
        containsInAnyOrder("RENEWED", "NOT_RENEWED", "TERMINATED_EARLY"));
  }
}
