package dev.perennial.risk;

import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * A new feature set, or the next version of one.
 *
 * @param code name of the set; a code that exists makes its next version
 * @param features 1 to 200, in the order every score stores them
 */
public record FeatureSetFields(@NotNull String code, @NotNull List<FeatureFields> features) {}
