package dev.perennial.editing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wish to write an object.
 *
 * @param key the object: an id (must exist), an external id (made when it does not exist), or null to make a new one
 * @param patch the fields as a merge patch: absent = unchanged, null = clear
 * @param ifMatch version the writer saw, null when it does not care
 * @param createOnly refuse when the object exists
 * @param knownAt since when this was known, for a back-fill; null: since now
 */
public record Change(
    @Nullable Reference key, JsonNode patch, @Nullable Long ifMatch, boolean createOnly, @Nullable Instant knownAt) {
  /** Code of the fault of a change whose object another one of the same list writes. */
  public static final String SAME_OBJECT = "same_object";

  public Change(@Nullable Reference key, JsonNode patch, @Nullable Long ifMatch, boolean createOnly) {
    this(key, patch, ifMatch, createOnly, null);
  }

  public static Change create(JsonNode fields) {
    return new Change(null, fields, null, false);
  }

  public static Change upsert(ExternalId key, JsonNode fields) {
    return new Change(new Reference(null, key), fields, null, false);
  }

  /** The same as a back-fill. */
  public Change knownAt(@Nullable Instant since) {
    return new Change(key, patch, ifMatch, createOnly, since);
  }
}
