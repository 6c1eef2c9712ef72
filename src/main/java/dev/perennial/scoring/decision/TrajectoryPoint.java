package dev.perennial.scoring.decision;

import java.time.Instant;

/**
 * The last score of a month.
 *
 * @param asOf the time it speaks of
 * @param probability that the renewal is lost, 0 to 1
 * @param logOdds the same as log-odds, in which trends are straight
 */
public record TrajectoryPoint(Instant asOf, double probability, double logOdds) {}
