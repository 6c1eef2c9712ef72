package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.DampedNewton;
import dev.perennial.scoring.numeric.GaussHypergeometric;
import dev.perennial.scoring.numeric.Optimum;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Renewals of a cohort whose customers differ: each is lost at every renewal with a probability of
 * its own, drawn from Beta(α, β). Those likely to leave leave first, so retention rises over time; a
 * constant rate would project the cohort too low. Fader and Hardie, "How to project customer
 * retention", Journal of Interactive Marketing 21, 2007.
 *
 * @param alpha above 0
 * @param beta above 0; the mean risk at the first renewal is α/(α + β)
 * @param logLikelihood of the cohort it was fitted to, natural logarithm
 */
public record ShiftedBetaGeometric(double alpha, double beta, double logLikelihood) {
  /**
   * @throws IllegalArgumentException where a parameter is not a finite number above 0
   */
  public ShiftedBetaGeometric {
    if (!(alpha > 0 && beta > 0) || Double.isInfinite(alpha) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("alpha and beta lie above 0: " + alpha + ", " + beta);
    }
  }

  /**
   * The maximum-likelihood fit: maximises Σ lost_t ln P(T = t) + survivors_n ln S(n).
   *
   * @param survivors customers of the cohort at the start and after each renewal, never rising
   * @throws IllegalArgumentException where there are fewer than two renewals, survivors rise, nobody
   *     was lost or kept, or the losses do not differ enough over time to tell α and β
   */
  public static ShiftedBetaGeometric fit(double... survivors) {
    requireCohort(survivors);
    Optimum optimum =
        DampedNewton.maximise(
            logs -> logLikelihood(StrictMath.exp(logs[0]), StrictMath.exp(logs[1]), survivors), 0, 0);
    return new ShiftedBetaGeometric(
        StrictMath.exp(optimum.point()[0]), StrictMath.exp(optimum.point()[1]), optimum.value());
  }

  private static void requireCohort(double[] survivors) {
    if (survivors.length < 3) {
      throw new IllegalArgumentException("a cohort is seen through two renewals or more");
    }
    for (int renewal = 1; renewal < survivors.length; renewal++) {
      if (!(survivors[renewal] <= survivors[renewal - 1] && survivors[renewal] >= 0)) {
        throw new IllegalArgumentException("survivors never rise and are 0 or more");
      }
    }
    if (survivors[survivors.length - 1] == survivors[0] || survivors[1] == 0) {
      throw new IllegalArgumentException("some must have been lost and some kept");
    }
  }

  private static double logLikelihood(double alpha, double beta, double[] survivors) {
    double sum = 0;
    double logSurvival = 0;
    for (int renewal = 1; renewal < survivors.length; renewal++) {
      double kept = (beta + renewal - 1) / (alpha + beta + renewal - 1);
      double lost = alpha / (alpha + beta + renewal - 1);
      sum += (survivors[renewal - 1] - survivors[renewal]) * (logSurvival + StrictMath.log(lost));
      logSurvival += StrictMath.log(kept);
    }
    return sum + survivors[survivors.length - 1] * logSurvival;
  }

  /** Share still there after n renewals, B(α, β + n)/B(α, β); 1 at n = 0. */
  public double survival(int renewals) {
    requireRenewals(renewals, 0);
    return StrictMath.exp(LogBeta.value(alpha, beta + renewals) - LogBeta.value(alpha, beta));
  }

  /** Share of those still there who are kept at the n-th renewal, (β + n - 1)/(α + β + n - 1). */
  public double retention(int renewal) {
    requireRenewals(renewal, 1);
    return (beta + renewal - 1) / (alpha + beta + renewal - 1);
  }

  /**
   * Expected customers after later renewals, of a cohort seen through some.
   *
   * @param customers still there now, 0 or more
   * @param made renewals already made, 0 or more
   * @param further renewals to come, 0 or more
   */
  public double projected(double customers, int made, int further) {
    requireRenewals(further, 0);
    double left = customers;
    for (int renewal = made + 1; renewal <= made + further; renewal++) {
      left *= retention(renewal);
    }
    return left;
  }

  /**
   * Discounted expected residual lifetime, in renewals, of a customer at the n-th renewal date, the
   * n-th renewal not discounted: (β+n-1)/(α+β+n-1) × 2F1(1, β+n; α+β+n; 1/(1+d)) (Fader and Hardie,
   * "Customer-base valuation in a contractual setting", Marketing Science 29, 2010).
   *
   * @param renewal n, 1 or more; n - 1 renewals have been made
   * @param discount per term, above 0
   * @throws IllegalArgumentException where an argument lies outside its range
   */
  public double discountedResidualLifetime(int renewal, double discount) {
    if (!(discount > 0)) {
      throw new IllegalArgumentException("a discount lies above 0: " + discount);
    }
    return retention(renewal)
        * GaussHypergeometric.value(1, beta + renewal, alpha + beta + renewal, 1 / (1 + discount));
  }

  private static void requireRenewals(int renewals, int least) {
    if (renewals < least) {
      throw new IllegalArgumentException("renewals are counted from " + least + ": " + renewals);
    }
  }
}
