package dev.perennial.adoption;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which signals count, and how many of them it takes. */
public record SignalPredicate(
    @Schema(description = "Types of signals, any of them.", examples = "[\"report_built\"]")
        @NotEmpty @Size(max = 20)
        List<@NotBlank @Size(max = 100) String> types,
    @Schema(description = "How many such signals; 1 when absent.") @Min(1) @Max(100_000) @Nullable Integer minimumCount,
    @Schema(description = "Only signals with at least this value.") @Nullable Double minimumValue,
    @Schema(description = "Only signals with this attribute.") @Nullable @Valid AttributeEquals attribute) {
  public SignalPredicate {
    minimumCount = minimumCount == null ? Integer.valueOf(1) : minimumCount;
  }

  int count() {
    return minimumCount == null ? 1 : minimumCount;
  }

  /** An attribute's value as text; numbers and booleans as JSON writes them. */
  public record AttributeEquals(@NotBlank @Size(max = 100) String name, @NotNull @Size(max = 500) String equals) {}
}
