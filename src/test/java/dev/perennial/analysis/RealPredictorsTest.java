package dev.perennial.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The data with known truth, and the data without any, asked through the API: import, then what predicts. */
@QuarkusTest
class RealPredictorsTest extends AnalysisApiTest {
  private static final Path MAPPINGS = Path.of("src", "docs", "imports");
  private static final Set<String> RAISES =
      Set.of("champion_left", "competitor_contact", "price_increase_notice", "severe_outage");
  private static final Set<String> LOWERS = Set.of("exec_review_held", "seats_added", "funding_round");

  @Test
  void theSyntheticWorldTellsItsDrivers() throws IOException {
    Path data = data("synth_renewals");
    clock.set(Instant.parse("2026-11-01T12:00:00Z"));
    load("synth", data, "customers", "customers", "customers.csv");
    load("synth", data, "products", "products", "customers.csv");
    load("synth", data, "contracts", "contracts", "renewals.csv");
    load("synth", data, "renewals", "renewals", "renewals.csv");
    load("synth", data, "signals", "events", "events.csv");
    load("synth", data, "signals", "metrics", "metrics.csv");
    load("synth", data, "signals", "nps", "nps.csv");
    load("synth", data, "signals", "tickets-opened", "tickets.csv");
    load("synth", data, "signals", "tickets-closed", "tickets.csv");
    load("synth", data, "signals", "programme-assignments", "programme_assignments.csv");

    long start = System.nanoTime();
    JsonPath answer =
        ask(
            "/v1/analyses/predictors",
            Map.of(
                "beliefs",
                List.of(
                    Map.of("statement", "Webinars keep customers", "about", "webinar_attended", "claim", "LOWERS_RISK"),
                    Map.of("statement", "Fast ticket resolution keeps customers", "about", "ticket_oldest_open_days", "claim", "RAISES_RISK"))));
    answer.setRootPath("predictors");
    System.out.printf(
        "%d renewals, %d lost: %s in %.1f s%n", answer.getInt("renewals"), answer.getInt("losses"), answer.getList("drivers"),
        (System.nanoTime() - start) / 1e9);
    Set<String> drivers = new TreeSet<>(answer.getList("drivers"));
    assertTrue(drivers.containsAll(RAISES) && drivers.containsAll(LOWERS), drivers.toString());
    assertTrue(drivers.size() <= RAISES.size() + LOWERS.size() + 1, drivers.toString());
    for (String type : drivers) {
      float ratio = answer.getFloat("events.find { it.type == '" + type + "' }.adjusted.oddsRatio.value");
      assertTrue(!RAISES.contains(type) || ratio > 1, type);
      assertTrue(!LOWERS.contains(type) || ratio < 1, type);
    }
    for (String fooling : List.of("webinar_attended", "newsletter_opened")) {
      assertFalse(drivers.contains(fooling), fooling);
    }
    assertTrue(answer.getList("quarantined.code").contains("cancellation_form_opened"), answer.getString("quarantined"));
    assertEquals(Boolean.FALSE, answer.get("interventions.find { it.type == 'discount_offer_nonrandom' }.randomised"));
    assertTrue(List.of("CONFOUNDED", "NO_EVIDENCE").contains(answer.getString("beliefs[0].answer")), answer.getString("beliefs[0]"));
    theProgrammeIsMeasured();
    whatComesBeforeLosses();
  }

  /** Reference: an effect of -0.0752 with a standard error of 0.0136; the discount went to those thought at risk. */
  private void theProgrammeIsMeasured() {
    JsonPath effect = effect("success_review_2025", true);
    System.out.println(effect.getString("answer"));
    assertEquals("CAUSAL_RANDOMISED", effect.getString("evidence"));
    assertEquals(-0.0752, effect.getDouble("effects[0].difference.value"), 0.005);
    assertEquals("FEWER_LOST", effect.getString("effects[0].verdict"));
    JsonPath discount = effect("discount_offer_nonrandom", false);
    assertEquals("NOT_RANDOMISED", discount.getString("evidence"));
    assertEquals(List.of(), discount.getList("effects"));
  }

