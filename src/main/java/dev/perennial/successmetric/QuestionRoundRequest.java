package dev.perennial.successmetric;

import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A question or two to a chosen set. */
public record QuestionRoundRequest(
    @Schema(examples = "November: time saved") @NotBlank @Size(max = 200) String name,
    @NotNull LocalDate dueDate,
    @Schema(description = "Asks for these metrics; either this or a question.")
        @Nullable @Size(min = 1, max = 500) List<@NotNull Reference> successMetricIds,
    @Schema(description = "Asks each customer this; it becomes a success metric of the customer unless it has one of this name.")
        @Nullable @Valid Question question,
    @Schema(description = "With a question: whom to ask.") @Nullable @Valid AskedCustomers customers) {

  /** A question that is answered by a number. */
  @Schema(name = "RoundQuestion")
  public record Question(
      @Schema(examples = "How many hours did we save your team this month?") @NotBlank @Size(max = 500) String text,
      @Schema(examples = "hours") @Nullable @Size(max = 50) String unit,
      @NotNull MetricDirection direction) {}

  /** Customers by their ids, or those that meet every given condition; at most 500. */
  @Schema(name = "AskedCustomers")
  public record AskedCustomers(
      @Nullable @Size(min = 1, max = 500) List<@NotNull Reference> ids,
      @Nullable @Size(max = 100) String tier,
      @Nullable @Size(max = 100) String region,
      @Nullable Reference csmId) {}
}
