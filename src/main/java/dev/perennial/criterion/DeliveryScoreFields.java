package dev.perennial.criterion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.perennial.editing.Reference;
import dev.perennial.fact.FactFields;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery score as it is sent; it needs evidence, a text or a link. */
public record DeliveryScoreFields(
    @Schema(description = "The criterion; not needed where the path names it.") @Nullable Reference purchaseCriterionId,
    @Schema(description = "The system it comes from; with `sourceId` and `revision` the key that finds duplicates. `manual` with an id of its own when both are absent.")
        @Nullable @Size(min = 1, max = 100) String source,
    @Nullable @Size(min = 1, max = 200) String sourceId,
    @Schema(description = "0 not at all to 10 fully; may be absent only when it is retracted.")
        @Nullable @DecimalMin("0") @DecimalMax("10") Double value,
    @Schema(description = "What it rests on.") @Nullable @Size(max = 4000) String evidence,
    @Schema(description = "Where that can be read.", examples = "https://example.com/review")
        @Nullable @Size(max = 2000) @Pattern(regexp = "https?://\\S+") String evidenceUrl,
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
    return purchaseCriterionId;
  }

  @Override
  public boolean hasEvidence() {
    return Boolean.TRUE.equals(retracted) || isText(evidence) || isText(evidenceUrl);
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
