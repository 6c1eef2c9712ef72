package dev.perennial.scoring.predictor;

import org.jspecify.annotations.Nullable;

/**
 * What was found about an exposure. Nulls where there is not enough data to say it.
 *
 * @param losses lost rows of those where anybody could have told
 * @param exposedLosses lost rows that were exposed
 * @param reason why there is not enough data; null where there is
 * @param association the naive panel
 * @param associationQ its p-value adjusted for the whole family
 * @param adjusted with covariates and the other exposures held equal
 * @param adjustedQ its p-value adjusted for the whole family
 * @param stratification by segment
 * @param confounded clear by itself, but with the rest held equal less than half as strong, or the other way, or weaker and
 *     no longer clear; what is as strong there and only less certain is not
 * @param simpson whether the segments reverse it
 */
public record ExposureFinding(
    String code,
    long rows,
    long losses,
    long exposedLosses,
    @Nullable String reason,
    @Nullable Association association,
    @Nullable Double associationQ,
    @Nullable Slope adjusted,
    @Nullable Double adjustedQ,
    @Nullable Stratification stratification,
    boolean confounded,
    boolean simpson) {}
