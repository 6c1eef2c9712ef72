package dev.perennial.signal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signals of customers nobody knows yet: they wait, and become signals when the customer appears. */
@QuarkusTest
class UnmatchedTest extends ApiTest {
  @Inject UnmatchedSweep sweep;
  @Inject CustomerRows rows;

  private static Map<String, Object> signal(String id, String externalId) {
    return new HashMap<>(
        Map.of("source", "app", "sourceId", id, "customer", Map.of("source", "crm", "externalId", externalId), "kind", "INTERACTION",
            "type", "call", "occurredAt", "2026-11-19T08:00:00Z"));
  }

  private void send(String id, String externalId) {
    api().body(signal(id, externalId)).post("/v1/signals?unmatched=KEEP").then().statusCode(202).body("unmatched", equalTo(true));
  }

  private static Map<String, Object> reference(String externalId) {
    return Map.of("source", "crm", "externalId", externalId);
  }

  @Test
  void waitsAndIsMatchedWhenTheCustomerAppears() {
    Instant received = Instant.parse("2026-11-20T10:00:00Z");
    clock.set(received);
    api().body(signal("x", "acme")).post("/v1/signals").then().statusCode(404);
    send("x", "acme");
    send("y", "acme");
    api().body(Map.of("items", List.of(signal("x", "acme"), signal("z", "globex")))).post("/v1/signals/bulk?unmatched=KEEP").then()
        .statusCode(207).body("items[0].status", equalTo(200)).body("items[1].status", equalTo(202));
    api().get("/v1/unmatched-signals").then().statusCode(200).body("items", hasSize(2))
        .body("items[0].externalId", equalTo("acme")).body("items[0].signals", equalTo(2));
    clock.set(received.plusSeconds(3600));
    String id =
        api().body(Map.of("name", "Acme", "externalIds", List.of(reference("acme")))).post("/v1/customers").then().statusCode(201)
            .extract().path("id");
    api().get("/v1/signals?customerId=" + id).then().body("items", hasSize(2))
        .body("items[0].knownAt", startsWith("2026-11-20T10:00:0")).body("items[0].recordedAt", startsWith("2026-11-20T11:00:0"));
    api().body(Map.of("name", "Globex")).put("/v1/customers/external/crm/globex").then().statusCode(201);
    api().get("/v1/unmatched-signals").then().body("items", hasSize(0));
    api().get("/v1/signals").then().body("items", hasSize(3));
  }

