package dev.perennial.renewal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenewalOutcomeTest extends Portfolio {
  @Inject RenewalClock renewalClock;
  @Inject Callers callers;
  @Inject SyncMode mode;

  private void advance() {
    callers.run(Caller.system(tenantId(), "test"), renewalClock::advance);
  }

  private static Map<String, Object> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  @Test
  void renewedWithASuccessor() {
    String old = contract(Map.of());
    String renewal = open(old);
    act(
            renewal, "outcome",
            Map.of(
                "outcome", "RENEWED", "decidedDate", "2026-02-28", "renewedAmount", eur("13200.00"),
                "reasons", List.of(Map.of("code", "VALUE_PROVEN", "evidence", "VERIFIED", "note", "said so")),
                "followUp", Map.of("kind", "CREATE", "termMonths", 24)))
        .statusCode(200)
        .body("outcome.outcome", equalTo("RENEWED"))
        .body("outcome.source", equalTo("RECORDED"))
        .body("outcome.timing", equalTo("EARLY"))
        .body("outcome.renewedAmount.amount", equalTo("13200.00"))
        .body("outcome.amountChange.total.amount", equalTo("1200.00"))
        .body("outcome.amountChange.price.amount", equalTo("1200.00"))
        .body("outcome.reasons[0].code", equalTo("VALUE_PROVEN"))
        .body("outcome.reasons[0].evidence", equalTo("VERIFIED"))
        .body("forecastCategory", equalTo("CLOSED"))
        .body("allowedTransitions", empty());
    String next = get(renewal).extract().path("outcome.followUpContractId");
    api().get("/v1/contracts/" + next).then().statusCode(200).body("startDate", equalTo("2026-07-01"))
        .body("endDate", equalTo("2028-06-30")).body("renewsContractIds", contains(old));
    get(open(next)).body("renewalAmount.amount", equalTo("13200.00")).body("termNumber", is(2));
    api().get("/v1/events?types=renewal.outcome_recorded").then().body("items", hasSize(1))
        .body("items[0].data.object.customerId", equalTo(customer));
    act(renewal, "outcome", Map.of("outcome", "VOIDED", "voidReason", "OTHER")).statusCode(409)
        .body("detail", containsString("RENEWED"));
    act(renewal, "stage", Map.of("stage", "ENGAGED")).statusCode(409);
    patch().body(Map.of("forecastCategory", "PIPELINE")).patch("/v1/renewals/" + renewal).then().statusCode(409);
    api().get("/v1/renewals?outcome=RENEWED").then().body("items.id", contains(renewal));
    api().get("/v1/renewals?open=false").then().body("items.id", contains(renewal));
  }

  @Test
  void renewedByExtensionOrByAContractOfTheCrm() {
    String extended = contract(Map.of());
    String renewal = open(extended);
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND"))).statusCode(200)
        .body("outcome.renewedAmount.amount", equalTo("12000.00")).body("dueDate", equalTo("2026-06-30"));
    get(open(extended)).body("dueDate", equalTo("2027-06-30")).body("termNumber", is(2));

    String old = contract(Map.of("number", "A"));
    String linked = open(old);
    api().body(contractBody(Map.of("startDate", "2026-06-01", "lines", List.of(line(product, 8, "100")),
            "externalIds", List.of(Map.of("source", "crm", "externalId", "B")))))
        .post("/v1/contracts").then().statusCode(201);
    act(linked, "outcome",
            Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "LINK", "contractId", Map.of("source", "crm", "externalId", "B"))))
        .statusCode(200)
        .body("outcome.renewedAmount.amount", equalTo("9600.00"))
        .body("outcome.amountChange.quantity.amount", equalTo("-2400.00"))
        .body("outcome.followUp", equalTo("LINK"))
        .body("dueDate", equalTo("2026-06-30"));
    api().get("/v1/contracts/" + old).then().body("endedDate", equalTo("2026-05-31"));
    assertEquals(List.of(), renewals("contractId=" + old).getList("items"), "nothing more to decide");
  }

  @Test
  void lostOnes() {
    String renewal = open(contract(Map.of()));
    act(renewal, "outcome",
            Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "COMPETITOR"))))
        .statusCode(200).body("outcome.reasons[0].avoidable", is(true)).body("outcome.reasons[0].evidence", equalTo("STATED"))
        .body("outcome.renewedAmount", nullValue()).body("forecastCategory", equalTo("OMITTED"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("NOTICE_GIVEN")).body("nextRenewal", nullValue());
    day("2026-07-01");
    advance();
    api().get("/v1/customers/" + customer).then().body("status", equalTo("CHURNED"));
    day("2026-03-01");

    customer = customer("Early");
    String cut = contract(Map.of());
    act(open(cut), "outcome", Map.of("outcome", "TERMINATED_EARLY")).statusCode(400)
        .body("errors[0].pointer", equalTo("/effectiveDate"));
    act(open(cut), "outcome", Map.of("outcome", "TERMINATED_EARLY", "effectiveDate", "2026-06-30")).statusCode(400);
    act(open(cut), "outcome", Map.of("outcome", "TERMINATED_EARLY", "effectiveDate", "2026-03-31")).statusCode(200);
    api().get("/v1/contracts/" + cut).then().body("endedDate", equalTo("2026-03-31")).body("endReason", equalTo("CANCELLED"));
    assertEquals(List.of(), renewals("contractId=" + cut).getList("items"));

    customer = customer("Rolling");
    String rolling = contract(Map.of("termMonths", "", "evergreen", true));
    String rollingRenewal = open(rolling);
    act(rollingRenewal, "notice", Map.of("receivedDate", "2026-03-01", "effectiveDate", "2026-04-30")).statusCode(200);
    act(rollingRenewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "NONE"))).statusCode(400);
    act(rollingRenewal, "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200).body("outcome.timing", nullValue());
    api().get("/v1/contracts/" + rolling).then().body("endedDate", equalTo("2026-04-30"));
    assertEquals(List.of(), renewals("contractId=" + rolling).getList("items"));
  }

  @Test
  void refusesWhatDoesNotFit() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    act(renewal, "outcome", Map.of("outcome", "RENEWED")).statusCode(400).body("errors[0].pointer", equalTo("/followUp"));
    act(renewal, "outcome", Map.of("outcome", "VOIDED")).statusCode(400).body("errors[0].pointer", equalTo("/voidReason"));
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-03-02")).statusCode(400);
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "followUp", Map.of("kind", "NONE"))).statusCode(400);
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "renewedAmount", eur("1"))).statusCode(400);
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "NO_SUCH")))).statusCode(400)
        .body("errors[0].pointer", equalTo("/reasons/0/code")).body("errors[0].code", equalTo("not_found"));
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "VALUE_PROVEN")))).statusCode(400);
    Map<String, Object> none = Map.of("kind", "NONE");
    act(renewal, "outcome",
            Map.of("outcome", "RENEWED", "followUp", none, "renewedAmount", Map.of("amount", "1", "currency", "USD")))
        .statusCode(400).body("errors[0].pointer", equalTo("/renewedAmount/currency"));
    act(renewal, "outcome",
            Map.of("outcome", "RENEWED", "followUp", none, "renewedAmount", eur("13000"),
                "amountChange", Map.of("price", eur("1"), "quantity", eur("1"), "product", eur("1"))))
        .statusCode(400).body("errors[0].pointer", equalTo("/amountChange"));
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "LINK"))).statusCode(400)
        .body("errors[0].pointer", equalTo("/followUp/contractId"));
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "LINK", "contractId", UUID.randomUUID())))
        .statusCode(400).body("errors[0].code", equalTo("not_found"));
    customer = customer("Other");
    String foreign = contract(Map.of("startDate", "2026-07-01"));
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "LINK", "contractId", foreign))).statusCode(400);
    act(renewal, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE", "startDate", "2025-01-01"))).statusCode(400);
    get(renewal).body("outcome", nullValue()).body("version", is(0));
    act(renewal, "outcome",
            Map.of("outcome", "RENEWED", "followUp", none, "renewedAmount", eur("13000"),
                "amountChange", Map.of("price", eur("500"), "quantity", eur("400"), "product", eur("100"))))
        .statusCode(200).body("outcome.amountChange.product.amount", equalTo("100.00"));
  }

  @Test
  void oneOutcomeHoweverManyAsk() throws Exception {
    String contract = contract(Map.of());
    String renewal = open(contract);
    Map<String, Object> body = Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE"));
    Callable<Integer> call = () -> api().body(body).post("/v1/renewals/" + renewal + "/outcome").statusCode();
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Integer> statuses = new java.util.ArrayList<>();
      for (var answer : pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> call).toList())) {
        statuses.add(answer.get());
      }
      assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
      assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 409), statuses.toString());
    }
    api().get("/v1/contracts?customerId=" + customer).then().body("items", hasSize(2));
    assertEquals(1, renewals("customerId=" + customer).getList("items").size());
  }

  @Test
  void idempotencyKeyHoldsForOutcomes() {
    String renewal = open(contract(Map.of()));
    Map<String, Object> body = Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE"));
    String key = UUID.randomUUID().toString();
    api().header("Idempotency-Key", key).body(body).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(200);
    api().header("Idempotency-Key", key).body(body).post("/v1/renewals/" + renewal + "/outcome").then().statusCode(200)
        .header("Idempotency-Replayed", "true");
    api().get("/v1/contracts?customerId=" + customer).then().body("items", hasSize(2));
  }

  @Test
  void cancelledContractsDecideTheirRenewal() {
    String contract = contract(Map.of());
    String renewal = open(contract);
    act(renewal, "outcome", Map.of("outcome", "VOIDED", "voidReason", "DUPLICATE", "note", "twice")).statusCode(200)
        .body("outcome.voidReason", equalTo("DUPLICATE")).body("outcome.timing", nullValue());
    patch().body(Map.of("number", "N-1")).patch("/v1/contracts/" + contract).then().statusCode(200);
    assertEquals(List.of(), renewals("contractId=" + contract).getList("items"), "what a person voided stays void");
  }

  @Test
  void autoRenewalRunsByItself() {
    String auto = contract(Map.of("autoRenew", true));
    String renewal = open(auto);
    String noticed = contract(Map.of("autoRenew", true));
    String noticedRenewal = open(noticed);
    act(noticedRenewal, "notice", Map.of("receivedDate", "2026-03-01")).statusCode(200);
    day("2026-05-01");
    advance();
    get(renewal).body("stage", equalTo("UPCOMING"));
    day("2026-05-02");
    advance();
    get(renewal).body("stage", equalTo("COMMITTED")).body("forecastCategory", equalTo("COMMIT"))
        .body("stageHistory[0].actor", equalTo("system:test"));
    day("2026-06-29");
    advance();
    get(renewal).body("outcome", nullValue());
    day("2026-06-30");
    advance();
    advance();
    get(renewal).body("outcome.outcome", equalTo("RENEWED")).body("outcome.source", equalTo("AUTO"))
        .body("outcome.timing", equalTo("ON_TIME")).body("outcome.followUp", equalTo("EXTEND"));
    get(open(auto)).body("dueDate", equalTo("2027-06-30")).body("termNumber", is(2)).body("stage", equalTo("UPCOMING"));
    get(noticedRenewal).body("stage", equalTo("UPCOMING")).body("outcome", nullValue());
    day("2026-07-02");
    get(noticedRenewal).body("overdue", is(true));
    // years later, after a pause of the service: every term in between
    day("2029-07-01");
    advance();
    get(open(auto)).body("dueDate", equalTo("2030-06-30")).body("termNumber", is(5));
  }

  @Test
  void evergreenDeadlinesMoveOn() {
    String rolling = contract(Map.of("termMonths", "", "evergreen", true, "noticeDays", 30));
    day("2026-03-11");
    get(open(rolling)).body("decisionDeadlineDate", equalTo("2026-04-10"));
    assertEquals("2026-03-31", renewals("open=true").get("items[0].decisionDeadlineDate"));
    advance();
    assertEquals("2026-04-10", renewals("open=true").get("items[0].decisionDeadlineDate"));
    get(open(rolling)).body("version", is(0));
  }

  @Test
  void importedHistoryIsInferred() {
    String first = contract(Map.of("startDate", "2023-01-01"));
    String second = contract(Map.of("startDate", "2024-01-01", "renewsContractIds", List.of(first)));
    assertEquals(List.of("2024-12-31"), renewals("customerId=" + customer).getList("items.dueDate"), "overdue, not inferred");
    callers.run(
        Caller.system(tenantId(), "import"),
        () -> {
          mode.history();
          mode.quiet();
          io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(() -> sync.contractsChanged(List.of(UUID.fromString(second))));
        });
    assertEquals(List.of(), renewals("customerId=" + customer).getList("items"));
    String lost = renewals("contractId=" + second + "&open=false").get("items[0].id");
    get(lost).body("outcome.outcome", equalTo("NOT_RENEWED")).body("outcome.source", equalTo("INFERRED"))
        .body("outcome.decidedDate", equalTo("2024-12-31"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("CHURNED"));
    // the successor came in a later file
    contract(Map.of("startDate", "2025-01-01", "termMonths", 24, "renewsContractIds", List.of(second)));
    get(lost).body("outcome.outcome", equalTo("RENEWED")).body("outcome.source", equalTo("INFERRED"))
        .body("outcome.timing", equalTo("ON_TIME"));
    api().get("/v1/customers/" + customer).then().body("status", equalTo("ACTIVE"));
  }

  @Test
  void importedOutcomesReplaceInferredOnesOnce() {
    String first = contract(Map.of("startDate", "2023-01-01"));
    contract(Map.of("startDate", "2024-01-01", "renewsContractIds", List.of(first), "lines", List.of(line(product, 12, "100"))));
    String renewed = renewals("contractId=" + first + "&open=false").get("items[0].id");
    get(renewed).body("outcome.source", equalTo("INFERRED"));
    java.time.LocalDate due = java.time.LocalDate.parse("2023-12-31");
    PastOutcome past = new PastOutcome(UUID.fromString(first), due, Outcome.RENEWED, due, null, List.of("VALUE_PROVEN"));
    PastOutcome wrong = new PastOutcome(UUID.fromString(first), due.plusDays(1), Outcome.RENEWED, due, null, List.of());
    PastOutcome other = new PastOutcome(UUID.fromString(first), due, Outcome.NOT_RENEWED, due, null, List.of("NO_SUCH"));
    assertEquals(
        List.of("UPDATED", "FAILED"), statuses(List.of(past, wrong)));
    get(renewed).body("outcome.source", equalTo("RECORDED")).body("outcome.renewedAmount.amount", equalTo("14400.00"))
        .body("outcome.amountChange.quantity.amount", equalTo("2400.00")).body("outcome.reasons.code", contains("VALUE_PROVEN"));
    assertEquals(List.of("UNCHANGED", "FAILED"), statuses(List.of(past, other)));
    get(renewed).body("version", is(2));
  }

  private List<String> statuses(List<PastOutcome> outcomes) {
    return callers.call(
        Caller.system(tenantId(), "import"),
        () -> pastOutcomes.record(outcomes).stream().map(written -> written.status().name()).toList());
  }

  @Inject PastOutcomes pastOutcomes;

  @Inject RenewalSync sync;
}
