package dev.perennial.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.ResourceType;
import dev.perennial.history.Differences;
import dev.perennial.history.FieldDifference;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/** Completes what SQL collected about an entry. */
final class TimelineDetails {
  /** Written by PostgreSQL in the session's time zone; the API speaks UTC. */
  private static final List<String> TIMES = List.of("knownAt", "recordedAt", "asOf");

  private static final String CONTENT = "content";

  private TimelineDetails() {}

  static JsonNode of(TimelineKind kind, String subjectType, JsonNode collected) {
    if (kind == TimelineKind.CHANGE) {
      return collected.has(CONTENT) ? ofVersion(ResourceType.valueOf(subjectType.toUpperCase(Locale.ROOT)), collected) : collected;
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

  /** A version that no event tells of, in the words of one that an event does. */
  private static JsonNode ofVersion(ResourceType type, JsonNode collected) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.set("actor", collected.path("actor"));
    detail.set("origin", collected.path("origin"));
    detail.putNull("sequence");
    detail.set("subjectVersion", collected.path("subjectVersion"));
    ObjectNode changes = detail.putObject("changes");
    if (collected.hasNonNull("before")) {
      for (FieldDifference difference : Differences.of(type, collected.get("before"), collected.get(CONTENT))) {
        changes.putObject(difference.field()).<ObjectNode>set("from", difference.before()).set("to", difference.after());
      }
    }
    detail.putArray("personalFields");
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
