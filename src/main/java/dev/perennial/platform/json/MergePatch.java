package dev.perennial.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.http.JsonProblems;
import jakarta.inject.Singleton;

/** JSON merge patch, RFC 7396: absent = unchanged, null = clear, objects merge, everything else replaces. */
@Singleton
public class MergePatch {
  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper json;

  MergePatch(ObjectMapper json) {
    this.json = json;
  }

  /** The editable fields after the patch; unknown properties are refused by the mapper. */
  public <F> F apply(F current, JsonNode patch, Class<F> type) {
    return bind(merge(json.valueToTree(current), patch), type);
  }

  /** A new object from its body: the merge into nothing, so that explicit nulls mean absent. */
  public <F> F create(JsonNode body, Class<F> type) {
    return bind(merge(json.createObjectNode(), body), type);
  }

  /** Reads a tree as a record; a fault becomes a problem with its pointer. */
  public <F> F bind(JsonNode tree, Class<F> type) {
    try {
      return json.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    }
  }

  /** Changes the target, which belongs to the caller. */
  static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
              } else {
                JsonNode old = merged.path(entry.getKey());
                JsonNode now = merge(old, entry.getValue());
                if (now != old) {
                  merged.set(entry.getKey(), now);
                }
              }
            });
    return merged;
  }
}
