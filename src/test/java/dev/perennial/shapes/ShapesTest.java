package dev.perennial.shapes;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.renewal.Portfolio;
import dev.perennial.renewal.RenewalClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Walks through every shape a contract takes; what is answered is what {@code src/docs/shapes/README.md} says. */
@QuarkusTest
class ShapesTest extends Portfolio {
  private static final Path COMMITTED = Path.of("src/docs/shapes/README.md");
  private static final Path WRITTEN = Path.of("target/shapes.md");

  @Inject RenewalClock renewalClock;
  @Inject Callers callers;

  private final ShapesDocument document =
      new ShapesDocument(
          """
          # Every shape a contract takes

          What one asks and what one gets, captured from a run; answers are shortened to the fields that matter, ids have
          names, and the day is 1 March 2026 unless said otherwise. The contract is
          `openapi/openapi.yaml`. A contract with nothing else said here costs 10 × 100 EUR a month, runs from 1 July 2025 to
          30 June 2026 and takes 60 days' notice.

          After each step the same run asks whether the board, the renewals, the contracts, the customer, the change feed, the
          timeline and the forecast tell the same of every customer involved (`ShapesAgreement` among the tests).
          """);

  private ShapesAgreement agreement;

  /** After each shape, and after each step that is shown on the way, all sides of the API have to agree about it. */
  @Test
  void theDocumentationIsWhatOneGets() throws IOException {
    agreement = new ShapesAgreement(this::api, clock);
    for (Runnable shape : shapes()) {
      agreement.begin();
      shape.run();
      agreement.check();
    }
    Files.writeString(WRITTEN, document.toString());
    assertEquals(
        Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "", document.toString(),
        "the documentation differs: copy " + WRITTEN + " to " + COMMITTED + " if the answers are right");
  }

  private List<Runnable> shapes() {
    return List.of(
        this::coTerm, this::transfer, this::merge, this::correction, this::pauses, this::partner, this::earlyLine, this::notice,
        this::autoRenewal, this::evergreen, this::earlyAndLate, this::upsellAndRamp, this::downgrade, this::offer,
        this::missingRate, this::pilotAndFree, this::rollUp, this::humanWork, this::forecast);
  }

  private JsonPath ask(String method, String path, Object body, int status, String... fields) {
    var request = method.equals("PATCH") ? patch() : api();
    Response response = (body == null ? request : request.body(body)).request(method, path);
    response.then().statusCode(status);
    document.exchange(method + " " + path, body, status, response.asString(), fields);
    if (!method.equals("GET")) {
      agreement.check();
    }
    return response.jsonPath();
  }

  private String named(String id, String name) {
    return document.name(id, name);
  }

  private void fresh(String name) {
    day("2026-03-01");
    customer = named(customer(name), name.toLowerCase(java.util.Locale.ROOT));
    agreement.about(customer);
  }

  private void advance() {
    callers.run(Caller.system(tenantId(), "clock"), renewalClock::advance);
    agreement.check();
  }

