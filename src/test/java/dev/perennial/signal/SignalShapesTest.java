package dev.perennial.signal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CloudEvents and track calls become the same signals. */
@QuarkusTest
class SignalShapesTest extends ApiTest {
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"source\":\"/billing\",\"id\":\"inv-1\",\"type\":\"invoice_paid\",\"subject\":\"acme\","
          + "\"time\":\"2026-11-19T08:00:00Z\",\"data\":{\"value\":12,\"currency\":\"EUR\"}}";

  @Inject CustomerRows rows;

  @BeforeEach
  void aCustomer() {
    rows.customer(tenant.id(), "acme");
    clock.set(Instant.parse("2026-11-21T10:00:00Z"));
  }

  private ValidatableResponse events(String type, String body) {
    return as(tenant.apiKey()).contentType(type).body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/v1/signals/cloud-events?customerSource=crm").then();
  }

  private ValidatableResponse track(String body) {
    return api().body(body).post("/v1/signals/track?customerSource=crm").then();
  }

  @Test
  void aStructuredEventIsASignal() {
    events("application/cloudevents+json", EVENT).statusCode(200).body("items.status", contains(201));
    events("application/cloudevents+json", EVENT).body("items.status", contains(200));
    api().get("/v1/signals").then().body("items", hasSize(1)).body("items[0].kind", equalTo("PAYMENT"))
        .body("items[0].value", equalTo(12f)).body("items[0].attributes.currency", equalTo("EUR"))
        .body("items[0].occurredAt", equalTo("2026-11-19T08:00:00Z"));
    events("application/cloudevents+json", EVENT.replace("12", "13")).body("items.status", contains(201));
    api().get("/v1/signals").then().body("items", hasSize(1)).body("items[0].value", equalTo(13f));
    events("application/cloudevents+json", EVENT.replace("\"1.0\"", "\"0.3\"")).statusCode(400)
        .body("errors[0].pointer", equalTo("/specversion"));
    events("application/cloudevents+json", EVENT.replace("2026-11-19", "2026-12-19")).statusCode(400)
        .body("errors[0].code", equalTo("in_future"));
  }

  @Test
  void aBatchIsAnsweredEventByEvent() {
    events("application/cloudevents-batch+json", "[" + EVENT + "," + EVENT.replace("\"subject\":\"acme\",", "") + ","
            + EVENT.replace("inv-1", "inv-2").replace("acme", "later") + "]")
        .statusCode(207).body("items.status", contains(201, 400, 202));
  }

  @Test
  void inBinaryModeHeadersAreTheAttributes() {
    as(tenant.apiKey()).header("ce-specversion", "1.0").header("ce-source", "/app").header("ce-id", "7").header("ce-type", "m%C3%BCde")
        .header("ce-subject", "acme").header("ce-time", "2026-11-19T08:00:00Z").body("3.5").post("/v1/signals/cloud-events?customerSource=crm")
        .then().statusCode(200).body("items.status", contains(201));
    api().get("/v1/signals").then().body("items[0].type", equalTo("müde")).body("items[0].value", equalTo(3.5f));
  }

  @Test
  void trackCallsAreSignalsAndTheSendersClockIsCorrected() {
    String call =
        "{\"type\":\"track\",\"messageId\":\"m-1\",\"userId\":\"u\",\"event\":\"Report Exported\",\"properties\":{\"format\":\"pdf\",\"value\":2},"
            + "\"context\":{\"groupId\":\"acme\"},\"timestamp\":\"2026-11-21T11:59:00Z\",\"sentAt\":\"2026-11-21T12:00:00Z\",\"integrations\":{}}";
    track(call).statusCode(200).body("items.status", contains(201));
    track(call).body("items.status", contains(200));
    api().get("/v1/signals").then().body("items", hasSize(1)).body("items[0].type", equalTo("report_exported"))
        .body("items[0].occurredAt", startsWith("2026-11-21T09:59:0")).body("items[0].value", equalTo(2f))
        .body("items[0].attributes.format", equalTo("pdf"));
    track("{\"batch\":[" + call.replace("m-1", "m-2") + "," + call.replace("track", "page") + "]}").statusCode(207)
        .body("items.status", contains(201, 400));
    track(call.replace("\"messageId\":\"m-1\",", "")).statusCode(400).body("errors[0].pointer", equalTo("/messageId"));
    track("[]").statusCode(400);
  }
}
