package dev.perennial.schema;

import static io.restassured.RestAssured.given;

import io.restassured.filter.log.ErrorLoggingFilter;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Makes, through the API of a running service, one of each: renewals of every kind and outcome, jobs, scores, signals. */
final class Everything {
  private static final long POLL_NANOSECONDS = 100_000_000;
  private static final int PATIENCE = 600;

  private final String base;
  private final String key;
  private final String otherKey;
  private final Connection superuser;
  private final LocalDate today = LocalDate.now();
  private String product = "";
  private String addOn = "";
  private String customer = "";

  /** @param superuser for what no endpoint makes yet */
  Everything(int port, String key, String otherKey, Connection superuser) {
    this.base = "http://localhost:" + port;
    this.key = key;
    this.otherKey = otherKey;
    this.superuser = superuser;
  }

  void make() throws SQLException {
    configuration();
    openRenewals();
    decidedRenewals();
    coTerm();
    facts();
    imported();
    scored();
    as(otherKey).body(Map.of("name", "Their customer")).post("/v1/customers").then().statusCode(201);
    awaitJobs();
  }

  private void configuration() {
    String user = post("users", Map.of("name", "Ann Lee", "email", "ann@example.com", "roles", List.of("CSM")));
    customer =
        post("customers",
            Map.of(
                "name", "Acme Größe & Co", "tier", "ENTERPRISE", "region", "EMEA", "assignments", Map.of("csmId", user),
                "attributes", Map.of("seats", 250, "beta", true), "externalIds", external("customer-1")));
    post("customers", Map.of("name", "Acme Subsidiary", "parentId", customer));
    product = post("products", Map.of("code", "CORE", "name", "Core", "externalIds", external("core")));
    addOn = post("products", Map.of("code", "ADD", "name", "Add-on"));
    String contact =
        post("contacts",
            Map.of("customerId", customer, "name", "Kim Rivers", "email", "kim@example.com", "roles", List.of("CHAMPION")));
    patch("contacts/" + contact, Map.of("leftDate", today.minusDays(10).toString()));
    patch("customers/" + customer, Map.of("sizeClass", "LARGE"));
    patch("settings", Map.of("atRiskThreshold", 0.3));
    api().body(Map.of("rate", "0.92")).put("/v1/exchange-rates/USD/" + today).then().statusCode(200);
    api().body(Map.of("label", "Moved abroad", "appliesTo", List.of("NOT_RENEWED"), "avoidable", false))
        .put("/v1/reason-codes/MOVED_ABROAD").then().statusCode(201);
    api().header("Idempotency-Key", "release-data-1").body(Map.of("name", "Once only")).post("/v1/customers").then().statusCode(201);
    String second =
        api().body(Map.of("name", "to be revoked", "scopes", List.of("customers:read"))).post("/v1/api-keys")
            .then().statusCode(201).extract().path("details.id");
    api().post("/v1/api-keys/" + second + "/revoke").then();
  }

  /** Ramp, add-on line that ends early, evergreen, multi-year in another currency, pilot, with offer, call and notice. */
  private void openRenewals() {
    Map<String, Object> first = line(product, 10, "100");
    first.put("endDate", today.plusMonths(12).toString());
    Map<String, Object> step = line(product, 10, "120");
    step.put("startDate", today.plusMonths(12).plusDays(1).toString());
    Map<String, Object> early = line(addOn, 1, "50");
    early.put("endDate", today.plusMonths(3).toString());
    contract(today.minusMonths(6), Map.of("termMonths", 36, "lines", List.of(first, step, early)));
    contract(today.minusMonths(6), Map.of("termMonths", "", "evergreen", true));
    contract(today.minusMonths(6), Map.of("termMonths", 24, "currency", "USD", "externalIds", external("usd")));
    contract(today.minusMonths(1), Map.of("kind", "PILOT", "termMonths", 3));
    String worked = open(contract(today.minusMonths(10), Map.of("autoRenew", true)));
    act(worked, "stage", Map.of("stage", "ENGAGED", "note", "First call held."));
    patch("renewals/" + worked,
        Map.of(
            "offer", Map.of("termMonths", 12, "priceChangePercent", 3), "humanCall", Map.of("outcome", "RENEWED", "confidence", 0.6),
            "nextStep", "Send the offer", "nextStepDate", today.plusDays(5).toString()));
    act(worked, "notice", Map.of("receivedDate", today.toString()));
    act(worked, "notice/withdraw", Map.of());
    act(open(contract(today.minusMonths(10), Map.of())), "notice", Map.of("receivedDate", today.toString()));
  }

  private void decidedRenewals() {
    act(open(contract(today.minusMonths(8), Map.of())), "outcome",
        Map.of("outcome", "RENEWED", "reasons", List.of(Map.of("code", "VALUE_PROVEN", "note", "said so")),
            "followUp", Map.of("kind", "CREATE", "termMonths", 24)));
    act(open(contract(today.minusMonths(8), Map.of())), "outcome",
        Map.of("outcome", "RENEWED", "followUp", Map.of("kind", "EXTEND")));
    act(open(contract(today.minusMonths(8), Map.of())), "outcome",
        Map.of("outcome", "NOT_RENEWED", "reasons", List.of(Map.of("code", "COMPETITOR"))));
    act(open(contract(today.minusMonths(8), Map.of())), "outcome",
        Map.of("outcome", "TERMINATED_EARLY", "effectiveDate", today.plusDays(30).toString()));
    act(open(contract(today.minusMonths(8), Map.of())), "outcome", Map.of("outcome", "VOIDED", "voidReason", "DUPLICATE"));
    String past = contract(today.minusYears(3), Map.of()); // what followed decides: INFERRED
    contract(today.minusYears(2), Map.of("termMonths", 36, "renewsContractIds", List.of(past)));
    contract(today.minusMonths(13), Map.of()); // overdue
  }

