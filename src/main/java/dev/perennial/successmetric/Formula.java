package dev.perennial.successmetric;

import dev.perennial.signal.SignalKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a derived metric is computed from the customer's signals; computed at each read, for the time of the read. */
@Schema(name = "MetricFormula")
public record Formula(
    @NotNull Aggregation aggregation,
    @Schema(description = "Only signals of this kind.") @Nullable SignalKind kind,
    @Schema(description = "The signals' type.", examples = "login_count") @NotBlank @Size(max = 100) String type,
    @Schema(description = "Signals of this many days up to the time.") @Min(1) @Max(3660) int windowDays) {

  /** What is made of the signals' values; COUNT counts them and needs none. */
  @Schema(name = "MetricAggregation")
  public enum Aggregation {
    COUNT,
    SUM,
    MEAN,
    LAST
  }
}
