package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Confidence;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many customers each arm needs so that an effect of the given size is found with the given
 * power.
 *
 * @param treated customers to be offered the programme
 * @param control customers to be held out
 */
public record SampleSize(long treated, long control) {
  /**
   * For a share: n = (z √((1 + 1/k) p̄(1-p̄)) + z_β √(p0(1-p0) + p1(1-p1)/k))²/δ² held out and k n
   * offered, p̄ = (p0 + k p1)/(1 + k) (Fleiss, Levin and Paik, Statistical Methods for Rates and
   * Proportions, 3rd ed., ch. 4). Agrees with R's {@code power.prop.test} at k = 1.
   *
   * @param controlShare p0, 0 to 1
   * @param effect δ = p1 - p0, not 0
   * @param power 1 - β, between 0 and 1
   * @param treatedShare of all customers, between 0 and 1; k = treated share/(1 - treated share)
   * @throws IllegalArgumentException where a number lies outside its range, p1 included
   */
  public static SampleSize forShare(
      double controlShare, double effect, double power, double treatedShare, Confidence confidence) {
    double treated = controlShare + effect;
    if (!(controlShare >= 0 && controlShare <= 1 && treated >= 0 && treated <= 1)) {
      throw new IllegalArgumentException("shares lie from 0 to 1: " + controlShare + ", " + treated);
    }
    requireDesign(effect, power, treatedShare);
    double ratio = treatedShare / (1 - treatedShare);
    double mean = (controlShare + ratio * treated) / (1 + ratio);
    double alike = StrictMath.sqrt((1 + 1 / ratio) * mean * (1 - mean));
    double apart =
        StrictMath.sqrt(controlShare * (1 - controlShare) + treated * (1 - treated) / ratio);
    double reach = (confidence.z() * alike + quantile(power) * apart) / effect;
    return of(reach * reach, ratio);
  }

  /**
   * For a mean: n = (1 + 1/k) σ² (z + z_β)²/δ² + z²/4 held out and k n offered, the last term for σ
   * being estimated (Guenther, The American Statistician 35, 1981).
   *
   * @param deviation σ of the outcome within an arm, above 0
   * @param effect δ, not 0, in the same unit
   * @param power 1 - β, between 0 and 1
   * @param treatedShare of all customers, between 0 and 1
   * @throws IllegalArgumentException where a number lies outside its range
   */
  public static SampleSize forMean(
      double deviation, double effect, double power, double treatedShare, Confidence confidence) {
    if (!(deviation > 0)) {
      throw new IllegalArgumentException("a deviation lies above 0: " + deviation);
    }
    requireDesign(effect, power, treatedShare);
    double ratio = treatedShare / (1 - treatedShare);
    double z = confidence.z();
    double reach = deviation * (z + quantile(power)) / effect;
    return of((1 + 1 / ratio) * reach * reach + z * z / 4, ratio);
  }

  /**
   * The smallest effect that would be found with the given power, (z + z_β) × standard error, once an
   * effect has been estimated with that error: what "can't tell yet" could have told.
   *
   * @throws IllegalArgumentException where the power does not lie between 0 and 1
   */
  public static double smallestDetectable(
      double standardError, double power, Confidence confidence) {
    requireDesign(1, power, 0.5);
    return (confidence.z() + quantile(power)) * standardError;
  }

  public long total() {
    return treated + control;
  }

  private static SampleSize of(double control, double ratio) {
    if (!(control * Math.max(1, ratio) < 1e15)) {
      throw new IllegalArgumentException("no number of customers shows so small an effect");
    }
    return new SampleSize(
        Math.max(2, (long) StrictMath.ceil(control * ratio)),
        Math.max(2, (long) StrictMath.ceil(control)));
  }

  private static double quantile(double power) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(power);
  }

  private static void requireDesign(double effect, double power, double treatedShare) {
    if (effect == 0 || Double.isNaN(effect)) {
      throw new IllegalArgumentException("an effect of 0 cannot be looked for");
    }
    if (!(power > 0 && power < 1 && treatedShare > 0 && treatedShare < 1)) {
      throw new IllegalArgumentException(
          "power and treated share lie between 0 and 1: " + power + ", " + treatedShare);
    }
  }
}
