package dev.perennial.history;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Somebody who does one thing after another, drawn by a seed: creates, patches, bulk writes, signals with corrections, rates,
 * settings, decisions, and back-fills of objects and facts. What the service refuses is refused; it must not fail.
 */
final class RandomHistory {
  /** Stores a customer known since a time: source id, fields. */
  interface Backfill {
    void store(String resource, String externalId, Map<String, Object> fields, Instant knownAt);
  }

  private final Random random;
  private final Function<String, RequestSpecification> request;
  private final Backfill backfill;
  private final List<Runnable> acts = new ArrayList<>();
  private final List<String> customers = new ArrayList<>();
  private final List<String> contracts = new ArrayList<>();
  private final List<String> merged = new ArrayList<>();
  private String product = "";
  private int number;
  private Instant now = Instant.EPOCH;

  /** @param request a request with the given content type */
  RandomHistory(long seed, Function<String, RequestSpecification> request, Backfill backfill) {
    this.random = new Random(seed);
    this.request = request;
    this.backfill = backfill;
    acts.addAll(
        List.of(
            this::createCustomer, this::patchCustomer, this::patchCustomer, this::bulk, this::createContract, this::createContract,
            this::patchContract, this::patchRenewal, this::stage, this::notice, this::outcome, this::signal, this::signal,
            this::correctSignal, this::rate, this::settings, this::patchProduct, this::backfillCustomer, this::backfillContract,
            this::contact, this::parent, this::merge, this::unmerge, this::transfer, this::coTerm, this::successor, this::correctOutcome));
  }

  void begin(Instant at) {
    now = at;
    product = post("/v1/products", Map.of("code", "core", "name", "Core")).path("id");
    createCustomer();
    createContract();
  }

  /** One random act. */
  void act(Instant at) {
    now = at;
    acts.get(random.nextInt(acts.size())).run();
  }

  /** Between a minute and forty days. */
  Duration pause() {
    return random.nextBoolean() ? Duration.ofMinutes(1 + random.nextInt(600)) : Duration.ofDays(1 + random.nextInt(40));
  }

  /** A time up to now, mostly a recent one. */
  Instant before(Instant at) {
    return at.minus(Duration.ofMinutes((long) (random.nextDouble() * random.nextDouble() * 300 * 24 * 60)));
  }

