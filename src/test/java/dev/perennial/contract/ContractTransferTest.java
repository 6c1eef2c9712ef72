package dev.perennial.contract;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContractTransferTest extends ContractApiTest {
  private String buyer;

  @BeforeEach
  void buyer() {
    buyer =
        api().body(Map.of("name", "Buyer", "externalIds", List.of(Map.of("source", "crm", "externalId", "buyer"))))
            .post("/v1/customers").then().statusCode(201).extract().path("id");
  }

  private ValidatableResponse transfer(String contract, Object to, String effective) {
    return api().body(Map.of("toCustomerId", to, "effectiveDate", effective)).post("/v1/contracts/" + contract + "/transfer").then();
  }

  private String mrrOf(String who, String date) {
    today(date);
    return api().get("/v1/customers/" + who).then().statusCode(200).extract().path("mrr.amount");
  }

  private String openRenewal(String contract) {
    return api().get("/v1/renewals?contractId=" + contract).then().body("items", hasSize(1)).extract().path("items[0].id");
  }

  @Test
  void theContractGoesOnUnderTheBuyer() {
    String old =
        create(
            contract(
                "2026-01-01", "2026-12-31", "number", "C-1", "noticeDays", 30, "autoRenew", true,
                "lines", List.of(line("12000", "YEAR"), line("6000", "TERM"), line("900", "TERM", "chargeType", "ONE_TIME"))));
    String renewal = openRenewal(old);
    String next = transfer(old, Map.of("source", "crm", "externalId", "buyer"), "2026-07-01").statusCode(201)
        .body("customerId", equalTo(buyer)).body("startDate", equalTo("2026-07-01")).body("endDate", equalTo("2026-12-31"))
        .body("number", equalTo("C-1")).body("noticeDays", is(30)).body("autoRenew", is(true))
        .body("transferredFromContractId", equalTo(old)).body("lines", hasSize(2))
        .body("lines[1].unitPrice", equalTo("3000.00")).body("lines[1].mrr.amount", equalTo("500.00"))
        .body("renewsContractIds", empty()).extract().path("id");
    get(old).body("endReason", equalTo("TRANSFERRED")).body("endedDate", equalTo("2026-06-30"))
        .body("transferredToContractId", equalTo(next)).body("lines", hasSize(3)).body("customerId", equalTo(customer));

    api().get("/v1/renewals/" + renewal).then().body("outcome.outcome", equalTo("VOIDED"))
        .body("outcome.voidReason", equalTo("TRANSFERRED"));
    api().get("/v1/renewals/" + openRenewal(next)).then().body("customerId", equalTo(buyer))
        .body("dueDate", equalTo("2026-12-31")).body("renewalAmount.amount", equalTo("18000.00"));

    assertEquals("1500.00", mrrOf(customer, "2026-01-01"));
    assertEquals("1500.00", mrrOf(customer, "2026-06-30"));
    assertEquals("0.00", mrrOf(buyer, "2026-06-30"));
    assertEquals("0.00", mrrOf(customer, "2026-07-01"));
    assertEquals("1500.00", mrrOf(buyer, "2026-07-01"));
    assertEquals("1500.00", mrrOf(buyer, "2026-12-31"));
    assertEquals("0.00", mrrOf(buyer, "2027-01-31"));
    today("2026-08-01");
    api().get("/v1/customers/" + customer).then().body("status", not(equalTo("CHURNED"))).body("nextRenewal", nullValue());
    for (String side : List.of(customer, buyer)) {
      api().get("/v1/customers/" + side + "/timeline?types=contract.transferred").then().statusCode(200).body("items", hasSize(1));
    }
    api().get("/v1/events?limit=1000").then().body("items.type", hasItem("contract.transferred"));
  }

  @Test
  void pausesRampsAndEvergreenGoAlong() {
    String paused =
        create(
            contract(
                "2026-01-01", "2026-12-31", "pauses",
                List.of(
                    Map.of("fromDate", "2026-02-01", "toDate", "2026-02-10", "extendsEnd", true),
                    Map.of("fromDate", "2026-06-26", "toDate", "2026-07-05", "extendsEnd", true)),
                "lines",
                List.of(line("100", "MONTH", "endDate", "2026-08-31"), line("200", "MONTH", "startDate", "2026-09-01"))));
    get(paused).body("effectiveEndDate", equalTo("2027-01-20"));
    String next = transfer(paused, buyer, "2026-07-01").statusCode(201).body("effectiveEndDate", equalTo("2027-01-20"))
        .body("pauses", hasSize(1)).body("pauses[0].fromDate", equalTo("2026-07-01")).extract().path("id");
    assertEquals("0.00", mrrOf(buyer, "2026-07-05"));
    assertEquals("100.00", mrrOf(buyer, "2026-07-06"));
    assertEquals("200.00", mrrOf(buyer, "2026-09-01"));
    assertEquals("200.00", mrrOf(buyer, "2027-01-20"));
    assertEquals("0.00", mrrOf(buyer, "2027-02-20"));
    today("2026-06-15");
    String rolling = create(contract("2026-01-01", null, "evergreen", true, "lines", List.of(line("50", "MONTH"))));
    transfer(rolling, buyer, "2026-06-01").statusCode(201).body("evergreen", is(true)).body("mrr.amount", equalTo("50.00"));
    get(next).body("status", equalTo("FUTURE"));
  }

  @Test
  void anEarlierLossAndATransferAreNoChurn() {
    String lost = create(contract("2025-01-01", "2025-12-31"));
    api().body(Map.of("outcome", "NOT_RENEWED", "decidedDate", "2025-12-01")).post("/v1/renewals/" + openRenewal(lost) + "/outcome")
        .then().statusCode(200);
    api().get("/v1/customers/" + customer).then().body("status", equalTo("CHURNED"));
    String contract = create(contract("2026-01-01", "2026-12-31"));
    transfer(contract, buyer, "2026-06-01").statusCode(201);
    api().get("/v1/customers/" + customer).then().body("status", equalTo("ACTIVE"));
  }

  @Test
  void aContractNotYetBegunMovesWhole() {
    String first = create(contract("2025-07-01", "2026-12-31"));
    String early = create(contract("2026-07-01", "2027-06-30", "renewsContractIds", List.of(first)));
    transfer(early, buyer, "2026-06-20").statusCode(201).body("startDate", equalTo("2026-07-01"));
    get(early).body("endedDate", equalTo("2026-06-30")).body("mrr.amount", equalTo("0.00"));
    get(first).body("endedDate", equalTo("2026-06-30")); // it was succeeded, by a contract that then moved
    assertEquals("1000.00", mrrOf(customer, "2026-06-30"));
    assertEquals("0.00", mrrOf(customer, "2026-07-01"));
    assertEquals("1000.00", mrrOf(buyer, "2026-07-01"));
  }

  @Test
  void refusesWhatCannotMove() {
    String contract = create(contract("2026-01-01", "2026-12-31"));
    transfer(contract, customer, "2026-07-01").statusCode(400).body("errors[0].pointer", equalTo("/toCustomerId"));
    transfer(contract, UUID.randomUUID(), "2026-07-01").statusCode(400).body("errors[0].code", equalTo("not_found"));
    transfer(contract, buyer, "2027-01-01").statusCode(400).body("errors[0].pointer", equalTo("/effectiveDate"));
    transfer(UUID.randomUUID().toString(), buyer, "2026-07-01").statusCode(404);
    Map<String, Object> none = new HashMap<>(Map.of("toCustomerId", buyer));
    api().body(none).post("/v1/contracts/" + contract + "/transfer").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/effectiveDate"));
    api().header("If-Match", "\"7\"").body(Map.of("toCustomerId", buyer, "effectiveDate", "2026-07-01"))
        .post("/v1/contracts/" + contract + "/transfer").then().statusCode(412);
    readOnly().body(Map.of("toCustomerId", buyer, "effectiveDate", "2026-07-01"))
        .post("/v1/contracts/" + contract + "/transfer").then().statusCode(403);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).body(Map.of("toCustomerId", buyer, "effectiveDate", "2026-07-01"))
        .post("/v1/contracts/" + contract + "/transfer").then().statusCode(404);
    get(contract).body("version", is(0));
    api().get("/v1/contracts?customerId=" + buyer).then().body("items", empty());
    String next = create(contract("2027-01-01", "2027-12-31", "renewsContractIds", List.of(contract)));
    transfer(contract, buyer, "2026-07-01").statusCode(409).body("detail", containsString(next));
    transfer(next, buyer, "2027-01-01").statusCode(201);
    transfer(next, buyer, "2027-02-01").statusCode(409).body("detail", containsString("TRANSFERRED"));
  }
}
