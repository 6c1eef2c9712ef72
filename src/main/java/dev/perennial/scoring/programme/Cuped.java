package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Confidence;
import java.util.stream.DoubleStream;

/**
 * An effect made sharper by something known before the offer, such as the risk score: outcomes less θ
 * × (covariate - its mean), θ = cov(outcome, covariate)/var(covariate) over both arms (Deng, Xu,
 * Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data", WSDM 2013).
 *
 * @param theta in units of the outcome per unit of the covariate
 * @param varianceReduction squared correlation of outcome and covariate, 0 to 1
 * @param effect Welch's comparison of the adjusted outcomes
 */
public record Cuped(double theta, double varianceReduction, Effect effect) {
  /**
   * The adjusted effect. A covariate that is the same for all changes nothing.
   *
   * @param treated outcomes of those assigned to the offer
   * @param treatedCovariate known of each before the offer
   * @param control outcomes of the hold-out
   * @param controlCovariate known of each before the offer
   * @throws IllegalArgumentException where lengths differ or an arm holds fewer than two
   */
  public static Cuped of(
      double[] treated,
      double[] treatedCovariate,
      double[] control,
      double[] controlCovariate,
      Confidence confidence) {
    if (treated.length != treatedCovariate.length || control.length != controlCovariate.length) {
      throw new IllegalArgumentException("a covariate is wanted for each outcome");
    }
    double[] outcomes = DoubleStream.concat(DoubleStream.of(treated), DoubleStream.of(control)).toArray();
    double[] covariates =
        DoubleStream.concat(DoubleStream.of(treatedCovariate), DoubleStream.of(controlCovariate)).toArray();
    SampleSummary outcome = SampleSummary.of(outcomes);
    SampleSummary covariate = SampleSummary.of(covariates);
    double covariance = covariance(outcomes, outcome.mean(), covariates, covariate.mean());
    double theta = covariate.variance() == 0 ? 0 : covariance / covariate.variance();
    double reduction =
        outcome.variance() == 0 ? 0 : Math.min(1, theta * covariance / outcome.variance());
    return new Cuped(
        theta,
        reduction,
        IntentionToTreat.onMean(
            SampleSummary.of(adjusted(treated, treatedCovariate, theta, covariate.mean())),
            SampleSummary.of(adjusted(control, controlCovariate, theta, covariate.mean())),
            confidence));
  }

  private static double covariance(
      double[] outcomes, double outcomeMean, double[] covariates, double covariateMean) {
    double sum = 0;
    for (int index = 0; index < outcomes.length; index++) {
      sum += (outcomes[index] - outcomeMean) * (covariates[index] - covariateMean);
    }
    return sum / (outcomes.length - 1);
  }

  private static double[] adjusted(
      double[] outcomes, double[] covariates, double theta, double mean) {
    double[] adjusted = new double[outcomes.length];
    for (int index = 0; index < adjusted.length; index++) {
      adjusted[index] = outcomes[index] - theta * (covariates[index] - mean);
    }
    return adjusted;
  }
}
