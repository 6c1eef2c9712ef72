package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.DampedNewton;
import dev.perennial.scoring.numeric.Optimum;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Value per purchase: each purchase is Gamma(p, ν), ν of the customer's own, Gamma(q, v), and
 * independent of how often the customer buys. Fader and Hardie, "The gamma-gamma model of monetary
 * value", 2013 (brucehardie.com note 025).
 *
 * @param p above 0
 * @param q above 0; a mean over customers exists above 1
 * @param v above 0, in the currency of the values
 * @param logLikelihood of the customers it was fitted to, natural logarithm
 */
public record GammaGamma(double p, double q, double v, double logLikelihood) {
  /**
   * @throws IllegalArgumentException where a parameter is not a finite number above 0
   */
  public GammaGamma {
    for (double parameter : new double[] {p, q, v}) {
      if (!(parameter > 0) || Double.isInfinite(parameter)) {
        throw new IllegalArgumentException("p, q and v lie above 0: " + parameter);
      }
    }
  }

  /**
   * The spending of one customer who came back.
   *
   * @param purchases 1 or more
   * @param mean value per purchase, above 0
   */
  public record Spending(int purchases, double mean) {
    /**
     * @throws IllegalArgumentException where a number lies outside its range
     */
    public Spending {
      if (purchases < 1 || !(mean > 0) || Double.isInfinite(mean)) {
        throw new IllegalArgumentException("not a spending: " + purchases + " of " + mean);
      }
    }
  }

  /**
   * The maximum-likelihood fit.
   *
   * @throws IllegalArgumentException where there are no customers or they differ too little to tell
   *     the parameters
   */
  public static GammaGamma fit(List<Spending> customers) {
    double mean =
        customers.stream()
            .mapToDouble(Spending::mean)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("nobody came back: nothing to fit"));
    Optimum optimum =
        DampedNewton.maximise(
            logs -> of(logs, 0).logLikelihood(customers),
            StrictMath.log(2),
            StrictMath.log(3),
            StrictMath.log(mean));
    return of(optimum.point(), optimum.value());
  }

  private static GammaGamma of(double[] logs, double logLikelihood) {
    return new GammaGamma(
        StrictMath.exp(logs[0]), StrictMath.exp(logs[1]), StrictMath.exp(logs[2]), logLikelihood);
  }

  /** Log-likelihood of the customers under these parameters, equation 1a of the note. */
  public double logLikelihood(List<Spending> customers) {
    double fixed = q * StrictMath.log(v) - LogGamma.value(q);
    double sum = 0;
    for (Spending customer : customers) {
      double px = p * customer.purchases();
      double total = customer.purchases() * customer.mean();
      sum +=
          fixed
              + LogGamma.value(px + q)
              - LogGamma.value(px)
              + (px - 1) * StrictMath.log(customer.mean())
              + px * StrictMath.log(customer.purchases())
              - (px + q) * StrictMath.log(v + total);
    }
    return sum;
  }

  /**
   * Value expected per purchase of this customer, p (v + x m)/(p x + q - 1): between the customer's
   * own mean and that of all, nearer to the own one the more there were.
   *
   * @throws IllegalArgumentException where p x + q does not exceed 1
   */
  public double expectedValue(Spending customer) {
    double shape = p * customer.purchases() + q - 1;
    if (!(shape > 0)) {
      throw new IllegalArgumentException("the expected value is infinite");
    }
    return p * (v + customer.purchases() * customer.mean()) / shape;
  }

  /**
   * Value expected per purchase of a customer of whom nothing is known, p v/(q - 1).
   *
   * @throws IllegalArgumentException where q does not exceed 1
   */
  public double expectedValue() {
    if (!(q > 1)) {
      throw new IllegalArgumentException("the expected value is infinite");
    }
    return p * v / (q - 1);
  }
}
