package dev.perennial.scoring.test;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import java.util.List;

/**
 * Exact inference in a 2×2 table given its margins (Fisher, JRSS 98, 1935; Agresti, Categorical Data
 * Analysis, 3rd ed., ch. 3.5 and 16.6). Agrees with R's {@code fisher.test}.
 */
public final class FisherExact {
  private FisherExact() {}

  /**
   * Two-sided p-value: the sum over all tables with these margins that are no more probable than the
   * one seen.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed, lost or kept
   */
  public static double pValue(TwoByTwo table) {
    requireMargins(table);
    return NoncentralHypergeometric.of(table).twoSided(table.exposedLost());
  }

  /**
   * The conditional maximum-likelihood odds ratio, the ψ with E(X; ψ) = a, and the exact interval of
   * Cornfield (P(X ≥ a) and P(X ≤ a) = (1 - level)/2). 0 or infinite, with an open interval, where
   * the exposed losses are as few or many as the margins allow.
   *
   * @throws IllegalArgumentException where nobody or everybody was exposed, lost or kept
   */
  public static Estimate oddsRatio(TwoByTwo table, Confidence confidence) {
    requireMargins(table);
    return estimate(NoncentralHypergeometric.of(table), table.exposedLost(), confidence);
  }

  /**
   * The same over strata that share one odds ratio; strata without an empty margin alone count.
   *
   * @throws IllegalArgumentException where no stratum has all margins, or the strata are so large that
   *     {@link MantelHaenszel} should be used
   */
  public static Estimate commonOddsRatio(List<TwoByTwo> strata, Confidence confidence) {
    List<TwoByTwo> informative = strata.stream().filter(FisherExact::hasMargins).toList();
    if (informative.isEmpty()) {
      throw new IllegalArgumentException("no stratum holds exposed and others, lost and kept");
    }
    double tilt = tilt(informative);
    NoncentralHypergeometric sum = NoncentralHypergeometric.of(informative.getFirst());
    long exposedLost = informative.getFirst().exposedLost();
    for (TwoByTwo stratum : informative.subList(1, informative.size())) {
      sum = sum.plus(NoncentralHypergeometric.of(stratum), tilt);
      exposedLost += stratum.exposedLost();
    }
    return estimate(sum, exposedLost, confidence);
  }

  /** Convolved near where the answer lies, so that what underflows is of no weight there. */
  private static double tilt(List<TwoByTwo> strata) {
    double ratio = MantelHaenszel.ratio(strata);
    return ratio > 0 && Double.isFinite(ratio) ? StrictMath.log(ratio) : 0;
  }

  private static Estimate estimate(
      NoncentralHypergeometric distribution, long seen, Confidence confidence) {
    double tail = confidence.tail();
    double lower =
        distribution.atLowerEnd(seen)
            ? 0
            : StrictMath.exp(
                NoncentralHypergeometric.root(log -> distribution.atLeast(seen, log) - tail));
    double upper =
        distribution.atUpperEnd(seen)
            ? Double.POSITIVE_INFINITY
            : StrictMath.exp(
                NoncentralHypergeometric.root(log -> distribution.atMost(seen, log) - tail));
    return Estimate.of(distribution.maximumLikelihood(seen), lower, upper);
  }

  private static boolean hasMargins(TwoByTwo table) {
    return table.exposed() > 0 && table.unexposed() > 0 && table.lost() > 0 && table.kept() > 0;
  }

  private static void requireMargins(TwoByTwo table) {
    if (!hasMargins(table)) {
      throw new IllegalArgumentException(
          "a margin of the table is empty: there must be exposed and others, lost and kept");
    }
  }
}
