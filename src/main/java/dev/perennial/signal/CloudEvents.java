package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 as signals: source and id stay, {@code subject} is the customer's external id, {@code time} when it
 * happened, {@code data} the value, fields of the same name, and attributes.
 */
final class CloudEvents {
  private static final String PREFIX = "ce-";
  private static final Set<String> FIELDS =
      Set.of("value", "sentiment", "severity", "direction", "channel", "phase", "subjectKey", "contactId", "contractId", "productId", "retracted", "revision");

  private final SignalCatalogue.Types types;
  private final @Nullable String customerSource;
  private final Instant now;

  CloudEvents(SignalCatalogue.Types types, @Nullable String customerSource, Instant now) {
    this.types = types;
    this.customerSource = customerSource;
    this.now = now;
  }

  /** An event in binary mode: its attributes are headers, its data the body. */
  static ObjectNode ofHeaders(HttpHeaders headers, @Nullable JsonNode data) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    headers.getRequestHeaders().forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(PREFIX) && !values.isEmpty()) {
            event.put(lower.substring(PREFIX.length()), decoded(values.getFirst()));
          }
        });
    if (data != null) {
      event.set("data", data);
    }
    return event;
  }

  JsonNode signal(JsonNode event) {
    if (!event.isObject()) {
      throw ProblemException.invalid(FieldError.at("", "invalid", "An event must be a JSON object."));
    }
    if (!event.path("specversion").asText().equals("1.0")) {
      throw ProblemException.invalid(FieldError.at("/specversion", "invalid", "The specversion must be 1.0."));
    }
    for (String name : Set.of("source", "id", "type", "subject")) {
      if (!event.path(name).isTextual() || event.path(name).asText().isBlank()) {
        throw ProblemException.invalid(FieldError.at("/" + name, "required", "A CloudEvent for us has this attribute, as text."));
      }
    }
    if (event.has("data_base64")) {
      throw ProblemException.invalid(FieldError.at("/data_base64", "invalid", "The data must be JSON."));
    }
    return mapped(event);
  }

  private ObjectNode mapped(JsonNode event) {
    String source = event.get("source").asText();
    String type = event.get("type").asText();
    ObjectNode signal = JsonNodeFactory.instance.objectNode();
    signal.put("source", source).put("sourceId", event.get("id").asText()).put("type", type);
    signal.putObject("customer")
        .put("source", customerSource == null ? source : customerSource)
        .put("externalId", event.get("subject").asText());
    SignalKind kind = types.kindOf(type);
    signal.put("kind", event.has("kind") ? event.get("kind").asText() : kind == null ? SignalKind.EVENT.name() : kind.name());
    if (event.hasNonNull("time")) {
      signal.set("occurredAt", event.get("time"));
    } else {
      // without a time of its own every repeat would differ from the one before
      signal.put("occurredAt", now.toString()).put("revision", 0);
    }
    data(event.path("data"), signal);
    return signal;
  }

  private static void data(JsonNode data, ObjectNode signal) {
    if (data.isNumber()) {
      signal.set("value", data);
      return;
    }
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    data.properties().forEach(
        entry -> {
          if (FIELDS.contains(entry.getKey())) {
            signal.set(entry.getKey(), entry.getValue());
          } else if (!entry.getValue().isNull()) {
            attributes.set(entry.getKey(), entry.getValue());
          }
        });
    if (!attributes.isEmpty()) {
      signal.set("attributes", attributes);
    }
  }

  /** Header values are percent-encoded UTF-8 (HTTP protocol binding, 3.1.3.2); a plus stays one. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
