package dev.perennial.importing;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two walkthroughs of src/docs/imports, step by step as they are described there, each a second time without effect. */
@QuarkusTest
class RealDataTest extends ApiTest {
  private static final Path MAPPINGS = Path.of("src", "docs", "imports");

  /** One import of a walkthrough and what it must come to. */
  private record Step(
      String resource, String mapping, String file, long created, long updated, long unchanged, long failed) {
    static Step creating(String resource, String mapping, String file, long rows) {
      return new Step(resource, mapping, file, rows, 0, 0, 0);
    }
  }

  private int graceDays;

  @Test
  void ravenstack() throws Exception {
    Path data = data("ravenstack");
    tenant = tenants.create("ravenstack " + UUID.randomUUID(), "USD");
    graceDays = api().get("/v1/settings").then().extract().path("graceDays");
    clock.set(Instant.parse("2025-01-15T12:00:00Z"));
    List<List<String>> subscriptions = rows(data.resolve("ravenstack_subscriptions.csv"));
    List<List<String>> tickets = rows(data.resolve("ravenstack_supports_ticket.csv"));
    List<Step> steps =
        List.of(
            Step.creating("customers", "customers", "ravenstack_accounts.csv", 500),
            new Step("products", "products", "ravenstack_accounts.csv", 3, 0, 497, 0),
            Step.creating("contracts", "contracts", "ravenstack_subscriptions.csv", 5_000),
            Step.creating("signals", "usage", "ravenstack_feature_usage.csv", 25_000),
            Step.creating("signals", "tickets-opened", "ravenstack_supports_ticket.csv", 2_000),
            Step.creating("signals", "tickets-closed", "ravenstack_supports_ticket.csv", 2_000),
            new Step(
                "signals", "satisfaction", "ravenstack_supports_ticket.csv", count(tickets, row -> !row.get(7).isEmpty()), 0,
                count(tickets, row -> row.get(7).isEmpty()), 0));

    load("ravenstack", data, steps);

    BigDecimal mrr = BigDecimal.ZERO;
    for (List<String> row : subscriptions) {
      // all ends lie in the past by now; what ended undecided keeps its MRR for the days of grace
      boolean counts = row.get(8).equals("FALSE") && (row.get(3).isEmpty() || !isOver(row.get(3)));
      mrr = counts ? mrr.add(new BigDecimal(row.get(6))) : mrr;
    }
    assertEquals(0, mrr.compareTo(number("SELECT sum(mrr) FROM (SELECT DISTINCT ON (customer_id) mrr FROM app.customer_revenue"
        + " WHERE tenant_id = ? AND from_date <= '2025-01-15' ORDER BY customer_id, from_date DESC) latest")));
    assertEquals( // those without an end, and those whose days of grace are not over
        count(subscriptions, row -> row.get(8).equals("FALSE") && (row.get(3).isEmpty() || !isOver(row.get(3)))),
        number("SELECT count(*) FROM app.renewal r JOIN app.contract c ON c.tenant_id = r.tenant_id AND c.id = r.contract_id"
            + " WHERE r.tenant_id = ? AND r.outcome IS NULL AND c.kind = 'SUBSCRIPTION'").longValue());
    assertEquals(
        count(subscriptions, row -> !row.get(3).isEmpty() && row.get(8).equals("FALSE") && isOver(row.get(3))),
        number("SELECT count(*) FROM app.renewal r JOIN app.contract c ON c.tenant_id = r.tenant_id AND c.id = r.contract_id"
            + " WHERE r.tenant_id = ? AND r.outcome_source = 'INFERRED' AND c.kind = 'SUBSCRIPTION'").longValue());
    score();
  }

  /** Ended longer ago than the days of grace before the test's today. */
  private boolean isOver(String day) {
    String[] parts = day.split("-");
    LocalDate end = LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
    return end.plusDays(graceDays).isBefore(LocalDate.of(2025, 1, 15));
  }

