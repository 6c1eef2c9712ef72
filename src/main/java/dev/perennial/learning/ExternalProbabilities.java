package dev.perennial.learning;

import dev.perennial.editing.Reference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Probabilities that another tool gave.
 *
 * @param items up to 5,000
 */
@Schema(name = "ExternalProbabilities")
public record ExternalProbabilities(@NotNull @Size(min = 1, max = 5_000) List<@NotNull @Valid Stated> items) {
  /**
   * One of them.
   *
   * @param renewal which renewal
   * @param probability that it is lost: between 0 and 1, both excluded, for no tool is certain
   * @param asOf when it was given; only what was given by a renewal's cut-off is judged
   */
  @Schema(name = "ExternalProbability")
  public record Stated(@NotNull Reference renewal, @NotNull Double probability, @NotNull Instant asOf) {}
}
