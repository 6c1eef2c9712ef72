package dev.perennial.signal;

import dev.perennial.editing.Reference;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signal as it is sent. {@link SignalRules} holds what annotations cannot say. */
public record SignalFields(
    @Schema(
            description =
                "The system it comes from; with `sourceId` and `revision` the key that finds duplicates.",
            examples = "zendesk")
        @NotBlank
        @Size(max = 100)
        String source,
    @Schema(description = "Its id in that system.", examples = "ticket-4711/opened")
        @NotBlank
        @Size(max = 200)
        String sourceId,
    @NotNull CustomerReference customer,
    @NotNull SignalKind kind,
    @Schema(
            description = "What happened, in lower_snake words of your own.",
            examples = "login_count")
        @NotBlank
        @Size(max = 100)
        String type,
    @Schema(description = "When it happened; at most five minutes ahead of our clock.") @NotNull
        Instant occurredAt,
    @Schema(
            description =
                "When the source knew; the time of receipt when absent. Only the scope `imports:backfill` may state an earlier one.")
        @Nullable Instant knownAt,
    @Schema(description = "The number measured, paid, answered; its unit follows from the type.")
        @Nullable Double value,
    @Schema(description = "-1 hostile to 1 delighted.") @DecimalMin("-1") @DecimalMax("1")
        @Nullable Double sentiment,
    @Schema(description = "1 low to 4 critical.") @Min(1) @Max(4) @Nullable Integer severity,
    @Nullable SignalDirection direction,
    @Schema(examples = "email") @Size(max = 100) @Nullable String channel,
    @Schema(description = "Where the subject stands after this; needs `subjectKey`.")
        @Nullable SignalPhase phase,
    @Schema(description = "Ties the signals of one subject together, for example of one ticket.")
        @Size(max = 200)
        @Nullable String subjectKey,
    @Nullable Reference contactId,
    @Nullable Reference contractId,
    @Nullable Reference productId,
    @Schema(
            type = SchemaType.OBJECT,
            description = "At most 50 further values: strings, numbers, booleans.")
        @Size(max = 50)
        @Nullable Map<String, Object> attributes,
    @Schema(
            description =
                "0 when absent; a higher one of the same source and source id corrects the ones before.",
            defaultValue = "0")
        @Min(0)
        @Nullable Integer revision,
    @Schema(description = "True on a correction: it never happened.", defaultValue = "false")
        @Nullable Boolean retracted,
    @Schema(description = "Interactions only: the contacts who took part, at most 100.")
        @Size(max = 100)
        @Nullable List<@NotNull Reference> participants) {

  List<Reference> participantsOrNone() {
    return participants == null ? List.of() : participants;
  }


  int revisionOrZero() {
    return revision == null ? 0 : revision;
  }

  boolean isRetracted() {
    return Boolean.TRUE.equals(retracted);
  }
}
