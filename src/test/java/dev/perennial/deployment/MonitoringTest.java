package dev.perennial.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard in themselves; that the service has the metrics they name is held by {@code ObservabilityIT}. */
class MonitoringTest {
  private static final Path FOLDER = Path.of("k8s/monitoring");
  private static final Path ALERTS = FOLDER.resolve("alerts.yaml");
  private static final Path TESTS_OF_ALERTS = FOLDER.resolve("alerts_test.yaml");
  private static final int COLUMNS = 24;
  private static final Pattern ROUTE = Pattern.compile("uri=\"(/[^\"]*)\"");

  @TempDir Path folder;

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
  }

  private static List<String> queries() throws IOException {
    return dashboard().findValuesAsText("expr");
  }

  @Test
  void alertsSayHowUrgentAndWhat() throws IOException {
    for (JsonNode rule : Manifests.objects(ALERTS).getFirst().at("/groups/0/rules")) {
      assertTrue(Set.of("page", "ticket").contains(rule.at("/labels/severity").asText()), rule.toString());
      assertFalse(rule.at("/annotations/summary").asText().isBlank(), rule.toString());
    }
  }

  @Test
  void everyAlertIsSeenToFireAndToKeepStill() throws IOException {
    TreeSet<String> alerts = new TreeSet<>(Manifests.objects(ALERTS).getFirst().findValuesAsText("alert"));
    TreeSet<String> fire = new TreeSet<>();
    TreeSet<String> still = new TreeSet<>();
    for (JsonNode test : Manifests.objects(TESTS_OF_ALERTS).getFirst().path("tests")) {
      for (JsonNode moment : test.path("alert_rule_test")) {
        (moment.path("exp_alerts").isEmpty() ? still : fire).add(moment.path("alertname").asText());
      }
    }
    assertEquals(alerts, fire);
    assertEquals(alerts, still);
  }

  /** By Prometheus' own reader, where it is installed. */
  @Test
  void alertsFireAsTheirTestsSay() throws Exception {
    assumeTrue(Manifests.isInstalled("promtool"), "promtool is not installed");
    Manifests.run("promtool", "check", "rules", ALERTS.toString());
    Manifests.run("promtool", "test", "rules", TESTS_OF_ALERTS.toString());
  }

  @Test
  void panelsHaveQueriesAndAPlaceOfTheirOwn() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      String title = panel.path("title").asText();
      assertTrue(ids.add(panel.path("id").asInt()), title);
      JsonNode place = panel.path("gridPos");
      assertTrue(place.path("x").asInt() + place.path("w").asInt() <= COLUMNS, title);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertTrue(taken.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y)), title);
        }
      }
      if (!panel.path("type").asText().equals("row")) {
        assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
        assertFalse(panel.path("targets").isEmpty(), title);
        panel.path("targets").forEach(target -> assertFalse(target.path("expr").asText().isBlank(), title));
      }
    }
    assertTrue(ids.size() > 20);
  }

  @Test
  void routesAreThoseOfTheContract() throws IOException {
    String contract = Files.readString(Path.of("openapi/openapi.yaml"));
    List<String> routes = new ArrayList<>();
    queries().forEach(query -> ROUTE.matcher(query).results().forEach(found -> routes.add(found.group(1))));
    assertTrue(routes.contains("/v1/events"), routes.toString());
    routes.forEach(route -> assertTrue(contract.contains("\n  " + route + ":\n"), route));
  }

  /** Prometheus reads the dashboard's queries as if they were rules; Grafana's variables stand in texts only. */
  @Test
  void queriesOfTheDashboardAreQueries() throws Exception {
    assumeTrue(Manifests.isInstalled("promtool"), "promtool is not installed");
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode rules = mapper.createArrayNode();
    for (String query : queries()) {
      rules.addObject().put("record", "query:" + rules.size()).put("expr", query);
    }
    assertTrue(rules.size() > 20);
    JsonNode group = mapper.createObjectNode().put("name", "dashboard").set("rules", rules);
    Path file = folder.resolve("dashboard.yaml"); // JSON is YAML
    mapper.writeValue(file.toFile(), mapper.createObjectNode().set("groups", mapper.createArrayNode().add(group)));
    Manifests.run("promtool", "check", "rules", file.toString());
  }
}
