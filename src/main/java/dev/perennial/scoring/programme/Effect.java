package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What changed, treated less control, with its uncertainty.
 *
 * @param difference in the unit of the outcome
 * @param standardError in the same unit
 * @param degreesOfFreedom of Student's t; infinite where the normal distribution was used
 * @param interval around the difference
 * @param pValue two-sided, for no difference
 */
public record Effect(
    double difference,
    double standardError,
    double degreesOfFreedom,
    Interval interval,
    double pValue) {
  /** The effect with a normal interval. */
  static Effect normal(double difference, double standardError, Confidence confidence) {
    return new Effect(
        difference,
        standardError,
        Double.POSITIVE_INFINITY,
        Interval.around(difference, confidence.z() * standardError),
        standardError == 0 ? certain(difference) : Confidence.twoSidedP(difference / standardError));
  }

  /** The effect with an interval of Student's t. */
  static Effect student(
      double difference, double standardError, double degreesOfFreedom, Confidence confidence) {
    if (standardError == 0) {
      return normal(difference, 0, confidence);
    }
    TDistribution t = TDistribution.of(degreesOfFreedom);
    double quantile = t.inverseSurvivalProbability(confidence.tail());
    double p = 2 * t.survivalProbability(Math.abs(difference / standardError));
    return new Effect(
        difference,
        standardError,
        degreesOfFreedom,
        Interval.around(difference, quantile * standardError),
        Math.min(1, p));
  }

  private static double certain(double difference) {
    return difference == 0 ? 1 : 0;
  }

  /** False where the interval holds 0: nothing can be told yet. */
  public boolean conclusive() {
    return !interval.contains(0);
  }
}
