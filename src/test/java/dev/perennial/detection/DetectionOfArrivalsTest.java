package dev.perennial.detection;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.jobs.Waiting;
import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whichever way signals come in, rules look at them. */
@QuarkusTest
class DetectionOfArrivalsTest extends ApiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Map<String, Object> RULE =
      Map.of(
          "label", "Bugs", "kind", "THRESHOLD", "triggerEventType", "expansion", "coolDownDays", 30, "windowDays", 7,
          "effectiveFrom", "2025-11-21T00:00:00Z", "signal", Map.of("kind", "TICKET", "type", "bug"), "limit", 3);

  @Inject CustomerRows rows;
  @Inject DetectionWork work;

  private int number;

  private List<String> detected() {
    work.run(tenant.id());
    return api().get("/v1/trigger-events?rule=mine&sort=occurredAt").then().statusCode(200).extract().jsonPath()
        .getList("items.occurredAt");
  }

  private static List<String> times(int... daysAgo) {
    List<String> times = new ArrayList<>();
    for (int days : daysAgo) {
      times.add(NOW.minusSeconds(days * 86_400L).toString());
    }
    return times;
  }

  private byte[] lines(String externalId, int... daysAgo) {
    StringBuilder lines = new StringBuilder();
    for (String time : times(daysAgo)) {
      lines.append("{\"source\":\"app\",\"sourceId\":\"l-").append(++number).append("\",\"customer\":{\"source\":\"crm\",\"externalId\":\"")
          .append(externalId).append("\"},\"kind\":\"TICKET\",\"type\":\"bug\",\"occurredAt\":\"").append(time)
          .append("\",\"knownAt\":\"").append(time).append("\"}\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void howeverSignalsComeTheyAreDetected() {
    clock.set(NOW);
    rows.customer(tenant.id(), "acme");
    rows.customer(tenant.id(), "bolt");
    api().body(RULE).put("/v1/detection-rules/mine").then().statusCode(201);
    assertEquals(List.of(), detected());
    as(tenant.apiKey()).contentType("application/x-ndjson").body(lines("acme", 20, 19, 18)).post("/v1/signals/stream").then()
        .statusCode(200).body("stored", equalTo(3));
    assertEquals(times(18), detected());
    as(tenant.apiKey()).contentType("application/x-ndjson").body(lines("later", 12, 11, 10)).post("/v1/signals/stream").then()
        .statusCode(200).body("unmatched", equalTo(3));
    assertEquals(times(18), detected());
    api().body(Map.of("name", "Later")).put("/v1/customers/external/crm/later").then().statusCode(201);
    assertEquals(times(18, 10), detected());
    String job =
        as(tenant.apiKey()).contentType("application/x-ndjson").body(lines("bolt", 6, 5, 4)).post("/v1/imports?resource=signals")
            .then().statusCode(202).extract().path("id");
    Waiting.until(() -> api().get("/v1/jobs/" + job).then().extract().<String>path("finishedAt"), finished -> finished != null);
    assertEquals(times(18, 10, 4), detected());
  }
}
