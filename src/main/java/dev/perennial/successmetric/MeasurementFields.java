package dev.perennial.successmetric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perennial.editing.Reference;
import dev.perennial.fact.FactFields;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A measurement as it is sent. */
public record MeasurementFields(
    @Schema(description = "The metric; not needed where the path names it.") @Nullable Reference successMetricId,
    @Schema(description = "The system it comes from; with `sourceId` and `revision` the key that finds duplicates. `manual` with an id of its own when both are absent.")
        @Nullable @Size(min = 1, max = 100) String source,
    @Nullable @Size(min = 1, max = 200) String sourceId,
    @Schema(description = "In the metric's unit; may be absent only when it is retracted.") @Nullable Double value,
    @Schema(description = "0 for the baseline, else the follow-up it answers; found by its date when absent.")
        @Nullable @Min(0) @Max(120) Integer followUpMonth,
    @Schema(description = "Who gave it.") @Nullable Reference respondentContactId,
    @Schema(description = "When it held; the time of receipt when absent.") @Nullable Instant occurredAt,
    @Schema(description = "When the source knew; the time of receipt when absent. Only the scope `imports:backfill` may state an earlier one.")
        @Nullable Instant knownAt,
    @Schema(description = "0 when absent; a higher one of the same source and source id corrects the ones before.")
        @Nullable @Min(0) Integer revision,
    @Schema(description = "True on a correction: it was never so.") @Nullable Boolean retracted)
    implements FactFields {
  @Override
  @JsonIgnore
  public @Nullable Reference about() {
    return successMetricId;
  }

}
