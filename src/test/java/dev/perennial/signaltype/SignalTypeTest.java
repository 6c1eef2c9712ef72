package dev.perennial.signaltype;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.perennial.signal.CustomerRows;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue of signal types, what it asks of signals, and which sources are silent. */
@QuarkusTest
class SignalTypeTest extends ApiTest {
  @Inject CustomerRows rows;
  private UUID customer;

  @BeforeEach
  void aCustomer() {
    customer = rows.customer(tenant.id(), "acme");
    clock.set(Instant.parse("2026-11-21T10:00:00Z"));
  }

  private static Map<String, Object> training() {
    return new HashMap<>(
        Map.of("kind", "USAGE", "label", "Training", "unit", "lessons", "expectedCadenceDays", Map.of("academy", 7, "partner", 30),
            "attributes", Map.of("course", Map.of("type", "TEXT", "required", true), "on", Map.of("type", "DATE"))));
  }

  private ValidatableResponse put(Map<String, Object> body) {
    return api().body(body).put("/v1/signal-types/training").then();
  }

  private ValidatableResponse send(String parameters, String id, String type, Map<String, Object> attributes) {
    return api().body(Map.of("source", "academy", "sourceId", id, "customer", customer.toString(), "kind", "USAGE", "type", type,
            "occurredAt", "2026-11-20T08:00:00Z", "attributes", attributes))
        .post("/v1/signals" + parameters).then();
  }

  @Test
  void isMadeReadAndReplacedAsAWhole() {
    api().get("/v1/signal-types").then().statusCode(200).body("items.code", hasItems("logins", "nps", "support_ticket"));
    put(training()).statusCode(201).body("version", equalTo(1));
    String tag = api().get("/v1/signal-types/training").then().statusCode(200).body("unit", equalTo("lessons")).extract().header("ETag");
    put(training()).statusCode(428);
    Map<String, Object> shorter = Map.of("kind", "USAGE", "label", "Lessons");
    api().header("If-Match", tag).body(shorter).put("/v1/signal-types/training").then().statusCode(200).body("version", equalTo(2))
        .body("attributes", equalTo(Map.of()));
    api().header("If-Match", tag).body(shorter).put("/v1/signal-types/training").then().statusCode(412);
    api().get("/v1/signal-types/nothing").then().statusCode(404);
    as(tenants.create("other", "EUR").apiKey()).get("/v1/signal-types/training").then().statusCode(404);
    readOnly().body(shorter).put("/v1/signal-types/x").then().statusCode(403);
    api().body(Map.of("label", "x")).put("/v1/signal-types/x").then().statusCode(400).body("errors.pointer", contains("/kind"));
    api().body(shorter).put("/v1/signal-types/a%20b").then().statusCode(400).body("errors[0].parameter", equalTo("code"));
  }

  @Test
  void signalsMustFitTheirType() {
    put(training()).statusCode(201);
    send("", "1", "training", Map.of("course", 7, "on", "tomorrow")).statusCode(400)
        .body("errors.pointer", containsInAnyOrder("/attributes/course", "/attributes/on"));
    send("", "1", "training", Map.of()).statusCode(400).body("errors[0].code", equalTo("required"));
    send("", "1", "training", Map.of("course", "SQL", "on", "2026-11-20", "free", true)).statusCode(201);
  }

  @Test
  void unknownTypesAreTakenOrRefused() {
    send("", "1", "moon_phase", Map.of()).statusCode(201);
    send("?unknownTypes=REFUSE", "2", "moon_phase", Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/type"));
    send("?unknownTypes=REFUSE", "3", "nps", Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/kind"));
    api().get("/v1/signal-sources?catalogued=false").then().statusCode(200).body("items.type", contains("moon_phase"));
    patch().body(Map.of("unknownSignalTypes", "REFUSE")).patch("/v1/settings").then().statusCode(200);
    send("", "4", "moon_phase", Map.of()).statusCode(400);
    send("?unknownTypes=ACCEPT", "4", "moon_phase", Map.of()).statusCode(201);
  }

  @Test
  void silentAndNotConnectedDiffer() {
    put(training()).statusCode(201);
    send("", "1", "training", Map.of("course", "SQL")).statusCode(201);
    api().get("/v1/signal-sources?type=training").then().statusCode(200).body("items.source", contains("academy", "partner"))
        .body("items.state", contains("CONNECTED", "NOT_CONNECTED"));
    clock.set(Instant.parse("2026-12-05T10:00:00Z"));
    api().get("/v1/signal-sources?state=SILENT").then().body("items.source", contains("academy"));
    String next = api().get("/v1/signal-sources?limit=1").then().body("items", hasSize(1)).extract().path("nextCursor");
    api().get("/v1/signal-sources?limit=1&cursor=" + next).then().statusCode(200).body("items.source", contains("partner"));
  }
}