  /** Two contracts that decide together; groups have no endpoint yet, so the group itself is a row by hand. */
  private void coTerm() throws SQLException {
    String one = contract(today.minusMonths(4), Map.of());
    String two = contract(today.minusMonths(4), Map.of());
    try (Statement statement = superuser.createStatement()) {
      statement.execute(
          "INSERT INTO app.co_term_group (tenant_id, id, customer_id, common_end_date, created_at) SELECT tenant_id,"
              + " gen_random_uuid(), customer_id, end_date, created_at FROM app.contract WHERE id = '" + one + "'");
      statement.execute(
          "UPDATE app.contract c SET co_term_group_id = g.id, version = version + 1 FROM app.co_term_group g"
              + " WHERE c.tenant_id = g.tenant_id AND c.id IN ('" + one + "', '" + two + "')");
    }
    patch("contracts/" + one, Map.of("number", "CO-1"));
    String kind = api().get("/v1/renewals?contractId=" + one).then().statusCode(200).extract().path("items[0].kind");
    if (!"CO_TERM".equals(kind)) {
      throw new IllegalStateException("the group's renewal is " + kind);
    }
  }

  private void facts() {
    Instant yesterday = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
    List<Map<String, Object>> signals = new ArrayList<>();
    signals.add(signal("e-1", Map.of("kind", "EVENT", "type", "champion_left")));
    signals.add(signal("t-1", Map.of("kind", "TICKET", "type", "ticket", "severity", 4, "phase", "OPENED", "subjectKey", "t-1")));
    signals.add(signal("n-1", Map.of("kind", "SURVEY", "type", "nps", "value", 3)));
    signals.add(signal("c-1", Map.of("kind", "INTERACTION", "type", "call", "direction", "OUTBOUND", "sentiment", -0.3)));
    for (int day = 1; day <= 30; day++) {
      signals.add(signal("u-" + day, Map.of("kind", "USAGE", "type", "active_users", "value", 40 - day)));
      signals.getLast().put("occurredAt", yesterday.minus(day, ChronoUnit.DAYS).toString());
    }
    api().body(Map.of("items", signals)).post("/v1/signals/bulk").then().statusCode(207);
    signals.get(2).put("value", 4); // a correction: a second revision
    api().body(signals.get(2)).post("/v1/signals").then().statusCode(200);
  }

  private Map<String, Object> signal(String id, Map<String, Object> fields) {
    Map<String, Object> signal = new HashMap<>(fields);
    signal.put("source", "crm");
    signal.put("sourceId", id);
    signal.put("customer", customer);
    signal.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS).toString());
    return signal;
  }

  private void imported() {
    api()
        .body(Map.of("resource", "customers", "document", Map.of("source", "file", "columns", Map.of("id", "externalId", "company", "name"))))
        .put("/v1/import-mappings/accounts").then().statusCode(201);
    api().contentType("text/csv").queryParam("resource", "customers").queryParam("mapping", "accounts")
        .body("id,company\nA-1,Imported One\nA-2,\nA-3,Imported Three\n").post("/v1/imports").then().statusCode(202);
  }

  private void scored() {
    awaitJobs();
    api().body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(202);
    awaitJobs();
    api().body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(202);
  }

  private void awaitJobs() {
    for (int i = 0; i < PATIENCE; i++) {
      if (api().get("/v1/jobs?state=QUEUED,RUNNING").then().statusCode(200).extract().jsonPath().getList("items").isEmpty()) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOSECONDS);
    }
    throw new IllegalStateException("jobs do not end");
  }

  private String contract(LocalDate start, Map<String, Object> changes) {
    Map<String, Object> body = new HashMap<>();
    body.put("customerId", customer);
    body.put("startDate", start.toString());
    body.put("termMonths", 12);
    body.put("noticeDays", 30);
    body.put("lines", List.of(line(product, 10, "100")));
    body.putAll(changes);
    body.values().removeIf(""::equals);
    return post("contracts", body);
  }

  private static Map<String, Object> line(String product, int quantity, String price) {
    return new HashMap<>(Map.of("productId", product, "quantity", quantity, "unitPrice", price, "amountPeriod", "MONTH"));
  }

  private static List<Map<String, String>> external(String id) {
    return List.of(Map.of("source", "crm", "externalId", id));
  }

  private String open(String contract) {
    return api().get("/v1/renewals?contractId=" + contract).then().statusCode(200).extract().path("items[0].id");
  }

  private void act(String renewal, String action, Object body) {
    api().body(body).post("/v1/renewals/" + renewal + "/" + action).then().statusCode(200);
  }

  private String post(String collection, Object body) {
    return api().body(body).post("/v1/" + collection).then().statusCode(201).extract().path("id");
  }

  private void patch(String path, Object body) {
    api().contentType("application/merge-patch+json").body(body).patch("/v1/" + path).then().statusCode(200);
  }

  private RequestSpecification api() {
    return as(key);
  }

  private RequestSpecification as(String bearer) {
    return given().filter(new ErrorLoggingFilter()).baseUri(base).header("Authorization", "Bearer " + bearer).contentType(ContentType.JSON);
  }
}
