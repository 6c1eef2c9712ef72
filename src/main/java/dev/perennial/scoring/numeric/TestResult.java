package dev.perennial.scoring.numeric;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The outcome of a chi-squared test.
 *
 * @param statistic 0 or more
 * @param degreesOfFreedom 1 or more
 * @param pValue probability of a statistic at least as large where the null hypothesis holds
 */
public record TestResult(double statistic, int degreesOfFreedom, double pValue) {
  /**
   * The result for a statistic that is chi-squared under the null hypothesis.
   *
   * @throws IllegalArgumentException where the statistic is negative or not a number, or nothing is
   *     left to be tested (no degree of freedom)
   */
  public static TestResult chiSquared(double statistic, int degreesOfFreedom) {
    if (!(statistic >= 0) || degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          "nothing to test: statistic "
              + statistic
              + " with "
              + degreesOfFreedom
              + " degrees of freedom");
    }
    double p = ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    return new TestResult(statistic, degreesOfFreedom, p);
  }
}
