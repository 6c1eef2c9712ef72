package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The share of customers still there over time, from lifetimes some of which are still running:
 * S(t) = Π over event times ≤ t of (1 - d/n) (Kaplan and Meier, JASA 53, 1958). Variance S² Σ
 * d/(n(n - d)) (Greenwood 1926). Bands: Kalbfleisch and Prentice, The Statistical Analysis of
 * Failure Time Data, 2nd ed., ch. 1.4. Agrees with R's {@code survfit}.
 *
 * @param customers how many lifetimes, 1 or more
 * @param longest the longest time watched
 * @param points one per time of losses, in order
 */
public record KaplanMeier(int customers, double longest, List<SurvivalPoint> points) {
  /** S at an exact fraction such as 1/2 may be computed just above it. */
  private static final double ROUNDING = 1e-12;

  public KaplanMeier {
    points = List.copyOf(points);
  }

  /**
   * The curve of the lifetimes.
   *
   * @throws IllegalArgumentException where there are none
   */
  public static KaplanMeier of(List<Lifetime> lifetimes, Confidence confidence) {
    if (lifetimes.isEmpty()) {
      throw new IllegalArgumentException("no lifetimes: there is no survival curve");
    }
    List<SurvivalPoint> points = new ArrayList<>();
    double survival = 1;
    double hazardVariance = 0;
    for (EventTime time : EventTime.of(lifetimes)) {
      double left = time.atRisk() - time.events();
      survival *= left / time.atRisk();
      hazardVariance += time.events() / (time.atRisk() * left);
      points.add(point(time, survival, hazardVariance, confidence.z()));
    }
    double longest = lifetimes.stream().mapToDouble(Lifetime::time).max().orElseThrow();
    return new KaplanMeier(lifetimes.size(), longest, points);
  }

  private static SurvivalPoint point(
      EventTime time, double survival, double hazardVariance, double z) {
    if (survival == 0) {
      // Nobody is left: no error can be given, the bands hold the one value that was seen.
      Interval none = new Interval(0, 0);
      return new SurvivalPoint(time.time(), time.atRisk(), time.events(), 0, 0, none, none);
    }
    double deviation = StrictMath.sqrt(hazardVariance);
    double spread = z * deviation / -StrictMath.log(survival);
    Interval logLog =
        new Interval(
            StrictMath.pow(survival, StrictMath.exp(spread)),
            StrictMath.pow(survival, StrictMath.exp(-spread)));
    double factor = StrictMath.exp(z * deviation);
    Interval log = new Interval(survival / factor, Math.min(1, survival * factor));
    return new SurvivalPoint(
        time.time(), time.atRisk(), time.events(), survival, survival * deviation, logLog, log);
  }

  /** S(t): 1 before the first loss; from the last one on, what is left. */
  public double survivalAt(double time) {
    double survival = 1;
    for (SurvivalPoint point : points) {
      if (point.time() > time) {
        break;
      }
      survival = point.survival();
    }
    return survival;
  }

  /** The first time by which half were lost; empty where that was not seen. */
  public OptionalDouble median() {
    return quantile(0.5);
  }

  /**
   * The first time by which at least the given share was lost; empty where that was not seen.
   *
   * @throws IllegalArgumentException where the share does not lie between 0 and 1
   */
  public OptionalDouble quantile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1: " + share);
    }
    return points.stream()
        .filter(point -> point.survival() <= 1 - share + ROUNDING)
        .mapToDouble(SurvivalPoint::time)
        .findFirst();
  }

  /**
   * Mean time up to a horizon, the area under S from 0 to it.
   *
   * @param horizon above 0, not beyond the longest time watched
   * @throws IllegalArgumentException where the horizon lies outside that range
   */
  public RestrictedMean restrictedMean(double horizon) {
    if (!(horizon > 0 && horizon <= longest)) {
      throw new IllegalArgumentException("a horizon lies above 0, up to " + longest + ": " + horizon);
    }
    return RestrictedMean.of(points, horizon);
  }
}