  /** What is read: some objects by id, lists with filters, a timeline. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      paths.add("/v1/customers/" + any(customers));
      paths.add("/v1/contracts/" + any(contracts));
    }
    String renewal = renewal();
    if (renewal != null) {
      paths.add("/v1/renewals/" + renewal);
    }
    paths.add("/v1/customers/external/crm/" + random.nextInt(6));
    paths.add("/v1/contracts/external/crm/" + random.nextInt(6));
    paths.add("/v1/customers?limit=200&sort=-updatedAt");
    paths.add("/v1/customers?limit=200&tier=A,B&status=ACTIVE,CHURNED,NOTICE_GIVEN");
    paths.add("/v1/contracts?limit=200&sort=endDate");
    paths.add("/v1/contracts?limit=200&status=ACTIVE");
    paths.add("/v1/renewals?limit=200&sort=-amount");
    paths.add("/v1/renewals?limit=200&open=false");
    paths.add("/v1/renewals/summary?groupBy=" + List.of("month", "owner").get(paths.hashCode() & 1));
    paths.add("/v1/renewals/forecast?groupBy=" + List.of("month", "owner").get(paths.hashCode() & 1));
    paths.add("/v1/customers/" + any(customers) + "/timeline?limit=200");
    String one = "/v1/customers/" + any(customers);
    paths.addAll(List.of(one + "/adoption", one + "/utilisation", one + "/stagnation", one + "/novel-use?minEvents=1", one + "/roll-up"));
    return paths;
  }

  private String any(List<String> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  private Response post(String path, Object body) {
    return sent(request.apply("application/json").body(body).post(path));
  }

  private Response patch(String path, Object body) {
    return sent(request.apply("application/merge-patch+json").body(body).patch(path));
  }

  private static Response sent(Response response) {
    if (response.statusCode() >= 500) {
      throw new AssertionError(response.statusCode() + " " + response.asString());
    }
    return response;
  }

  private LocalDate day(int from, int to) {
    return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(from + random.nextInt(to - from));
  }

  private List<Map<String, String>> key() {
    return List.of(Map.of("source", "crm", "externalId", "" + random.nextInt(6)));
  }

  private Map<String, Object> customerFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "Customer " + random.nextInt(30));
    if (random.nextBoolean()) {
      fields.put("tier", List.of("A", "B", "C").get(random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      fields.put("attributes", Map.of("seats", random.nextInt(100)));
    }
    if (random.nextInt(4) == 0) {
      fields.put("externalIds", random.nextBoolean() ? key() : List.of());
    }
    return fields;
  }

  private void createCustomer() {
    Response made = post("/v1/customers", customerFields());
    if (made.statusCode() == 201) {
      customers.add(made.path("id"));
    }
  }

  private void patchCustomer() {
    patch("/v1/customers/" + any(customers), customerFields());
  }

  private void bulk() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("key", random.nextBoolean() ? any(customers) : key().getFirst());
      item.put("data", customerFields());
      items.add(item);
    }
    Response answer = post("/v1/customers/bulk", Map.of("items", items));
    if (answer.statusCode() == 207) {
      answer.jsonPath().<String>getList("items.id").stream().filter(id -> id != null && !customers.contains(id)).forEach(customers::add);
    }
  }

  private Map<String, Object> contractFields() {
    Map<String, Object> line =
        Map.of("productId", product, "quantity", 1 + random.nextInt(9), "unitPrice", "" + (10 + random.nextInt(90)), "amountPeriod",
            random.nextBoolean() ? "MONTH" : "TERM");
    return new LinkedHashMap<>(
        Map.of(
            "customerId", any(customers), "startDate", day(-200, 60).toString(), "termMonths", 6 + random.nextInt(12), "noticeDays",
            30, "currency", random.nextBoolean() ? "EUR" : "USD", "autoRenew", random.nextBoolean(), "lines", List.of(line)));
  }

  private void createContract() {
    Map<String, Object> fields = contractFields();
    if (contracts.isEmpty()) {
      fields.put("currency", "EUR");
    }
    Response made = post("/v1/contracts", fields);
    if (made.statusCode() == 201) {
      contracts.add(made.path("id"));
    }
  }

  private void patchContract() {
    Map<String, Object> fields = contractFields();
    patch(
        "/v1/contracts/" + any(contracts),
        random.nextBoolean() ? Map.of("lines", fields.get("lines")) : Map.of("noticeDays", random.nextInt(90)));
  }

  private String renewal() {
    List<String> ids = sent(request.apply("application/json").get("/v1/renewals?limit=200")).jsonPath().getList("items.id");
    return ids.isEmpty() ? null : any(ids);
  }

  private void patchRenewal() {
    String id = renewal();
    if (id != null) {
      patch("/v1/renewals/" + id, Map.of("nextStep", "Step " + random.nextInt(9), "nextStepDate", day(0, 30).toString()));
    }
  }

  private void stage() {
    onRenewal("stage", Map.of("stage", List.of("UPCOMING", "ENGAGED", "PROPOSED").get(random.nextInt(3))));
  }

  private void notice() {
    onRenewal(random.nextInt(3) == 0 ? "notice/withdraw" : "notice", Map.of("receivedDate", day(-3, 1).toString()));
  }

  private void outcome() {
    onRenewal("outcome", random.nextBoolean() ? Map.of("outcome", "NOT_RENEWED") : renewed());
  }

  private Map<String, Object> renewed() {
    return Map.of("outcome", "RENEWED", "followUp", Map.of("kind", List.of("CREATE", "EXTEND", "NONE").get(random.nextInt(3))));
  }

  private void correctOutcome() {
    List<String> ids = sent(request.apply("application/json").get("/v1/renewals?limit=200&open=false")).jsonPath().getList("items.id");
    if (!ids.isEmpty()) {
      post("/v1/renewals/" + any(ids) + "/outcome/correct", Map.of("note", "Wrong", "outcome", random.nextBoolean() ? Map.of("outcome", "NOT_RENEWED") : renewed()));
    }
  }

  private void contact() {
    post("/v1/contacts", Map.of("customerId", any(customers), "name", "Person " + random.nextInt(9)));
  }

  private void parent() {
    patch("/v1/customers/" + any(customers), random.nextInt(4) == 0 ? noParent() : Map.of("parentId", any(customers)));
  }

  private static Map<String, Object> noParent() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("parentId", null);
    return fields;
  }

  private void merge() {
    if (random.nextBoolean()) {
      String duplicate = any(customers);
      if (post("/v1/customers/" + duplicate + "/merge", Map.of("into", any(customers))).statusCode() == 200) {
        merged.add(duplicate);
      }
    }
  }

  private void unmerge() {
    if (!merged.isEmpty()) {
      sent(request.apply("application/json").post("/v1/customers/" + any(merged) + "/unmerge"));
    }
  }

  private void transfer() {
    post("/v1/contracts/" + any(contracts) + "/transfer",
        Map.of("toCustomerId", any(customers), "effectiveDate", day(-5, 5).toString()));
  }

  private void coTerm() {
    List<String> ids =
        sent(request.apply("application/json").get("/v1/contracts?limit=200&customerId=" + any(customers))).jsonPath().getList("items.id");
    if (ids.size() > 1) {
      post("/v1/co-term-groups", Map.of("contractIds", ids.subList(0, 2), "commonEndDate", day(100, 500).toString()));
    }
  }

  /** Paused now and then, and for ever now and then. */
  private void successor() {
    Map<String, Object> fields = contractFields();
    String before = any(contracts);
    Response old = sent(request.apply("application/json").get("/v1/contracts/" + before));
    fields.put("customerId", old.path("customerId"));
    fields.put("currency", old.path("currency"));
    fields.put("startDate", day(0, 100).toString());
    fields.put("renewsContractIds", List.of(before));
    if (random.nextInt(3) == 0) {
      LocalDate from = LocalDate.parse((String) fields.get("startDate")).plusDays(20);
      fields.put("pauses", List.of(Map.of("fromDate", from.toString(), "toDate", from.plusDays(9).toString(), "extendsEnd", random.nextBoolean())));
    } else if (random.nextInt(3) == 0) {
      fields.remove("termMonths");
      fields.put("evergreen", true);
      fields.put("lines", List.of(Map.of("productId", product, "quantity", 2, "unitPrice", "15", "amountPeriod", "MONTH")));
    }
    Response made = post("/v1/contracts", fields);
    if (made.statusCode() == 201) {
      contracts.add(made.path("id"));
    }
  }