  @Test
  void synthRenewals() throws Exception {
    Path data = data("synth_renewals");
    clock.set(Instant.parse("2026-11-01T12:00:00Z"));
    long renewed = count(rows(data.resolve("renewals.csv")), row -> row.get(6).equals("renewed"));
    long lost = count(rows(data.resolve("renewals.csv")), row -> row.get(6).equals("lost"));
    long contracts = rows(data.resolve("renewals.csv")).size();
    List<List<String>> tickets = rows(data.resolve("tickets.csv"));
    long closed = count(tickets, row -> row.get(2).compareTo("2026-11-01") <= 0);
    List<Step> steps =
        List.of(
            Step.creating("customers", "customers", "customers.csv", size(data, "customers.csv")),
            new Step("products", "products", "customers.csv", 1, 0, size(data, "customers.csv") - 1, 0),
            Step.creating("contracts", "contracts", "renewals.csv", contracts),
            new Step("renewals", "renewals", "renewals.csv", 0, renewed + lost, contracts - renewed - lost, 0),
            Step.creating("signals", "events", "events.csv", size(data, "events.csv")),
            Step.creating("signals", "metrics", "metrics.csv", size(data, "metrics.csv")),
            Step.creating("signals", "nps", "nps.csv", size(data, "nps.csv")),
            Step.creating("signals", "tickets-opened", "tickets.csv", tickets.size()),
            new Step("signals", "tickets-closed", "tickets.csv", closed, 0, 0, tickets.size() - closed),
            Step.creating("signals", "programme-assignments", "programme_assignments.csv", size(data, "programme_assignments.csv")));

    int told = 6; // customers, contracts, outcomes, events and metrics; answers, tickets and programmes come later
    loadOnce("synth", data, steps.subList(0, told));
    String asOf = "{\"asOf\":\"2025-09-01T00:00:00Z\",\"customers\":" + some(300) + "%s}";
    String before = scoresOf(asOf.formatted(""));
    String pair = asOf.formatted(",\"recordedBy\":\"" + clock.instant() + "\"");
    clock.set(Instant.parse("2026-11-01T18:00:00Z"));
    loadOnce("synth", data, steps.subList(told, steps.size()));
    assertEquals(before, scoresOf(pair)); // to the last bit
    assertNotEquals(before, scoresOf(asOf.formatted(""))); // files that came later say what was known then
    loadAgain("synth", data, steps);

    String recorded = "SELECT count(*) FROM app.renewal WHERE tenant_id = ? AND outcome_source = 'RECORDED' AND outcome = ";
    assertEquals(renewed, number(recorded + "'RENEWED'").longValue());
    assertEquals(lost, number(recorded + "'NOT_RENEWED'").longValue());
    assertEquals(
        contracts - renewed - lost,
        number("SELECT count(*) FROM app.renewal WHERE tenant_id = ? AND outcome IS NULL").longValue());
    assertEquals(contracts, number("SELECT count(*) FROM app.renewal WHERE tenant_id = ?").longValue());
    api().get("/v1/contracts/external/synth/C00000-T1").then().statusCode(200).body("endDate", equalTo("2023-08-02"));
    score();
  }

  private static Path data(String name) {
    Path folder = Path.of(System.getProperty("perennial.shared", "../shared"), "data", name);
    assumeTrue(
        Files.isDirectory(folder), () -> folder + " is absent: point -Dperennial.shared at the folder with the data");
    return folder;
  }

  private void load(String mappings, Path data, List<Step> steps) throws IOException {
    loadOnce(mappings, data, steps);
    loadAgain(mappings, data, steps);
  }

