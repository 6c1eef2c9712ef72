package dev.perennial.tenant;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * Where the risk bands begin, as probabilities; lower bounds are inclusive, everything below {@code mediumFrom} is LOW.
 */
public record BandCutPoints(
    @DecimalMin("0") @DecimalMax("1") double mediumFrom,
    @DecimalMin("0") @DecimalMax("1") double highFrom,
    @DecimalMin("0") @DecimalMax("1") double criticalFrom) {}
