package dev.perennial.renewal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutcomeCorrectionTest extends Portfolio {
  @Inject RenewalClock renewalClock;
  @Inject Callers callers;

  private static final Map<String, Object> CREATE = Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE"));
  private static final Map<String, Object> EXTEND = Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"));
  private static final Map<String, Object> LOST = Map.of("outcome", "NOT_RENEWED");
  private static final Map<String, Object> WRONG = Map.of("note", "Signed by the wrong customer.");

  private ValidatableResponse correct(String renewal, Object body) {
    return act(renewal, "outcome/correct", body);
  }

  private ValidatableResponse contractOf(String id) {
    return api().get("/v1/contracts/" + id).then().statusCode(200);
  }

  @Test
  void anUntouchedFollowUpIsVoided() {
    String old = contract(Map.of());
    String renewal = open(old);
    act(renewal, "stage", Map.of("stage", "PROPOSED")).statusCode(200);
    String next = act(renewal, "outcome", CREATE).statusCode(200).extract().path("outcome.followUpContractId");
    String nextRenewal = open(next);
    correct(renewal, WRONG).statusCode(200).body("outcome", nullValue()).body("stage", equalTo("PROPOSED"))
        .body("forecastCategory", equalTo("BEST_CASE")).body("dueDate", equalTo("2026-06-30"));
    contractOf(next).body("endReason", equalTo("VOIDED")).body("status", equalTo("ENDED"));
    get(nextRenewal).body("outcome.outcome", equalTo("VOIDED"));
    assertEquals(List.of(renewal), renewals("customerId=" + customer).getList("items.id"));
    api().get("/v1/events?limit=1000&types=renewal.outcome_corrected").then().body("items", hasSize(1))
        .body("items[0].data.previous.outcome", equalTo("RENEWED"))
        .body("items[0].data.object.note", equalTo("Signed by the wrong customer."));
    api().get("/v1/customers/" + customer + "/timeline?types=renewal.outcome_corrected").then().body("items", hasSize(1));
    // and decided again, one outcome as ever
    String again = act(renewal, "outcome", CREATE).statusCode(200).extract().path("outcome.followUpContractId");
    get(open(again)).body("dueDate", equalTo("2027-06-30"));
    act(renewal, "outcome", LOST).statusCode(409);
  }

  @Test
  void aFollowUpSomebodyWorkedOnIsNamed() {
    String renewal = open(contract(Map.of()));
    String next = act(renewal, "outcome", CREATE).statusCode(200).extract().path("outcome.followUpContractId");
    patch().body(Map.of("number", "N-2")).patch("/v1/contracts/" + next).then().statusCode(200);
    correct(renewal, WRONG).statusCode(409).body("detail", containsString(next));
    get(renewal).body("outcome.outcome", equalTo("RENEWED"));
    contractOf(next).body("endReason", nullValue());

    customer = customer("Second");
    String worked = open(contract(Map.of()));
    String follower = act(worked, "outcome", CREATE).statusCode(200).extract().path("outcome.followUpContractId");
    act(open(follower), "stage", Map.of("stage", "ENGAGED")).statusCode(200);
    correct(worked, WRONG).statusCode(409).body("detail", containsString(follower));
  }

  @Test
  void correctedToAnotherOutcomeAtOnce() {
    String old = contract(Map.of());
    String renewal = open(old);
    act(renewal, "outcome", CREATE).statusCode(200);
    correct(renewal, Map.of("note", "They left.", "outcome", Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "PRICE")))))
        .statusCode(200).body("outcome.outcome", equalTo("NOT_RENEWED")).body("outcome.reasons[0].code", equalTo("PRICE"))
        .body("outcome.followUpContractId", nullValue());
    assertEquals(List.of(), renewals("customerId=" + customer).getList("items"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("NOTICE_GIVEN"));
    // and the other way round
    correct(renewal, Map.of("note", "They stayed.", "outcome", EXTEND)).statusCode(200).body("outcome.outcome", equalTo("RENEWED"));
    contractOf(old).body("endDate", equalTo("2027-06-30"));
  }

  @Test
  void extensionsLinksAndCancellationsAreTakenBack() {
    String extended = contract(Map.of());
    String renewal = open(extended);
    act(renewal, "outcome", EXTEND).statusCode(200);
    String following = open(extended);
    correct(renewal, WRONG).statusCode(200).body("outcome", nullValue());
    contractOf(extended).body("endDate", equalTo("2026-06-30")).body("termMonths", is(12));
    assertEquals(renewal, open(extended));
    get(following).body("outcome.outcome", equalTo("VOIDED"));

    customer = customer("Linked");
    String old = contract(Map.of());
    String linked = open(old);
    String crm = contract(Map.of("startDate", "2026-06-01"));
    act(linked, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "LINK", "contractId", crm))).statusCode(200);
    contractOf(old).body("endedDate", equalTo("2026-05-31"));
    correct(linked, WRONG).statusCode(200).body("outcome", nullValue()).body("dueDate", equalTo("2026-06-30"));
    contractOf(old).body("endedDate", nullValue());
    contractOf(crm).body("renewsContractIds", hasSize(0)).body("endReason", nullValue());

    customer = customer("Cut");
    String cut = contract(Map.of());
    String terminated = open(cut);
    act(terminated, "outcome", Map.of("outcome", "TERMINATED_EARLY", "effectiveDate", "2026-03-31")).statusCode(200);
    correct(terminated, WRONG).statusCode(200).body("outcome", nullValue());
    contractOf(cut).body("endedDate", nullValue()).body("mrr.amount", equalTo("1000.00"));
    assertEquals(terminated, open(cut));
  }

  @Test
  void aTermWorkedOnAfterAnExtensionStandsInTheWay() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    act(renewal, "outcome", EXTEND).statusCode(200);
    patch().body(Map.of("nextStep", "Call")).patch("/v1/renewals/" + open(contract)).then().statusCode(200);
    correct(renewal, WRONG).statusCode(409).body("detail", containsString(contract));
    contractOf(contract).body("endDate", equalTo("2027-06-30"));
  }

  @Test
  void whatRenewedItselfWasCancelledAfterAll() {
    String auto = contract(Map.of("autoRenew", true));
    String renewal = open(auto);
    day("2026-07-05");
    callers.run(Caller.system(tenantId(), "test"), renewalClock::advance);
    get(renewal).body("outcome.source", equalTo("AUTO"));
    correct(renewal, WRONG).statusCode(400).body("errors[0].pointer", equalTo("/outcome"));
    correct(renewal, Map.of("note", "The letter lay in the post room.", "outcome", LOST)).statusCode(200)
        .body("outcome.outcome", equalTo("NOT_RENEWED")).body("outcome.source", equalTo("RECORDED"));
    contractOf(auto).body("endDate", equalTo("2026-06-30")).body("status", equalTo("ENDED"));
    callers.run(Caller.system(tenantId(), "test"), renewalClock::advance);
    assertEquals(List.of(), renewals("contractId=" + auto).getList("items"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("CHURNED"));
  }

  @Test
  void whatCannotBeCorrected() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    correct(renewal, WRONG).statusCode(409).body("detail", containsString("undecided"));
    act(renewal, "outcome", LOST).statusCode(200);
    correct(renewal, Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/note"));
    correct(renewal, Map.of("note", "x", "outcome", Map.of("outcome", "RENEWED"))).statusCode(400);
    get(renewal).body("outcome.outcome", equalTo("NOT_RENEWED"));
    api().header("If-Match", "\"0\"").body(WRONG).post("/v1/renewals/" + renewal + "/outcome/correct").then().statusCode(412);
    readOnly().body(WRONG).post("/v1/renewals/" + renewal + "/outcome/correct").then().statusCode(403);
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).body(WRONG).post("/v1/renewals/" + renewal + "/outcome/correct").then().statusCode(404);
  }
}