  private JsonPath effect(String type, boolean randomised) {
    Map<String, ?> fields =
        Map.of(
            "code", type, "name", type, "randomised", randomised, "controlArm", "control",
            "arms", List.of(Map.of("code", "treatment", "share", 0.5), Map.of("code", "control", "share", 0.5)));
    String id = api().body(fields).post("/v1/programmes").then().statusCode(201).extract().path("id");
    api()
        .body(Map.of("signalType", type))
        .post("/v1/programmes/" + id + "/assignments/from-signals")
        .then()
        .statusCode(200);
    return api().get("/v1/programmes/" + id + "/effect").then().statusCode(200).extract().jsonPath();
  }

  private void whatComesBeforeLosses() {
    long start = System.nanoTime();
    JsonPath triggers = ask("/v1/analyses/trigger-discovery", Map.of("outcome", "LOSS"));
    System.out.printf(
        "%d cases, %d controls: %s in %.1f s%n", triggers.getInt("triggers.cases"), triggers.getInt("triggers.controls"),
        triggers.getString("triggers.answer"), (System.nanoTime() - start) / 1e9);
    List<Map<String, ?>> findings = triggers.getList("triggers.findings");
    findings.stream().filter(finding -> finding.get("pValue") != null).forEach(
        finding -> System.out.println(finding.get("type") + " " + finding.get("toDays") + " " + finding.get("label") + " " + finding.get("sentence")));
    List<String> confirmed = triggers.getList("triggers.findings.findAll { it.label == 'CONFIRMED' }.type");
    // Which controls are drawn depends on ids that are new each time: what is weak is not always seen again. One false finding is
    // what the thresholds of this world allow.
    Set<String> wrong = new TreeSet<>(confirmed);
    wrong.removeAll(RAISES);
    wrong.removeAll(LOWERS);
    assertTrue(wrong.size() <= 1, confirmed.toString());
    String champion = "triggers.findings.find { it.type == 'champion_left' && it.fromDays == 0 && it.toDays == 180 }.";
    assertTrue(triggers.getFloat(champion + "oddsRatio.lowerBound") > 1);
    assertTrue(triggers.getFloat(champion + "adjusted.oddsRatio.lowerBound") > 1);
    assertTrue(triggers.getList("triggers.quarantined.code").contains("cancellation_form_opened"));
  }

  @Test
  void ravenstackHasNoRenewedOneToCompareWith() throws IOException {
    Path data = data("ravenstack");
    tenant = tenants.create("ravenstack", "USD");
    clock.set(Instant.parse("2025-01-15T12:00:00Z"));
    load("ravenstack", data, "customers", "customers", "ravenstack_accounts.csv");
    load("ravenstack", data, "products", "products", "ravenstack_accounts.csv");
    load("ravenstack", data, "contracts", "contracts", "ravenstack_subscriptions.csv");
    load("ravenstack", data, "signals", "usage", "ravenstack_feature_usage.csv");
    load("ravenstack", data, "signals", "tickets-opened", "ravenstack_supports_ticket.csv");
    JsonPath answer = ask("/v1/analyses/predictors", Map.of("inferred", true));
    System.out.println(answer.getString("predictors.answer") + " " + answer.getString("predictors.renewals"));
    assertEquals(List.of(), answer.getList("predictors.drivers"));
    assertTrue(answer.getString("predictors.answer").startsWith("Not enough data: 348 lost and 0 renewed"), answer.prettify());
  }

  private static Path data(String name) {
    Path folder = Path.of(System.getProperty("perennial.shared", "../shared"), "data", name);
    assumeTrue(
        Files.isDirectory(folder), () -> folder + " is absent: point -Dperennial.shared at the folder with the data");
    return folder;
  }

  private void load(String mappings, Path data, String resource, String mapping, String file) throws IOException {
    TenantService.NewTenant whose = tenant;
    String id =
        as(whose.apiKey())
            .contentType("text/csv")
            .queryParam("resource", resource)
            .queryParam("options", Files.readString(MAPPINGS.resolve(mappings).resolve(mapping + ".json")))
            .body(Files.readAllBytes(data.resolve(file)))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    for (int i = 0; i < 3000; i++) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (!job.getString("state").matches("QUEUED|RUNNING")) {
        assertEquals("SUCCEEDED", job.getString("state"), job.prettify());
        return;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("the import does not end");
  }
}