  private static Map<String, Object> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  private void coTerm() {
    document.section(
        "Five end dates become one",
        """
        The contracts keep their monthly amounts; a price for the term follows the term's length. What the days more or less
        are worth is prorated. The old renewals are voided (`CO_TERMED`), one renewal of all lines takes their place.
        """);
    fresh("Acme");
    named(product, "product");
    String[] ends = {"2026-03-31", "2026-04-30", "2026-06-30", "2026-12-31", "2027-03-31"};
    List<String> contracts = new java.util.ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      contracts.add(
          named(
              contract(
                  Map.of("startDate", "2025-04-01", "endDate", ends[i], "termMonths", "", "lines", List.of(line(product, i + 1, "100")))),
              "contract " + (i + 1)));
    }
    String old = named(open(contracts.getFirst()), "old renewal");
    JsonPath group = ask("POST", "/v1/co-term-groups", Map.of("contractIds", contracts, "commonEndDate", "2026-12-31"), 201);
    named(group.getString("id"), "group");
    String renewal = named(group.getString("renewalId"), "renewal");
    ask("GET", "/v1/renewals/" + old, null, 200, "outcome.outcome", "outcome.source", "outcome.voidReason");
    ask("GET", "/v1/renewals/" + renewal, null, 200, "kind", "dueDate", "noticeDeadlineDate", "renewalAmount", "coTermGroupId");
  }

  private void transfer() {
    document.section(
        "The customer is acquired: transfer",
        """
        No churn and no new business: the contract ends on the day before and keeps its history, a new one carries it on
        with the same end and the same amounts a month. Each side's MRR is right on every day.
        """);
    fresh("Buyer");
    String buyer = customer;
    fresh("Target");
    String old = named(contract(Map.of()), "contract");
    String renewal = named(open(old), "renewal");
    JsonPath next =
        ask(
            "POST", "/v1/contracts/" + old + "/transfer", Map.of("toCustomerId", buyer, "effectiveDate", "2026-04-01"), 201,
            "id", "customerId", "startDate", "endDate", "transferredFromContractId", "lines.mrr");
    named(next.getString("id"), "carried contract");
    ask("GET", "/v1/contracts/" + old, null, 200, "customerId", "endedDate", "endReason", "transferredToContractId");
    ask("GET", "/v1/renewals/" + renewal, null, 200, "outcome.outcome", "outcome.voidReason");
    document.say("On 1 April 2026:");
    day("2026-04-01");
    ask("GET", "/v1/customers/" + customer, null, 200, "name", "status", "mrr");
    ask("GET", "/v1/customers/" + buyer, null, 200, "name", "mrr");
  }

  private void merge() {
    document.section(
        "Duplicates are merged and parted",
        """
        The duplicate's id and external ids lead to the survivor: a read answers 200 with the survivor's body, whose `id` says
        who it is. Contracts, contacts and children go along and are noted; signals, timeline and scores stay where they were
        recorded and are read for both. An unmerge takes back what came and what followed from it.
        """);
    fresh("Survivor");
    String survivor = customer;
    contract(Map.of());
    fresh("Duplicate");
    String duplicate = customer;
    contract(Map.of("lines", List.of(line(product, 5, "100"))));
    ask("POST", "/v1/customers/" + duplicate + "/merge", Map.of("into", survivor), 200);
    ask("GET", "/v1/customers/" + duplicate, null, 200, "id", "name", "mrr");
    ask("POST", "/v1/customers/" + duplicate + "/unmerge", null, 200);
    ask("GET", "/v1/customers/" + duplicate, null, 200, "id", "name", "mrr");
  }

  private void correction() {
    document.section(
        "An outcome was wrong",
        """
        A correction opens the renewal again, or records the right outcome at once. It takes back what the outcome did to
        contracts, unless somebody has built on it. Scores stay; the event `renewal.outcome_corrected` holds what it was.
        """);
    fresh("Corrected");
    String renewal = named(open(contract(Map.of())), "renewal");
    JsonPath decided =
        ask("POST", "/v1/renewals/" + renewal + "/outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE")), 200,
            "outcome.outcome", "outcome.followUp", "outcome.followUpContractId");
    String made = decided.getString("outcome.followUpContractId");
    document.say("That contract is an id above; it becomes one that never was:");
    ask("POST", "/v1/renewals/" + renewal + "/outcome/correct",
        Map.of("note", "Signed by the wrong company.", "outcome", Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "COMPETITOR")))),
        200, "outcome.outcome", "outcome.reasons", "outcome.followUpContractId");
    ask("GET", "/v1/contracts/" + made, null, 200, "status", "endedDate", "endReason");
    document.say("Where the follow-up has been worked on since:");
    fresh("Touched");
    String second = named(open(contract(Map.of())), "renewal");
    String next = act(second, "outcome", Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE"))).extract().path("outcome.followUpContractId");
    named(next, "follow-up contract");
    patch().body(Map.of("number", "N-1")).patch("/v1/contracts/" + next).then().statusCode(200);
    ask("POST", "/v1/renewals/" + second + "/outcome/correct", Map.of("note", "A typing error."), 409, "code", "detail");
  }

  private void pauses() {
    document.section("Pauses", "Nothing is earned in a pause. With `extendsEnd` the end moves by its days, without it stays.");
    fresh("Paused");
    List<Map<String, Object>> pause = List.of(Map.of("fromDate", "2026-02-15", "toDate", "2026-03-16", "extendsEnd", true));
    String contract = named(contract(Map.of()), "contract");
    ask("PATCH", "/v1/contracts/" + contract, Map.of("pauses", pause), 200, "status", "endDate", "effectiveEndDate", "mrr");
    ask("GET", "/v1/renewals/" + named(open(contract), "renewal"), null, 200, "dueDate", "renewalAmount");
    List<Map<String, Object>> plain = List.of(Map.of("fromDate", "2026-02-15", "toDate", "2026-03-16"));
    ask("PATCH", "/v1/contracts/" + contract, Map.of("pauses", plain), 200, "status", "effectiveEndDate", "pauses");
  }

  private void partner() {
    document.section("Sold through a partner, paid by somebody else", "Revenue and renewal stay with the customer who uses it.");
    fresh("Partner");
    String partner = customer;
    fresh("User");
    Map<String, Object> body = contractBody(Map.of("partnerCustomerId", partner, "billToCustomerId", partner));
    ask("POST", "/v1/contracts", body, 201, "customerId", "partnerCustomerId", "billToCustomerId", "mrr");
  }

  private void earlyLine() {
    document.section(
        "A line that ends before its contract", "With no later line of its product it is a decision of its own; a ramp is none.");
    fresh("Ramped");
    Map<String, Object> addOn = line(product("add-on"), 1, "50");
    addOn.put("endDate", "2026-03-31");
    String contract = contract(Map.of("lines", List.of(line(product, 10, "100"), addOn)));
    ask("GET", "/v1/renewals?contractId=" + named(contract, "contract"), null, 200, "items.kind", "items.dueDate", "items.amount");
  }

  private void notice() {
    document.section("Notice, withdrawn, and again", "A notice takes the renewal out of the forecast; the decision stays open.");
    fresh("Noticed");
    String renewal = named(open(contract(Map.of())), "renewal");
    String[] fields = {"notice", "forecastCategory", "allowedTransitions"};
    ask("POST", "/v1/renewals/" + renewal + "/notice", Map.of("receivedDate", "2026-02-20", "effectiveDate", "2026-06-30"), 200, fields);
    ask("GET", "/v1/customers/" + customer, null, 200, "status");
    ask("POST", "/v1/renewals/" + renewal + "/notice/withdraw", null, 200, fields);
    ask("POST", "/v1/renewals/" + renewal + "/notice", Map.of("receivedDate", "2026-03-01"), 200, fields);
  }

  private void autoRenewal() {
    document.section(
        "It renews by itself, or is overdue",
        "Without a notice: committed once notice is too late (here on 2 May), renewed on the due date. What does not renew by itself stays open, and is overdue.");
    fresh("Auto");
    String auto = named(open(contract(Map.of("autoRenew", true))), "self-renewing");
    String manual = named(open(contract(Map.of())), "manual");
    day("2026-05-02");
    advance();
    ask("GET", "/v1/renewals/" + auto, null, 200, "stage", "forecastCategory", "outcome");
    day("2026-07-01");
    advance();
    ask("GET", "/v1/renewals/" + auto, null, 200, "outcome.outcome", "outcome.source", "outcome.timing", "outcome.followUp");
    ask("GET", "/v1/renewals/" + manual, null, 200, "overdue", "outcome");
  }

  private void evergreen() {
    document.section("Evergreen", "One rolling renewal; its deadline is always as many days ahead as the notice takes.");
    fresh("Evergreen");
    String renewal = open(contract(Map.of("termMonths", "", "evergreen", true, "noticeDays", 30)));
    ask("GET", "/v1/renewals/" + named(renewal, "renewal"), null, 200, "kind", "dueDate", "decisionDeadlineDate", "renewalAmount");
    ask("POST", "/v1/renewals/" + renewal + "/outcome", Map.of("outcome", "NOT_RENEWED", "effectiveDate", "2026-04-30"), 200,
        "outcome.outcome", "outcome.timing");
  }

  private void earlyAndLate() {
    document.section(
        "Renewed early, and late",
        """
        An early successor overlaps: the old contract is cut short, and nothing counts twice. While a late one is waited for, the
        decision is open and the customer keeps its MRR for the days of grace (`graceDays`, here 30): a successor within them
        leaves no gap, after them the MRR is gone until it comes back with the successor. A notice or a loss ends it on the last
        day of the term. The contract itself is over, and says so. The same days are waited for before a past term that an import
        brings is taken as not renewed.
        """);
    fresh("Early");
    String old = named(contract(Map.of()), "old contract");
    String renewal = named(open(old), "renewal");
    contract(Map.of("startDate", "2026-05-01", "signedDate", "2026-02-25", "renewsContractIds", List.of(old)));
    ask("GET", "/v1/contracts/" + old, null, 200, "endDate", "endedDate", "endReason");
    ask("GET", "/v1/renewals/" + renewal, null, 200, "outcome.outcome", "outcome.source", "outcome.timing", "outcome.decidedDate");
    for (String signed : List.of("2026-07-20", "2026-12-01")) {
      fresh("Late " + signed);
      String expired = named(contract(Map.of()), "expired contract");
      String late = named(open(expired), "late renewal");
      day("2026-07-10");
      advance();
      document.say("On 2026-07-10, undecided:");
      ask("GET", "/v1/customers/" + customer, null, 200, "mrr");
      day(LocalDate.parse(signed).minusDays(1).toString());
      advance();
      document.say("The day before it is signed:");
      ask("GET", "/v1/customers/" + customer, null, 200, "mrr");
      day(signed);
      contract(Map.of("startDate", signed, "signedDate", signed, "renewsContractIds", List.of(expired)));
      document.say("Signed on " + signed + ", after the end of 30 June:");
      ask("GET", "/v1/renewals/" + late, null, 200, "dueDate", "outcome.outcome", "outcome.timing", "outcome.decidedDate");
      api().get("/v1/contracts/" + expired).then().body("endedDate", equalTo(null));
    }
  }

  private void upsellAndRamp() {
    document.section("More in mid-term, and a ramp", "The renewal is about what is in force on the last day.");
    fresh("Growing");
    String contract = named(contract(Map.of()), "contract");
    Map<String, Object> first = line(product, 10, "100");
    first.put("endDate", "2026-03-31");
    Map<String, Object> then = line(product, 15, "100");
    then.put("startDate", "2026-04-01");
    ask("PATCH", "/v1/contracts/" + contract, Map.of("lines", List.of(first, then)), 200, "mrr", "lines.quantity", "lines.startDate", "lines.endDate");
    ask("GET", "/v1/renewals?contractId=" + contract, null, 200, "items.kind", "items.dueDate", "items.amount");
  }

  private void downgrade() {
    document.section("Smaller is still renewed", "The change is split into price, quantity and product; the parts add up.");
    fresh("Smaller");
    String addOn = product("analytics");
    String old = contract(Map.of("lines", List.of(line(product, 10, "100"), line(addOn, 1, "200"))));
    String renewal = named(open(old), "renewal");
    contract(Map.of("startDate", "2026-07-01", "renewsContractIds", List.of(old), "lines", List.of(line(product, 8, "105"))));
    ask("GET", "/v1/renewals/" + renewal, null, 200, "renewalAmount", "outcome.outcome", "outcome.renewedAmount", "outcome.amountChange");
  }

  private void offer() {
    document.section("A price increase is offered, a downsell expected", "The offer is what the customer got, the forecast amount what we expect.");
    fresh("Offered");
    String renewal = named(open(contract(Map.of())), "renewal");
    Map<String, Object> offer = Map.of("priceChangePercent", 5, "amount", eur("12600.00"), "termMonths", 12, "sentDate", "2026-02-27");
    ask("PATCH", "/v1/renewals/" + renewal, Map.of("offer", offer, "forecastAmount", eur("10800.00")), 200, "renewalAmount", "offer", "forecastAmount");
  }

  private void missingRate() {
    document.section("No exchange rate", "A sum is never a guess: the contract is refused until the rate is stored.");
    fresh("Foreign");
    Map<String, Object> body = contractBody(Map.of("currency", "USD"));
    ask("POST", "/v1/contracts", body, 409, "code", "detail");
    ask("PUT", "/v1/exchange-rates/USD/2026-01-01", Map.of("rate", "0.9"), 200, "currency", "rate");
    ask("POST", "/v1/contracts", body, 201, "mrr");
    ask("GET", "/v1/customers/" + customer, null, 200, "mrr");
  }

  private void pilotAndFree() {
    document.section("A pilot converts, a free plan stays free", "Both stay outside MRR and renewal rates; a pilot becomes a subscription.");
    fresh("Trying");
    String pilot = contract(Map.of("kind", "PILOT"));
    String renewal = named(open(pilot), "renewal");
    ask("GET", "/v1/customers/" + customer, null, 200, "mrr");
    String next =
        ask("POST", "/v1/renewals/" + renewal + "/outcome",
            Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "CREATE", "startDate", "2026-07-01")), 200, "contractKind", "outcome.outcome")
            .getString("outcome.followUpContractId");
    ask("GET", "/v1/contracts/" + next, null, 200, "kind", "startDate", "status", "lines.mrr");
    String free = contract(Map.of("kind", "FREE", "termMonths", "", "evergreen", true));
    ask("GET", "/v1/contracts/" + named(free, "free contract"), null, 200, "kind", "evergreen", "mrr");
  }

  private void rollUp() {
    document.section("Up to the ultimate parent", "The customer alone, with everyone below it, and its whole company.");
    fresh("Holding");
    String top = customer;
    contract(Map.of());
    fresh("Division");
    String division = customer;
    contract(Map.of("lines", List.of(line(product, 2, "100"))));
    patch().body(Map.of("parentId", top)).patch("/v1/customers/" + division).then().statusCode(200);
    fresh("Site");
    contract(Map.of("lines", List.of(line(product, 3, "100"))));
    patch().body(Map.of("parentId", division)).patch("/v1/customers/" + customer).then().statusCode(200);
    String[] figures = {"customerCount", "mrr", "openRenewalCount", "openRenewalAmount"};
    List<String> fields = new java.util.ArrayList<>(List.of("ultimateParent.id", "ultimateParent.name"));
    for (String scope : List.of("own", "withChildren", "ultimateParent.figures")) {
      for (String figure : figures) {
        fields.add(scope + "." + figure);
      }
    }
    ask("GET", "/v1/customers/" + division + "/roll-up", null, 200, fields.toArray(String[]::new));
  }

  private void humanWork() {
    document.section(
        "What people add",
        "A call beside the model's, the next step, a snooze that hides it from the worklist until its day, reason codes of your own.");
    fresh("Worked");
    String renewal = named(open(contract(Map.of())), "renewal");
    Map<String, Object> work = new HashMap<>();
    work.put("humanCall", Map.of("outcome", "RENEWED", "confidence", 0.8, "note", "They love the reports."));
    work.put("nextStep", "Meet the new sponsor");
    work.put("nextStepDate", "2026-03-12");
    work.put("snoozedUntilDate", "2026-03-10");
    ask("PATCH", "/v1/renewals/" + renewal, work, 200, "humanCall", "nextStep", "nextStepDate", "snoozedUntilDate");
    ask("PUT", "/v1/reason-codes/MOVED_ABROAD", Map.of("label", "Moved abroad", "appliesTo", List.of("NOT_RENEWED"), "avoidable", false), 201);
  }

  private void forecast() {
    document.section(
        "The forecast",
        """
        Six contracts that end on 30 June 2026, each at another point. Three are open and in the forecast: 24,000 committed,
        6,000 proposed, of which we expect 5,400, and 12,000 that nobody has spoken about. One of 12,000 is renewed at 12,600,
        one of 3,600 is under notice, one of 2,400 is lost.
        """);
    fresh("Forecast");
    sixDecisions();
    score();
    ask("GET", "/v1/renewals?customerId=" + customer, null, 200,
        "items.id", "items.stage", "items.forecastCategory", "items.amount.amount", "items.probability");
    document.say(
        """
        From these rows, and the renewed and the lost one, come the figures below:

        - `due`: everything at the amount at stake, 24,000 + 6,000 + 12,000 + 12,000 + 3,600 + 2,400 = 60,000.
        - `closed`: what is renewed, at the renewed amount, 12,600.
        - `commit`: closed, and what is committed, 12,600 + 24,000 = 36,600.
        - `bestCase`: commit, and what is proposed at the amount we expect, 36,600 + 5,400 = 42,000.
        - `pipeline`: best case, and the rest that is open, 42,000 + 12,000 = 54,000.
        - `omitted`: under notice, 3,600. `lost`: 2,400. Both are in `due` and nowhere else.

        That is what people see. The scores see, of the three open ones:

        - `expected`: Σ (1 − probability) × amount, 0.8 × 24,000 + 0.6 × 6,000 + 0.6 × 12,000 = 30,000. The amount at stake
          counts, not the one we expect: a score is about renewing at all.
        - `p10`, `p50`, `p90`: each of the three is renewed or lost by itself, which makes eight sums. Smallest first, with
          their chances: 0 (3.2%), 6,000 (4.8%), 12,000 (4.8%), 18,000 (7.2%), 24,000 (12.8%), 30,000 (19.2%),
          36,000 (19.2%), 42,000 (28.8%). The chances add up past 10% at 12,000, past 50% at 30,000 and past 90% at 42,000;
          with the closed 12,600 that is 24,600, 42,600 and 54,600.

        Open renewals without a score would be in `unscoredCount` and in no figure of `model`. With more than twelve
        decisions the sum is taken as normally distributed, and `method` says so.
        """);
    ask("GET", "/v1/renewals/forecast?groupBy=none&customerId=" + customer, null, 200);
  }

  /** Closed, committed, best case, pipeline, omitted and lost. */
  private void sixDecisions() {
    String closed = due(10, false);
    act(closed, "outcome", Map.of("outcome", "RENEWED", "renewedAmount", eur("12600"), "followUp", Map.of("kind", "NONE")))
        .statusCode(200);
    String committed = named(due(20, true), "committed");
    act(committed, "stage", Map.of("stage", "COMMITTED")).statusCode(200);
    String proposed = named(due(5, false), "proposed");
    act(proposed, "stage", Map.of("stage", "PROPOSED")).statusCode(200);
    patch().body(Map.of("forecastAmount", eur("5400"))).patch("/v1/renewals/" + proposed).then().statusCode(200);
    named(due(10, false), "upcoming");
    act(named(due(3, false), "under notice"), "notice", Map.of("receivedDate", "2026-02-20")).statusCode(200);
    act(due(2, false), "outcome", Map.of("outcome", "NOT_RENEWED")).statusCode(200);
  }

  /** The open renewal of a contract of so many times 100 a month. */
  private String due(int quantity, boolean autoRenew) {
    return open(contract(Map.of("autoRenew", autoRenew, "lines", List.of(line(product, quantity, "100")))));
  }

  private void score() {
    String features = api().get("/v1/feature-sets").then().statusCode(200).extract().path("items[0].id");
    document.say(
        """
        A scorecard of two numbers: 40% are lost; where a contract renews by itself the odds are ⅜ of that, which makes 20%,
        but for the last digit of a binary number.
        """);
    Map<String, Object> term = Map.of("feature", "auto_renew", "oddsRatio", 0.375, "strength", 0.3);
    Map<String, Object> card =
        Map.of(
            "code", "two_numbers", "featureSetId", named(features, "starter features"), "baseRate", 0.4, "baseRateStrength", 0.3,
            "terms", List.of(term));
    String model = named(ask("POST", "/v1/scoring-models", card, 201, "code", "state", "baseRate").getString("id"), "scorecard");
    ask("POST", "/v1/scoring-models/" + model + "/activate", null, 200, "state");
    String job = ask("POST", "/v1/risk-scores/runs", Map.of("customers", List.of(customer)), 202, "kind").getString("id");
    String state = "";
    for (int i = 0; i < 600 && !state.equals("SUCCEEDED"); i++) {
      pause();
      state = api().get("/v1/jobs/" + job).then().statusCode(200).extract().path("state");
    }
    assertEquals("SUCCEEDED", state);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