  private void onRenewal(String action, Object body) {
    String id = renewal();
    if (id != null) {
      post("/v1/renewals/" + id + "/" + action, body);
    }
  }

  private void signal() {
    post("/v1/signals", signal("s" + number++, 0));
  }

  private void correctSignal() {
    if (number > 0) {
      Map<String, Object> again = signal("s" + random.nextInt(number), 1 + random.nextInt(3));
      again.put("retracted", random.nextInt(3) == 0);
      post("/v1/signals", again);
    }
  }

  private Map<String, Object> signal(String id, int revision) {
    Instant occurred = before(now);
    Map<String, Object> signal = new LinkedHashMap<>();
    signal.putAll(
        Map.of(
            "source", "mail", "sourceId", id, "revision", revision, "customer", any(customers), "kind", "INTERACTION", "type", "email",
            "occurredAt", occurred.toString(), "direction", "INBOUND"));
    if (random.nextInt(3) == 0) {
      signal.put("knownAt", occurred.plusSeconds(random.nextInt(60)).toString()); // a back-fill
    }
    return signal;
  }

  private void rate() {
    String rate = "0." + (5 + random.nextInt(5)) + random.nextInt(10);
    sent(request.apply("application/json").body(Map.of("rate", rate)).put("/v1/exchange-rates/USD/" + day(-60, 1)));
  }

  private void settings() {
    patch(
        "/v1/settings",
        random.nextBoolean()
            ? Map.of("timeZone", List.of("UTC", "Asia/Tokyo", "America/New_York").get(random.nextInt(3)))
            : Map.of("signatureLeadDays", random.nextInt(30)));
  }

  private void patchProduct() {
    patch("/v1/products/" + product, Map.of("name", "Core " + random.nextInt(9)));
  }

  private void backfillCustomer() {
    String key = "old-" + random.nextInt(4);
    Instant knownAt = before(now);
    backfill.store("customers", key, customerFieldsWithoutKeys(), knownAt);
    String id = sent(request.apply("application/json").get("/v1/customers/external/history/" + key)).path("id");
    if (id != null && !customers.contains(id)) {
      customers.add(id);
    }
  }

  private Map<String, Object> customerFieldsWithoutKeys() {
    Map<String, Object> fields = customerFields();
    fields.remove("externalIds");
    return fields;
  }

  private void backfillContract() {
    String key = "contract-" + random.nextInt(4);
    backfill.store("contracts", key, contractFields(), before(now));
    String id = sent(request.apply("application/json").get("/v1/contracts/external/history/" + key)).path("id");
    if (id != null && !contracts.contains(id)) {
      contracts.add(id);
    }
  }
}
