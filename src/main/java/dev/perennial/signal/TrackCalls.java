package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Track calls of product analytics as signals: the event's name in lower_snake is the type, {@code context.groupId} (or
 * {@code groupId}, or {@code userId}) the customer's external id, {@code properties} are value and attributes. The time is
 * {@code timestamp}, which the sender has corrected for the device's clock. How late a call arrives says nothing about that
 * clock: calls are resent and back-filled.
 */
final class TrackCalls {
  private final SignalCatalogue.Types types;
  private final String source;
  private final String customerSource;
  private final JsonNode body;

  /** @param body the call, or the batch, which may say for all its calls when they were sent and received */
  TrackCalls(SignalCatalogue.Types types, String source, @Nullable String customerSource, JsonNode body) {
    this.types = types;
    this.source = source;
    this.customerSource = customerSource == null ? source : customerSource;
    this.body = body;
  }

  JsonNode signal(JsonNode call) {
    if (!call.path("type").asText("track").equals("track")) {
      throw ProblemException.invalid(FieldError.at("/type", "invalid", "Only calls of the type track are facts."));
    }
    String event = text(call, "event");
    String type = event.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    ObjectNode signal = JsonNodeFactory.instance.objectNode();
    // a call that is sent again has other times of sending and receipt: the message's id alone tells repeats
    signal.put("source", source).put("sourceId", text(call, "messageId")).put("revision", 0);
    signal.put("type", types.kindOf(event) == null ? type : event);
    SignalKind kind = types.kindOf(signal.get("type").asText());
    signal.put("kind", (kind == null ? SignalKind.USAGE : kind).name());
    signal.put("occurredAt", occurredAt(call).toString());
    signal.putObject("customer").put("source", customerSource).put("externalId", customer(call));
    properties(call, signal);
    return signal;
  }

  private static String customer(JsonNode call) {
    for (JsonNode name : java.util.List.of(call.path("context").path("groupId"), call.path("groupId"), call.path("userId"))) {
      if (name.isValueNode() && !name.asText().isBlank() && !name.isNull()) {
        return name.asText();
      }
    }
    throw ProblemException.invalid(
        FieldError.at("/context/groupId", "required", "Name the customer by context.groupId, groupId or userId."));
  }

  private Instant occurredAt(JsonNode call) {
    if (call.hasNonNull("timestamp") || !call.hasNonNull("originalTimestamp")) {
      return time(call.path("timestamp"), "/timestamp");
    }
    Instant original = time(call.get("originalTimestamp"), "/originalTimestamp");
    JsonNode sent = ofCallOrBatch(call, "sentAt");
    JsonNode received = ofCallOrBatch(call, "receivedAt");
    if (sent.isMissingNode() || received.isMissingNode()) {
      return original;
    }
    // sentAt and originalTimestamp are of the device's clock, receivedAt is of the first server that had the call
    return time(received, "/receivedAt").minus(Duration.between(original, time(sent, "/sentAt")));
  }

  private JsonNode ofCallOrBatch(JsonNode call, String name) {
    return call.hasNonNull(name) ? call.get(name) : body.hasNonNull(name) ? body.get(name) : MissingNode.getInstance();
  }

  private static void properties(JsonNode call, ObjectNode signal) {
    JsonNode properties = call.path("properties");
    for (String name : java.util.List.of("value", "revenue")) {
      if (properties.path(name).isNumber() && !signal.has("value")) {
        signal.set("value", properties.get(name));
      }
    }
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    properties.properties().forEach(
        entry -> {
          if (entry.getValue().isValueNode() && !entry.getValue().isNull() && !entry.getKey().equals("value")) {
            attributes.set(entry.getKey(), entry.getValue());
          }
        });
    if (!attributes.isEmpty()) {
      signal.set("attributes", attributes);
    }
  }

  private static String text(JsonNode call, String name) {
    if (!call.path(name).isTextual() || call.path(name).asText().isBlank()) {
      throw ProblemException.invalid(FieldError.at("/" + name, "required", "A track call for us has this field, as text."));
    }
    return call.path(name).asText();
  }

  private static Instant time(JsonNode value, String pointer) {
    try {
      return OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(FieldError.at(pointer, "invalid", "Must be a time like 2026-11-21T10:00:00Z."));
    }
  }
}
