package dev.perennial.scoring.migration;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How sure a probability of moving is. With a Dirichlet prior the posterior of a row is Dirichlet and
 * that of one of its probabilities Beta(count + prior, rest + (states - 1) × prior); the interval is
 * cut at equal tails (Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 3.4).
 */
public final class MigrationIntervals {
  /** Jeffreys' prior, half a customer per destination. */
  public static final double JEFFREYS = 0.5;

  private MigrationIntervals() {}

  /**
   * The probability of moving between two segments, posterior mean and interval.
   *
   * @param prior pseudo-customers per destination, above 0
   * @throws IllegalArgumentException where the prior is not above 0 or a segment is unknown
   */
  public static Estimate moving(
      MigrationCounts counts, int from, int to, double prior, Confidence confidence) {
    return estimate(counts, from, counts.moved(from, to), prior, confidence);
  }

  /** The probability of leaving from a segment. See {@link #moving}. */
  public static Estimate leaving(
      MigrationCounts counts, int from, double prior, Confidence confidence) {
    return estimate(counts, from, counts.left().get(from), prior, confidence);
  }

  private static Estimate estimate(
      MigrationCounts counts, int from, long count, double prior, Confidence confidence) {
    if (!(prior > 0)) {
      throw new IllegalArgumentException("a prior lies above 0: " + prior);
    }
    int destinations = counts.segments().size() + (counts.open() ? 1 : 0);
    if (destinations == 1) {
      return Estimate.of(1, 1, 1);
    }
    double own = count + prior;
    double others = counts.began(from) - count + (destinations - 1) * prior;
    BetaDistribution posterior = BetaDistribution.of(own, others);
    return Estimate.of(
        own / (own + others),
        posterior.inverseCumulativeProbability(confidence.tail()),
        posterior.inverseSurvivalProbability(confidence.tail()));
  }
}
