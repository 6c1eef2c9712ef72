package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One wish to write an object.
 *
 * @param key the object: an id (must exist), an external id (made when it does not exist), or null to make a new one
 * @param patch the fields as a merge patch: absent = unchanged, null = clear
 * @param ifMatch version the writer saw, null when it does not care
 * @param createOnly refuse when the object exists
 */
public record Change(
    @Nullable Reference key, JsonNode patch, @Nullable Long ifMatch, boolean createOnly) {
  public static Change create(JsonNode fields) {
    return new Change(null, fields, null, false);
  }

  public static Change upsert(ExternalId key, JsonNode fields) {
    return new Change(new Reference(null, key), fields, null, false);
  }
}
