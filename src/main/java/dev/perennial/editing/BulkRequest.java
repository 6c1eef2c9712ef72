package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code {"items":[{"key":…,"data":{…}}]}}: up to 500 objects; the key is an id, {source, externalId}, or absent to make a
 * new object; the data is a merge patch.
 */
public final class BulkRequest {
  public static final int MAX_ITEMS = 500;

  private BulkRequest() {}

  public static List<Change> changes(ObjectMapper json, JsonNode body) {
    JsonNode items = body.path("items");
    if (!items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS || body.size() != 1) {
      throw ProblemException.invalid(
          FieldError.at("/items", "length", "Send an object with items, 1 to " + MAX_ITEMS + " of them."));
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      changes.add(change(json, items.get(i), "/items/" + i));
    }
    return changes;
  }

  private static Change change(ObjectMapper json, JsonNode item, String pointer) {
    JsonNode data = item.path("data");
    JsonNode key = item.path("key");
    int known = (data.isMissingNode() ? 0 : 1) + (key.isMissingNode() ? 0 : 1);
    if (!data.isObject() || item.size() != known) {
      throw ProblemException.invalid(
          FieldError.at(pointer, "invalid", "An item has data (an object) and, to name what exists, a key."));
    }
    if (key.isMissingNode() || key.isNull()) {
      return Change.create(data);
    }
    try {
      return new Change(json.treeToValue(key, Reference.class), data, null, false);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw ProblemException.invalid(
          FieldError.at(pointer + "/key", "invalid", "A key is an id or {source, externalId}."));
    }
  }
}
