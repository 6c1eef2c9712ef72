package dev.perennial.scoring.predictor;

import org.jspecify.annotations.Nullable;

/**
 * How a number differs between those lost and those renewed.
 *
 * @param knownLost lost rows with a value
 * @param knownRenewed renewed rows with a value
 * @param meanLost mean of the lost ones; null without any
 * @param meanRenewed mean of the renewed ones; null without any
 * @param deviation standard deviation over both
 * @param auc chance that a lost one has the higher value; below 0.5 the lower
 * @param naive by itself, per standard deviation
 * @param adjusted with everything else held equal, per standard deviation
 * @param confounded as for exposures
 */
public record CovariateFinding(
    String code,
    long knownLost,
    long knownRenewed,
    @Nullable Double meanLost,
    @Nullable Double meanRenewed,
    @Nullable Double deviation,
    @Nullable Double auc,
    @Nullable Slope naive,
    @Nullable Double naiveQ,
    @Nullable Slope adjusted,
    @Nullable Double adjustedQ,
    boolean confounded) {}
