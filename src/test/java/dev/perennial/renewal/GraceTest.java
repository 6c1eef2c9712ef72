package dev.perennial.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An undecided late renewal keeps its MRR for the grace, in every read that shows MRR. */
@QuarkusTest
class GraceTest extends Portfolio {
  private static final String LAST_OF_GRACE = "2026-07-30";
  private static final String AFTER_GRACE = "2026-07-31";

  /** The customer's MRR that day: alone, in the list, in the hierarchy, and each of them as known at that moment. */
  private String mrrOn(String day) {
    day(day);
    String now = "knownAt=" + clock.instant();
    String mrr = api().get("/v1/customers/" + customer).then().statusCode(200).extract().path("mrr.amount");
    assertEquals(mrr, api().get("/v1/customers/" + customer + "?" + now).then().statusCode(200).extract().path("mrr.amount"));
    for (String query : List.of("", "?" + now)) {
      JsonPath list = api().get("/v1/customers" + query).then().statusCode(200).extract().jsonPath();
      assertEquals(mrr, list.getString("items.find { it.id == '" + customer + "' }.mrr.amount"), query);
      assertEquals(mrr, api().get("/v1/customers/" + customer + "/roll-up" + query).then().statusCode(200).extract().path("own.mrr.amount"), query);
    }
    return mrr;
  }

  /** What is known now, about an earlier day: its MRR as it would be read if that were today. */
  private String mrrAsOf(String day) {
    day(day);
    return api().get("/v1/customers/" + customer).then().statusCode(200).extract().path("mrr.amount");
  }

  @Test
  void whileNobodyHasDecided() {
    contract(Map.of());
    assertEquals("1000.00", mrrOn("2026-06-30"));
    assertEquals("1000.00", mrrOn("2026-07-01"));
    assertEquals("1000.00", mrrOn(LAST_OF_GRACE));
    assertEquals("0.00", mrrOn(AFTER_GRACE));
  }

  @Test
  void untilItIsLost() {
    String renewal = open(contract(Map.of()));
    assertEquals("1000.00", mrrOn("2026-07-10"));
    String then = "?knownAt=" + clock.instant();
    day("2026-07-11");
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
    assertEquals("0.00", mrrOn("2026-07-12"));
    assertEquals("1000.00", api().get("/v1/customers/" + customer + then).then().extract().path("mrr.amount"), "as was known then");
    act(renewal, "outcome/correct", Map.of("note", "Not yet.")).statusCode(200);
    assertEquals("1000.00", mrrOn("2026-07-13"));
  }

  @Test
  void notWithANotice() {
    String renewal = open(contract(Map.of()));
    day("2026-06-01");
    act(renewal, "notice", Map.of("receivedDate", "2026-06-01")).statusCode(200);
    assertEquals("1000.00", mrrOn("2026-06-30"));
    assertEquals("0.00", mrrOn("2026-07-01"));
    api().post("/v1/renewals/" + renewal + "/notice/withdraw").then().statusCode(200);
    assertEquals("1000.00", mrrOn("2026-07-02"));
  }

  @Test
  void aSuccessorWithinTheGraceLeavesNoGap() {
    String old = contract(Map.of());
    day("2026-07-20");
    contract(Map.of("startDate", "2026-07-20", "renewsContractIds", List.of(old), "lines", List.of(line(product, 10, "120"))));
    assertEquals("1200.00", mrrOn("2026-07-21"));
    assertEquals("1000.00", mrrAsOf("2026-07-19"));
    assertEquals("1200.00", mrrAsOf("2026-07-20"));
  }

  @Test
  void aSuccessorAfterTheGraceLeavesOne() {
    String old = contract(Map.of());
    day("2026-12-01");
    contract(Map.of("startDate", "2026-12-01", "renewsContractIds", List.of(old)));
    assertEquals("1000.00", mrrOn("2026-12-02"));
    assertEquals("1000.00", mrrAsOf(LAST_OF_GRACE));
    assertEquals("0.00", mrrAsOf(AFTER_GRACE));
  }

  @Test
  void anExtensionHasNone() {
    String renewal = open(contract(Map.of()));
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"))).statusCode(200);
    assertEquals("1000.00", mrrOn("2026-07-01"));
    assertEquals("1000.00", mrrOn("2027-07-30"));
    assertEquals("0.00", mrrOn("2027-07-31"));
  }

  @Test
  void aLineThatEndsEarlyIsADecisionToo() {
    Map<String, Object> addOn = line(product("add-on"), 1, "50");
    addOn.put("endDate", "2026-03-31");
    String contract = contract(Map.of("lines", List.of(line(product, 10, "100"), addOn)));
    assertEquals("1050.00", mrrOn("2026-04-30"));
    assertEquals("1000.00", mrrOn("2026-05-01"));
    String lost = renewals("contractId=" + contract).getString("items.find { it.kind == 'LINE' }.id");
    act(lost, "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
    assertEquals("1000.00", mrrAsOf("2026-04-01"));
  }

  @Test
  void aGroupIsOneDecision() {
    List<String> members = List.of(contract(Map.of()), contract(Map.of("startDate", "2025-09-01")));
    api().body(Map.of("contractIds", members, "commonEndDate", "2026-09-30")).post("/v1/co-term-groups").then().statusCode(201);
    assertEquals("2000.00", mrrOn("2026-10-30"));
    assertEquals("0.00", mrrOn("2026-10-31"));
    String renewal = renewals("customerId=" + customer).getString("items[0].id");
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
    assertEquals("0.00", mrrAsOf("2026-10-01"));
  }

  @Test
  void theDaysAreTheTenants() {
    contract(Map.of());
    assertEquals("1000.00", mrrOn("2026-07-10"));
    String then = "?knownAt=" + clock.instant();
    day("2026-07-11");
    patch().body(Map.of("graceDays", 5)).patch("/v1/settings").then().statusCode(200);
    assertEquals("0.00", mrrOn("2026-07-12"));
    assertEquals("1000.00", mrrAsOf("2026-07-05"));
    day("2026-07-12");
    assertEquals("1000.00", api().get("/v1/customers/" + customer + then).then().extract().path("mrr.amount"), "with the days of then");
  }
}