  @Test
  void importsKeepThemOnRequest() {
    String line = "{\"source\":\"app\",\"sourceId\":\"i-1\",\"customer\":{\"source\":\"crm\",\"externalId\":\"later\"},"
        + "\"kind\":\"USAGE\",\"type\":\"logins\",\"occurredAt\":\"2026-11-20T08:00:00Z\"}\n";
    for (String unmatched : List.of("KEEP", "REFUSE")) {
      String job =
          as(tenant.apiKey()).contentType("application/x-ndjson").queryParam("resource", "signals").queryParam("unmatched", unmatched)
              .body(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)).post("/v1/imports").then().statusCode(202).extract().path("id");
      dev.perennial.platform.jobs.Waiting.until(
          () -> api().get("/v1/jobs/" + job).then().extract().<String>path("finishedAt"), finished -> finished != null);
      api().get("/v1/jobs/" + job).then().body("counts.created", equalTo(unmatched.equals("KEEP") ? 1 : 0))
          .body("counts.failed", equalTo(unmatched.equals("KEEP") ? 0 : 1));
    }
    api().get("/v1/unmatched-signals").then().body("items.signals", hasItem(1));
    as(tenant.apiKey()).contentType("application/x-ndjson").body(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)).post("/v1/imports?resource=customers&unmatched=KEEP").then().statusCode(400);
  }

  @Test
  void theSweepMatchesWhatTheCustomerMissed() {
    send("x", "acme");
    rows.customer(tenant.id(), "acme");
    sweep.run();
    api().get("/v1/signals").then().body("items", hasSize(1));
    api().get("/v1/unmatched-signals").then().body("items", hasSize(0));
  }

  @Test
  void participantsWaitAndLowAnswersBecomeFeedbackWhenTheyAreMatched() {
    clock.set(Instant.parse("2026-11-20T10:00:00Z"));
    String other = api().body(Map.of("name", "Other")).post("/v1/customers").then().statusCode(201).extract().path("id");
    String ada = api().body(Map.of("customerId", other, "name", "Ada")).post("/v1/contacts").then().statusCode(201).extract().path("id");
    String bob = api().body(Map.of("customerId", other, "name", "Bob")).post("/v1/contacts").then().statusCode(201).extract().path("id");
    patch().body("{\"feedbackRule\":{\"npsAtMost\":6,\"dueDays\":5}}").patch("/v1/settings").then().statusCode(200);
    Map<String, Object> call = signal("met", "acme");
    call.put("participants", List.of(ada));
    Map<String, Object> answer = signal("answer", "acme");
    answer.putAll(Map.of("kind", "SURVEY", "type", "nps", "value", 2, "attributes", Map.of("comment", "Slow")));
    for (Map<String, Object> waiting : List.of(call, answer)) {
      api().body(waiting).post("/v1/signals?unmatched=KEEP").then().statusCode(202);
    }
    call.put("participants", List.of(bob, ada));
    api().body(call).post("/v1/signals?unmatched=KEEP").then().statusCode(202);
    String id =
        api().body(Map.of("name", "Acme", "externalIds", List.of(reference("acme")))).post("/v1/customers").then().statusCode(201)
            .extract().path("id");
    api().get("/v1/signals?customerId=" + id + "&kind=INTERACTION").then()
        .body("items[0].participants", containsInAnyOrder(ada, bob));
    api().get("/v1/feedback-items?customerId=" + id).then().body("items.text", contains("NPS answer 2: Slow"));
  }

  @Test
  void isLedToACustomerByHandOrDiscarded() {
    String id = api().body(Map.of("name", "Acme Inc", "externalIds", List.of(reference("A-17")))).post("/v1/customers").then()
        .extract().path("id");
    send("x", "acme.com");
    send("y", "a17");
    send("z", "junk");
    api().get("/v1/unmatched-signals?sort=externalId").then().body("items", hasSize(3))
        .body("items.find { it.externalId == 'acme.com' }.suggestions.customerId", hasItem(id));
    api().body(Map.of("items", List.of(Map.of("reference", reference("acme.com"), "customerId", id)))).post("/v1/unmatched-signals/resolve")
        .then().statusCode(200).body("signals", equalTo(1));
    api().body(signal("w", "acme.com")).post("/v1/signals").then().statusCode(201).body("signal.customerId", equalTo(id));
    api().body(Map.of("items", List.of(Map.of("reference", reference("a17"), "customerId", UUID.randomUUID()))))
        .post("/v1/unmatched-signals/resolve").then().statusCode(400).body("errors[0].pointer", equalTo("/items/0/customerId"));
    api().body(Map.of("references", List.of(reference("junk")))).post("/v1/unmatched-signals/discard").then().statusCode(200)
        .body("signals", equalTo(1));
    api().get("/v1/unmatched-signals?limit=1").then().body("items", hasSize(1)).body("items[0].externalId", equalTo("a17"));
    readOnly().body(Map.of("references", List.of(reference("a17")))).post("/v1/unmatched-signals/discard").then().statusCode(403);
    String other = tenants.create("other", "EUR").apiKey();
    as(other).get("/v1/unmatched-signals").then().body("items", hasSize(0));
    as(other).body(Map.of("items", List.of(Map.of("reference", reference("a17"), "customerId", id))))
        .post("/v1/unmatched-signals/resolve").then().statusCode(400);
  }
}
