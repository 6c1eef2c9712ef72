package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.Interval;

/**
 * The risk within one period.
 *
 * @param period 1 or more
 * @param atRisk customers who entered it
 * @param events customers lost within it
 * @param hazard events / at risk, 0 to 1
 * @param interval Wilson's, around the hazard
 * @param survival share still there after it, Π(1 - hazard)
 */
public record HazardRow(
    int period, long atRisk, long events, double hazard, Interval interval, double survival) {}
