package dev.perennial.importing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a column goes: one target (a text) or several (a list). */
@Schema(name = "ImportTargets")
public record Targets(List<String> paths) {
  @JsonCreator
  static Targets read(JsonNode node) {
    if (node.isTextual()) {
      return new Targets(List.of(node.asText()));
    }
    List<String> paths = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        throw new IllegalArgumentException("a target is a text");
      }
      paths.add(item.asText());
    }
    return new Targets(List.copyOf(paths));
  }

  @JsonValue
  Object write() {
    return paths.size() == 1 ? paths.getFirst() : paths;
  }
}
