package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Puts personal values back where they were, as long as they have not been erased. */
final class Personal {
  private Personal() {}

  static @Nullable JsonNode merge(@Nullable JsonNode tree, @Nullable JsonNode personal, String part) {
    JsonNode values = personal == null ? null : personal.get(part);
    if (!(tree instanceof ObjectNode object) || !(values instanceof ObjectNode fields)) {
      return tree;
    }
    ObjectNode whole = object.deepCopy();
    whole.setAll(fields);
    return whole;
  }
}
