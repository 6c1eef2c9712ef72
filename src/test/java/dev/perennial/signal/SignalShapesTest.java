package dev.perennial.signal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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
  void trackCallsAreSignals() {
    String call =
        "{\"type\":\"track\",\"messageId\":\"m-1\",\"userId\":\"u\",\"event\":\"Report Exported\",\"properties\":{\"format\":\"pdf\",\"value\":2},"
            + "\"context\":{\"groupId\":\"acme\"},\"timestamp\":\"2026-11-21T09:59:00Z\",\"sentAt\":\"2026-11-21T12:00:00Z\",\"integrations\":{}}";
    track(call).statusCode(200).body("items.status", contains(201));
    track(call).body("items.status", contains(200));
    api().get("/v1/signals").then().body("items", hasSize(1)).body("items[0].type", equalTo("report_exported"))
        .body("items[0].occurredAt", equalTo("2026-11-21T09:59:00Z")).body("items[0].value", equalTo(2f))
        .body("items[0].attributes.format", equalTo("pdf"));
    track("{\"batch\":[" + call.replace("m-1", "m-2") + "," + call.replace("track", "page") + "]}").statusCode(207)
        .body("items.status", contains(201, 400));
    track(call.replace("\"messageId\":\"m-1\",", "")).statusCode(400).body("errors[0].pointer", equalTo("/messageId"));
    track("[]").statusCode(400);
  }

  /** A call with these times (members of its JSON), received now, and when it is taken to have happened. */
  private void happened(String times, String expected) {
    String id = java.util.UUID.randomUUID().toString();
    track("{\"type\":\"track\",\"messageId\":\"" + id + "\",\"event\":\"Opened\",\"context\":{\"groupId\":\"acme\"}," + times + "}")
        .statusCode(200).body("items.status", contains(201));
    api().get("/v1/signals?source=segment").then().body("items.find { it.sourceId == '" + id + "' }.occurredAt", equalTo(expected));
  }

  @Test
  void aTrackCallThatComesLateHappenedWhenItSays() {
    String device = "\"originalTimestamp\":\"2026-10-22T13:00:00Z\",\"sentAt\":\"2026-10-22T13:00:05Z\"";
    // replayed after 30 days, from a device whose clock is three hours fast
    happened(device + ",\"receivedAt\":\"2026-10-22T10:00:06Z\",\"timestamp\":\"2026-10-22T10:00:01Z\"", "2026-10-22T10:00:01Z");
    happened(device + ",\"receivedAt\":\"2026-10-22T10:00:06Z\"", "2026-10-22T10:00:01Z");
    happened(device, "2026-10-22T13:00:00Z");
    happened("\"originalTimestamp\":\"2026-10-22T13:00:00Z\"", "2026-10-22T13:00:00Z");
    happened("\"timestamp\":\"2026-10-22T10:00:01Z\",\"sentAt\":\"2026-10-22T10:00:05Z\"", "2026-10-22T10:00:01Z");
  }

  @Test
  void aBatchSaysForItsCallsWhenTheyWereSent() {
    String call =
        "{\"type\":\"track\",\"messageId\":\"b-1\",\"event\":\"Opened\",\"context\":{\"groupId\":\"acme\"},"
            + "\"originalTimestamp\":\"2026-11-20T13:00:00Z\"}";
    track("{\"batch\":[" + call + "],\"sentAt\":\"2026-11-20T13:10:00Z\",\"receivedAt\":\"2026-11-20T10:10:00Z\"}").statusCode(207)
        .body("items.status", contains(201));
    api().get("/v1/signals").then().body("items[0].occurredAt", equalTo("2026-11-20T10:00:00Z"));
  }

  @Test
  void aTrackCallOfTheFutureIsRefused() {
    String call = "{\"type\":\"track\",\"messageId\":\"f-1\",\"event\":\"Opened\",\"context\":{\"groupId\":\"acme\"},";
    track(call + "\"timestamp\":\"2026-11-22T10:00:00Z\",\"sentAt\":\"2026-11-22T10:00:00Z\"}").statusCode(400)
        .body("errors[0].code", equalTo("in_future"));
    track(call + "\"originalTimestamp\":\"2026-11-22T10:00:00Z\",\"sentAt\":\"2026-11-22T10:00:00Z\"}").statusCode(400)
        .body("errors[0].code", equalTo("in_future"));
    track(call + "\"sentAt\":\"2026-11-21T09:00:00Z\"}").statusCode(400).body("errors[0].pointer", equalTo("/timestamp"));
  }
}
