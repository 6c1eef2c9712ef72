package dev.perennial.editing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Names an object in a request: by our id (a string), or as another system knows it ({source, externalId}). */
@Schema(name = "Reference")
public record Reference(@Nullable UUID id, @Nullable ExternalId external) {

  public static Reference of(UUID id) {
    return new Reference(id, null);
  }

  public static @Nullable Reference ofNullable(@Nullable UUID id) {
    return id == null ? null : of(id);
  }

  /** The id of a resolved reference; null for an absent one. */
  public static @Nullable UUID idOf(@Nullable Reference reference) {
    return reference == null ? null : reference.id();
  }

  @JsonCreator
  static Reference read(JsonNode node) {
    if (node.isTextual()) {
      return of(UUID.fromString(node.asText()));
    }
    JsonNode source = node.path("source");
    JsonNode externalId = node.path("externalId");
    if (node.size() != 2 || !source.isTextual() || !externalId.isTextual()) {
      throw new IllegalArgumentException("an id or {source, externalId}");
    }
    return new Reference(null, new ExternalId(source.asText(), externalId.asText()));
  }

  @JsonValue
  Object write() {
    return id != null
        ? id.toString()
        : external == null ? Map.of() : Map.of("source", external.source(), "externalId", external.externalId());
  }

  @Override
  public String toString() {
    return String.valueOf(write());
  }
}
