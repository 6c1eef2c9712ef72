package dev.perennial.tenant;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Survey answers up to these become feedback items, due after so many days; null: those answers make none.
 *
 * @param npsAtMost of 0 to 10
 * @param csatAtMost of 1 to 5
 * @param cesAtMost of 1 to 7
 */
public record FeedbackRule(
    @Nullable @DecimalMin("0") @DecimalMax("10") Double npsAtMost,
    @Nullable @DecimalMin("1") @DecimalMax("5") Double csatAtMost,
    @Nullable @DecimalMin("1") @DecimalMax("7") Double cesAtMost,
    @Min(0) @Max(365) int dueDays) {

  /** The limit for a survey of this type, or null. */
  public @Nullable Double atMost(String type) {
    return switch (type) {
      case "nps" -> npsAtMost;
      case "csat" -> csatAtMost;
      case "ces" -> cesAtMost;
      default -> null;
    };
  }
}
