package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.DampedNewton;
import dev.perennial.scoring.numeric.GaussHypergeometric;
import dev.perennial.scoring.numeric.Optimum;
import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * BG/NBD: customers buy at a rate of their own, Gamma(r, α), and after each purchase leave for good
 * with a probability of their own, Beta(a, b). Fader, Hardie and Lee, "Counting your customers the
 * easy way", Marketing Science 24, 2005.
 *
 * @param r shape of the rates, above 0
 * @param alpha their scale, in the unit of time, above 0
 * @param a above 0
 * @param b above 0; the mean risk of leaving after a purchase is a/(a + b)
 * @param logLikelihood of the customers it was fitted to, natural logarithm
 */
public record BetaGeometricNbd(double r, double alpha, double a, double b, double logLikelihood) {
  /** This near to the removable singularity at a = 1 the mean of both sides is taken. */
  private static final double BRIDGE = 1e-4;

  /**
   * @throws IllegalArgumentException where a parameter is not a finite number above 0
   */
  public BetaGeometricNbd {
    for (double parameter : new double[] {r, alpha, a, b}) {
      if (!(parameter > 0) || Double.isInfinite(parameter)) {
        throw new IllegalArgumentException("r, alpha, a and b lie above 0: " + parameter);
      }
    }
  }

  /**
   * The maximum-likelihood fit.
   *
   * @throws IllegalArgumentException where nobody came back or the customers differ too little to
   *     tell the parameters
   */
  public static BetaGeometricNbd fit(List<RepeatPurchases> customers) {
    if (customers.stream().noneMatch(customer -> customer.repeats() > 0)) {
      throw new IllegalArgumentException("nobody came back: there is nothing to fit");
    }
    double meanAge = customers.stream().mapToDouble(RepeatPurchases::age).average().orElseThrow();
    Optimum optimum =
        DampedNewton.maximise(
            logs -> of(logs, 0).logLikelihood(customers), 0, StrictMath.log(meanAge / 4), 0, 0);
    return of(optimum.point(), optimum.value());
  }

  private static BetaGeometricNbd of(double[] logs, double logLikelihood) {
    return new BetaGeometricNbd(
        StrictMath.exp(logs[0]),
        StrictMath.exp(logs[1]),
        StrictMath.exp(logs[2]),
        StrictMath.exp(logs[3]),
        logLikelihood);
  }

  /** Log-likelihood of the customers under these parameters, equation 6 of the paper. */
  public double logLikelihood(List<RepeatPurchases> customers) {
    double fixed = r * StrictMath.log(alpha) - LogGamma.value(r);
    double logBeta = LogBeta.value(a, b);
    double sum = 0;
    for (RepeatPurchases customer : customers) {
      int x = customer.repeats();
      double alive = -(r + x) * StrictMath.log(alpha + customer.age());
      sum +=
          fixed
              + LogGamma.value(r + x)
              + LogBeta.value(a, b + x)
              - logBeta
              + alive
              + StrictMath.log1p(left(customer));
    }
    return sum;
  }

  /** Odds that the customer has left: 0 without a repeat, a/(b+x-1) ((α+T)/(α+t_x))^(r+x) else. */
  private double left(RepeatPurchases customer) {
    int x = customer.repeats();
    if (x == 0) {
      return 0;
    }
    double longer = StrictMath.log((alpha + customer.age()) / (alpha + customer.recency()));
    return a / (b + x - 1) * StrictMath.exp(Math.min(700, (r + x) * longer));
  }

  /** P(alive): 1 without a repeat, as only a purchase can be the last one. */
  public double probabilityAlive(RepeatPurchases customer) {
    return 1 / (1 + left(customer));
  }

  /**
   * Purchases expected of the customer in the time to come, equation 10 of the paper. The
   * hypergeometric function is taken after Euler's transformation, whose arguments do not grow with
   * the number of purchases.
   *
   * @param time in the unit of the histories, 0 or more
   * @throws IllegalArgumentException where the time is negative
   */
  public double expectedPurchases(RepeatPurchases customer, double time) {
    if (!(time >= 0) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("a time ahead is 0 or more: " + time);
    }
    if (Math.abs(a - 1) < BRIDGE) {
      return (withA(1 - 2 * BRIDGE).expectedPurchases(customer, time)
              + withA(1 + 2 * BRIDGE).expectedPurchases(customer, time))
          / 2;
    }
    int x = customer.repeats();
    double z = time / (alpha + customer.age() + time);
    double c = a + b + x - 1;
    if (Math.abs(c) < BRIDGE * BRIDGE) {
      return withA(a + 2 * BRIDGE * BRIDGE).expectedPurchases(customer, time);
    }
    double stays =
        StrictMath.pow(1 - z, a - 1) * GaussHypergeometric.value(a + b - 1 - r, a - 1, c, z);
    return c / (a - 1) * (1 - stays) * probabilityAlive(customer);
  }

  private BetaGeometricNbd withA(double other) {
    return new BetaGeometricNbd(r, alpha, other, b, logLikelihood);
  }
}
