package dev.perennial.coterm;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.renewal.Portfolio;
import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CoTermGroupTest extends Portfolio {
  private ValidatableResponse coTerm(List<?> contracts, String end) {
    return api().body(Map.of("contractIds", contracts, "commonEndDate", end)).post("/v1/co-term-groups").then();
  }

  /** A contract that ends on a day, with one line. */
  private String ending(String end, Map<String, Object> line) {
    return contract(Map.of("startDate", "2025-04-01", "endDate", end, "termMonths", "", "noticeDays", 30, "lines", List.of(line)));
  }

  private Map<String, Object> perTerm(String price) {
    Map<String, Object> line = line(product, 1, price);
    line.put("amountPeriod", "TERM");
    return line;
  }

  private static BigDecimal sum(JsonPath body, String path) {
    return body.<String>getList(path).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void fiveEndsBecomeOneDecision() {
    Map<String, Object> yearly = line(product("support"), 1, "2400");
    yearly.put("amountPeriod", "YEAR");
    List<String> contracts = new ArrayList<>();
    contracts.add(ending("2026-03-31", line(product, 10, "100"))); // 12,000 a year
    contracts.add(ending("2026-04-30", yearly)); // 2,400
    contracts.add(ending("2026-06-30", perTerm("1500"))); // 15 months: 1,200
    contracts.add(ending("2026-12-31", line(product, 1, "50"))); // the day itself: 600
    contracts.add(ending("2027-03-31", line(product, 2, "75"))); // later: 1,800
    List<String> old = contracts.stream().map(this::open).toList();
    String before = api().get("/v1/customers/" + customer).path("mrr.amount");

    JsonPath group = coTerm(contracts, "2026-12-31").statusCode(201).extract().jsonPath();
    assertEquals("18000.00", group.getString("renewalAmount.amount"));
    assertEquals(new BigDecimal("18000.00"), sum(group, "members.annualAmount.amount"), "lines sum to the renewal amount");
    assertEquals(List.of(275, 245, 184, 0, -90), group.getList("members.addedDays"));
    assertEquals(
        List.of("9000.00", "1600.00", "600.00", "0.00", "-450.00"), group.getList("members.proratedAmount.amount"));
    api().get("/v1/co-term-groups/" + group.getString("id")).then().statusCode(200)
        .body("renewalId", equalTo(group.getString("renewalId"))).body("members", hasSize(5));

    for (String renewal : old) {
      get(renewal).body("outcome.outcome", equalTo("VOIDED")).body("outcome.voidReason", equalTo("CO_TERMED"));
    }
    JsonPath board = renewals("customerId=" + customer);
    assertEquals(List.of(group.getString("renewalId")), board.getList("items.id"));
    get(group.getString("renewalId")).body("kind", equalTo("CO_TERM")).body("dueDate", equalTo("2026-12-31"))
        .body("noticeDeadlineDate", equalTo("2026-12-01")).body("renewalAmount.amount", equalTo("18000.00"))
        .body("reportingAmount.amount", equalTo("18000.00")).body("coTermGroupId", equalTo(group.getString("id")));
    for (String contract : contracts) {
      api().get("/v1/contracts/" + contract).then().body("effectiveEndDate", equalTo("2026-12-31"))
          .body("coTermGroupId", equalTo(group.getString("id")));
    }
    // a price for the term follows the term, so that the month stays what it was
    api().get("/v1/contracts/" + contracts.get(2)).then().body("lines[0].unitPrice", equalTo("2100.00"))
        .body("lines[0].mrr.amount", equalTo("100.00"));
    api().get("/v1/customers/" + customer).then().body("mrr.amount", equalTo(before))
        .body("nextRenewal.id", equalTo(group.getString("renewalId")));
    api().get("/v1/events?limit=1000").then()
        .body("items.type", hasItems("co_term_group.created", "contract.co_termed", "renewal.outcome_recorded"));
    api().get("/v1/customers/" + customer + "/timeline?types=contract.co_termed").then().statusCode(200)
        .body("items", hasSize(5)).body("items.title", everyItem(containsString("Contract co termed")));
  }

  @Test
  void theGroupFollowsItsMembersAndIsDecidedOnce() {
    String one = ending("2026-06-30", line(product, 10, "100"));
    String two = ending("2026-09-30", line(product, 5, "100"));
    JsonPath group = coTerm(List.of(one, two), "2026-12-31").statusCode(201).extract().jsonPath();
    String renewal = group.getString("renewalId");
    patch().body(Map.of("lines", List.of(line(product, 8, "100")))).patch("/v1/contracts/" + two).then().statusCode(200);
    get(renewal).body("renewalAmount.amount", equalTo("21600.00")).body("outcome", is((Object) null));
    String next =
        contract(
            Map.of("startDate", "2027-01-01", "renewsContractIds", List.of(one, two), "lines", List.of(line(product, 20, "100"))));
    get(renewal).body("outcome.outcome", equalTo("RENEWED")).body("outcome.renewedAmount.amount", equalTo("24000.00"))
        .body("outcome.amountChange.quantity.amount", equalTo("2400.00")).body("outcome.followUpContractId", equalTo(next));
    get(open(next)).body("kind", equalTo("TERM")).body("renewalAmount.amount", equalTo("24000.00"));
    assertEquals(1, renewals("customerId=" + customer).getList("items").size());
    api().get("/v1/co-term-groups/" + group.getString("id")).then().body("renewalId", equalTo(renewal));
  }

  @Test
  void oneContractFollowsTheWholeGroup() {
    String addOn = product("add-on");
    String one = ending("2026-06-30", line(product, 10, "100"));
    String two = ending("2026-09-30", line(addOn, 5, "100"));
    String renewal = coTerm(List.of(one, two), "2026-12-31").statusCode(201).extract().path("renewalId");
    Map<String, Object> amount = Map.of("amount", "19800", "currency", "EUR");
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "renewedAmount", amount, "followUp", Map.of("kind", "CREATE")))
        .statusCode(400).body("errors[0].pointer", equalTo("/followUp/termMonths"));
    String next =
        act(renewal, "outcome",
                Map.of("outcome", "RENEWED", "renewedAmount", amount, "followUp", Map.of("kind", "CREATE", "termMonths", 12)))
            .statusCode(200).body("outcome.renewedAmount.amount", equalTo("19800.00"))
            .body("outcome.amountChange.price.amount", equalTo("1800.00")).extract().path("outcome.followUpContractId");
    api().get("/v1/contracts/" + next).then().body("startDate", equalTo("2027-01-01")).body("endDate", equalTo("2027-12-31"))
        .body("renewsContractIds", equalTo(List.of(one, two).stream().sorted().toList())).body("lines", hasSize(2))
        .body("lines.find { it.productId == '" + addOn + "' }.unitPrice", equalTo("110.00"))
        .body("lines.find { it.productId == '" + product + "' }.unitPrice", equalTo("110.00"));
    get(open(next)).body("renewalAmount.amount", equalTo("19800.00"));
    // taken back: the contract that nobody touched never was, the group decides again
    act(renewal, "outcome/correct", Map.of("note", "Not signed.")).statusCode(200).body("outcome", is((Object) null))
        .body("kind", equalTo("CO_TERM")).body("renewalAmount.amount", equalTo("18000.00"));
    assertEquals(List.of(renewal), renewals("customerId=" + customer).getList("items.id"));
  }

  @Test
  void aMemberThatGoesToAnotherCustomerLeavesTheGroup() {
    String one = ending("2026-06-30", line(product, 10, "100"));
    String two = ending("2026-09-30", line(product, 5, "100"));
    String renewal = coTerm(List.of(one, two), "2026-12-31").statusCode(201).extract().path("renewalId");
    String buyer = customer("Buyer");
    Map<String, Object> transfer = Map.of("toCustomerId", buyer, "effectiveDate", "2026-05-01");
    api().body(transfer).post("/v1/contracts/" + one + "/transfer").then().statusCode(201).body("coTermGroupId", is((Object) null));
    get(renewal).body("outcome", is((Object) null)).body("renewalAmount.amount", equalTo("6000.00")).body("contractId", equalTo(two));
    api().body(transfer).post("/v1/contracts/" + two + "/transfer").then().statusCode(201);
    get(renewal).body("outcome.outcome", equalTo("VOIDED")).body("outcome.voidReason", equalTo("TRANSFERRED"));
    assertEquals(List.of("TERM", "TERM"), renewals("customerId=" + buyer).getList("items.kind"));
  }

  @Test
  void endsThatAgreeAlreadyAreJoined() {
    String one = contract(Map.of("externalIds", List.of(Map.of("source", "crm", "externalId", "one"))));
    String two = contract(Map.of());
    coTerm(List.of(Map.of("source", "crm", "externalId", "one"), two), "2026-06-30").statusCode(201)
        .body("renewalAmount.amount", equalTo("24000.00")).body("members.addedDays", equalTo(List.of(0, 0)));
    assertEquals(List.of("CO_TERM"), renewals("customerId=" + customer).getList("items.kind"));
    api().get("/v1/contracts/" + one).then().body("version", is(1)).body("coTermGroupId", notNullValue());
  }

  @Test
  void refusesWhatCannotEndTogether() {
    String one = contract(Map.of());
    String two = contract(Map.of());
    coTerm(List.of(one), "2026-12-31").statusCode(400).body("errors[0].pointer", equalTo("/contractIds"));
    coTerm(List.of(one, one), "2026-12-31").statusCode(400).body("errors[0].code", equalTo("repeated"));
    coTerm(List.of(one, UUID.randomUUID()), "2026-12-31").statusCode(400).body("errors[0].pointer", equalTo("/contractIds/1"));
    coTerm(List.of(one, two), "2026-02-28").statusCode(400).body("errors[0].pointer", equalTo("/commonEndDate"));
    coTerm(List.of(one, contract(Map.of("startDate", "2027-01-01"))), "2026-12-31").statusCode(400)
        .body("errors[0].pointer", equalTo("/commonEndDate"));
    coTerm(List.of(one, contract(Map.of("kind", "PILOT"))), "2026-12-31").statusCode(400);
    String evergreen = contract(Map.of("termMonths", "", "evergreen", true));
    coTerm(List.of(one, evergreen), "2026-12-31").statusCode(409).body("detail", containsString("undecided end"));
    act(open(two), "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
    coTerm(List.of(one, two), "2026-12-31").statusCode(409).body("detail", containsString(two));
    customer = customer("Other");
    coTerm(List.of(one, contract(Map.of())), "2026-12-31").statusCode(400).body("errors[0].detail", containsString("another customer"));
    get(open(one)).body("version", is(0)).body("dueDate", equalTo("2026-06-30"));
    api().get("/v1/contracts/" + one).then().body("version", is(0)).body("coTermGroupId", is((Object) null));
    api().get("/v1/events?limit=1000&types=co_term_group.created").then().body("items", hasSize(0));
  }

  @Test
  void wallsAndScopes() {
    String one = contract(Map.of());
    String two = contract(Map.of());
    readOnly().body(Map.of("contractIds", List.of(one, two), "commonEndDate", "2026-12-31")).post("/v1/co-term-groups").then().statusCode(403);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).body(Map.of("contractIds", List.of(one, two), "commonEndDate", "2026-12-31")).post("/v1/co-term-groups")
        .then().statusCode(400).body("errors.code", equalTo(List.of("not_found", "not_found")));
    String group = coTerm(List.of(one, two), "2026-12-31").statusCode(201).extract().path("id");
    as(other.apiKey()).get("/v1/co-term-groups/" + group).then().statusCode(404);
    readOnly().get("/v1/co-term-groups/" + group).then().statusCode(200);
    coTerm(List.of(one, two), "2026-12-31").statusCode(409);
    Map<String, Object> body = new HashMap<>(Map.of("contractIds", List.of(one, two), "commonEndDate", "2026-12-31", "more", 1));
    api().body(body).post("/v1/co-term-groups").then().statusCode(400).body("code", equalTo("unknown_property"));
  }
}
