package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;

/** Completes what SQL collected about an entry. */
final class TimelineDetails {
  /** Written by PostgreSQL in the session's time zone; the API speaks UTC. */
  private static final List<String> TIMES = List.of("knownAt", "recordedAt", "asOf");

  private TimelineDetails() {}

  static JsonNode of(TimelineKind kind, JsonNode collected) {
    if (kind == TimelineKind.CHANGE) {
      return collected;
    }
    ObjectNode detail = collected.deepCopy();
    for (String name : TIMES) {
      if (detail.path(name).isTextual()) {
        detail.put(name, OffsetDateTime.parse(detail.path(name).asText()).toInstant().toString());
      }
    }
    if (kind == TimelineKind.SCORE) {
      addChange(detail);
    }
    return detail;
  }

  private static void addChange(ObjectNode score) {
    JsonNode previous = score.path("previous").path("probability");
    if (previous.isNumber()) {
      score.put("change", score.path("probability").asDouble() - previous.asDouble());
    } else {
      score.putNull("change");
    }
  }
}
