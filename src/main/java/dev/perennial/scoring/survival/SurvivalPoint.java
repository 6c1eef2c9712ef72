package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.Interval;

/**
 * The survival curve from one time of losses on.
 *
 * @param time in the unit of the lifetimes
 * @param atRisk customers watched up to this time
 * @param events customers lost at it
 * @param survival share still there after it, 0 to 1
 * @param standardError Greenwood's, on the scale of survival
 * @param logLog interval on the scale ln(-ln S), within 0 to 1: the one to show
 * @param log interval on the scale ln S, cut at 1
 */
public record SurvivalPoint(
    double time,
    long atRisk,
    long events,
    double survival,
    double standardError,
    Interval logLog,
    Interval log) {}
