package dev.perennial.feedback;

import dev.perennial.editing.EditableFields;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of a feedback item that people edit. */
@Schema(name = "FeedbackItemFields")
public record FeedbackFields(
    @NotNull Reference customerId,
    @Schema(description = "Who said it.") @Nullable Reference contactId,
    @Schema(description = "The signal it came from; at most one item per signal.") @Nullable @Valid FeedbackOrigin signal,
    @NotBlank @Size(max = 4000) String text,
    @Schema(description = "Your own word; OTHER when absent.") @Size(min = 1, max = 50) String category,
    @Schema(description = "OPEN when absent. Onward to any later state; back only to ACKNOWLEDGED.") FeedbackState state,
    @Schema(description = "The user who looks after it.") @Nullable Reference ownerId,
    @Nullable LocalDate dueDate,
    @Schema(description = "When it was said; now when absent.") @Nullable Instant openedAt,
    @Schema(description = "Set with the state; state it only for what happened elsewhere.") @Nullable Instant acknowledgedAt,
    @Schema(description = "Set with the state; state it only for what happened elsewhere.") @Nullable Instant resolvedAt,
    @Schema(description = "When the customer was told. Set with the state; state it only for what happened elsewhere.")
        @Nullable Instant closedAt,
    @Size(max = 20) List<@Valid ExternalId> externalIds)
    implements EditableFields {

  public FeedbackFields {
    category = category == null ? "OTHER" : category;
    state = state == null ? FeedbackState.OPEN : state;
    externalIds = externalIds == null ? List.of() : externalIds;
  }

  FeedbackFields with(
      @Nullable Instant opened, @Nullable Instant acknowledged, @Nullable Instant resolved, @Nullable Instant closed) {
    return new FeedbackFields(
        customerId, contactId, signal, text, category, state, ownerId, dueDate, opened, acknowledged, resolved, closed,
        externalIds);
  }

  /** When the item reached a state; null when it has not, or nobody said. */
  @Nullable Instant at(FeedbackState reached) {
    return switch (reached) {
      case OPEN -> openedAt;
      case ACKNOWLEDGED -> acknowledgedAt;
      case RESOLVED -> resolvedAt;
      case CLOSED_WITH_CUSTOMER -> closedAt;
    };
  }
}
