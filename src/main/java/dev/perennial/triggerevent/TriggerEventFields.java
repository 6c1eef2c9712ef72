package dev.perennial.triggerevent;

import dev.perennial.editing.Reference;
import dev.perennial.signal.CustomerReference;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A trigger event as it is sent. {@link TriggerEventChecks} holds what annotations cannot say. */
@Schema(name = "TriggerEventFields")
public record TriggerEventFields(
    @Schema(
            description = "The system it comes from; with `sourceId` and `revision` the key that finds duplicates.",
            examples = "news")
        @NotBlank
        @Size(max = 100)
        String source,
    @Schema(description = "Its id in that system.", examples = "article-4711") @NotBlank @Size(max = 200) String sourceId,
    @NotNull CustomerReference customer,
    @Schema(description = "A code of the catalogue.", examples = "funding_round") @NotBlank @Size(max = 60) String type,
    @Schema(
            description =
                "When it happened; ahead of our clock only for types that `mayBeAnnounced`: then when it is going to happen.")
        @NotNull
        Instant occurredAt,
    @Schema(
            description =
                "When the source knew; the time of receipt when absent. Only the scope `imports:backfill` may state an earlier one.")
        @Nullable Instant knownAt,
    @Schema(description = "The person it is about, a contact of the tenant.") @Nullable Reference contactId,
    @Schema(type = SchemaType.OBJECT, description = "At most 50 further values: strings, numbers, booleans.")
        @Size(max = 50)
        @Nullable Map<String, Object> attributes,
    @Schema(
            description = "0 when absent; a higher one of the same source and source id corrects the ones before.",
            defaultValue = "0")
        @Min(0)
        @Nullable Integer revision,
    @Schema(description = "True on a correction: it never happened.", defaultValue = "false")
        @Nullable Boolean retracted) {

  int revisionOrZero() {
    return revision == null ? 0 : revision;
  }

  boolean isRetracted() {
    return Boolean.TRUE.equals(retracted);
  }
}
