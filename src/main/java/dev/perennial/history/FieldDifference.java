package dev.perennial.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field that two versions of an object have differently.
 *
 * @param field its name in the API
 * @param before null in a first version
 */
@Schema(name = "FieldDifference")
public record FieldDifference(
    @Schema(examples = "tier") String field,
    @Schema(implementation = Object.class) @Nullable JsonNode before,
    @Schema(implementation = Object.class) @Nullable JsonNode after) {}
