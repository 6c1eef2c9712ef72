package dev.perennial.programme;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A programme as it is begun; it does not change afterwards. */
public record ProgrammeFields(
    @Schema(description = "Unique name for machines.") @NotNull @Pattern(regexp = "[a-z0-9_]{1,60}") String code,
    @NotBlank @Size(max = 200) String name,
    @Schema(description = "What is offered.") @Size(max = 2000) @Nullable String offer,
    @Schema(description = "Whether arms are given by chance; true when absent. What is not is compared, but never called an effect.")
        @Nullable Boolean randomised,
    @NotNull @Size(min = 2, max = 10) List<@NotNull @Valid Arm> arms,
    @Schema(description = "The arm that is offered nothing: the hold-out.") @NotNull @Size(max = 60) String controlArm,
    @Schema(description = "Spread evenly over the arms; TIER and RISK_BAND when absent.")
        @Size(max = 4) @Nullable List<@NotNull Stratum> stratifyBy,
    @Schema(description = "Seed of the draw; made and recorded when absent.") @Nullable Long seed,
    @Schema(description = "The least change in the share lost that would be worth knowing; 0.05 when absent.")
        @DecimalMin("0.001") @DecimalMax("0.9") @Nullable Double smallestEffect) {
  /**
   * An arm.
   *
   * @param share of the renewals, above 0; the shares sum to 1
   */
  @Schema(name = "ProgrammeArm")
  public record Arm(
      @NotNull @Pattern(regexp = "[a-z0-9_]{1,60}") String code,
      @NotNull @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") Double share) {}
}