  /** References to so many customers. */
  private String some(int customers) {
    return IntStream.range(0, customers)
        .mapToObj("{\"source\":\"synth\",\"externalId\":\"C%05d\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Everything that a run stores of its scores, as one digest. */
  private String scoresOf(String order) throws Exception {
    String id = api().body(order).post("/v1/risk-scores/runs").then().statusCode(202).extract().path("id");
    JsonPath run = ended(id);
    assertEquals("SUCCEEDED", run.getString("state"), run.prettify());
    assertTrue(run.getInt("result.scored") > 100, run.prettify());
    try (Connection superuser = TestDatabase.server().superuserConnection("perennial");
        PreparedStatement statement =
            superuser.prepareStatement(
                "SELECT md5(string_agg(concat_ws('|', renewal_id, log_odds, coverage, feature_values, feature_states, contributions), ','"
                    + " ORDER BY renewal_id)) FROM app.risk_score WHERE run_id = CAST(? AS uuid)")) {
      statement.setString(1, run.getString("result.runId"));
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        return row.getString(1);
      }
    }
  }

  private void loadOnce(String mappings, Path data, List<Step> steps) throws IOException {
    for (Step step : steps) {
      JsonPath job = run(mappings, data, step);
      assertEquals(
          List.of(step.created, step.updated, step.unchanged, step.failed), counts(job), step + "\n" + faults(job));
    }
  }

  private void loadAgain(String mappings, Path data, List<Step> steps) throws IOException {
    for (Step step : steps) {
      JsonPath again = run(mappings, data, step);
      long rows = step.created + step.updated + step.unchanged;
      assertEquals(List.of(0L, 0L, rows, step.failed), counts(again), "again: " + step + "\n" + faults(again));
    }
  }

  private JsonPath run(String mappings, Path data, Step step) throws IOException {
    long start = System.nanoTime();
    String id =
        as(tenant.apiKey()).contentType("text/csv").queryParam("resource", step.resource)
            .queryParam("options", Files.readString(MAPPINGS.resolve(mappings).resolve(step.mapping + ".json")))
            .body(Files.readAllBytes(data.resolve(step.file))).post("/v1/imports").then().statusCode(202).extract().path("id");
    JsonPath job = ended(id);
    assertEquals("SUCCEEDED", job.getString("state"), step + "\n" + job.prettify());
    System.out.printf(
        "%s/%s: %s rows in %.1f s%n", mappings, step.mapping, job.getString("counts.processed"),
        (System.nanoTime() - start) / 1e9);
    return job;
  }

  private static List<Long> counts(JsonPath job) {
    return Stream.of("created", "updated", "unchanged", "failed").map(name -> job.getLong("counts." + name)).toList();
  }

  private String faults(JsonPath job) {
    return api().get("/v1/jobs/" + job.getString("id") + "/errors?limit=5").then().extract().asString();
  }

  private JsonPath ended(String id) {
    Instant end = Instant.now().plus(Duration.ofSeconds(300));
    while (Instant.now().isBefore(end)) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (!List.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
        return job;
      }
      LockSupport.parkNanos(100_000_000);
    }
    return fail("the job did not end");
  }

  private void score() throws Exception {
    long open = number("SELECT count(*) FROM app.renewal WHERE tenant_id = ? AND outcome IS NULL").longValue();
    long start = System.nanoTime();
    String id = api().body("{}").post("/v1/risk-scores/runs").then().statusCode(202).extract().path("id");
    JsonPath run = ended(id);
    assertEquals("SUCCEEDED", run.getString("state"), run.prettify());
    System.out.printf("scored %d open renewals in %.1f s%n", open, (System.nanoTime() - start) / 1e9);
    assertTrue(open > 0);
    assertEquals(
        open,
        number("SELECT count(*) FROM app.risk_score WHERE tenant_id = ? AND run_id = '" + run.getString("result.runId") + "'").longValue(),
        run.prettify());
    api().get("/v1/worklist").then().statusCode(200).body("items", not(empty())).body("items[0].reasons", not(empty()));
  }

  private BigDecimal number(String sql) throws Exception {
    try (Connection superuser = TestDatabase.server().superuserConnection("perennial");
        PreparedStatement statement = superuser.prepareStatement(sql)) {
      statement.setObject(1, tenant.id());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getBigDecimal(1);
      }
    }
  }

  /** The files have neither quotes nor line breaks in cells. */
  private static List<List<String>> rows(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      rows.add(List.of(line.split(",", -1)));
    }
    return rows;
  }

  private static long size(Path data, String file) throws IOException {
    return rows(data.resolve(file)).size();
  }

  private static long count(List<List<String>> rows, Predicate<List<String>> wanted) {
    return rows.stream().filter(wanted).count();
  }
}
