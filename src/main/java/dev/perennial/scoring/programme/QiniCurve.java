package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Does a prediction of who responds order customers better than chance? Q(k) = Y_t(k) - Y_c(k) n_t(k)/
 * n_c(k) over the k customers with the highest predicted uplift, in a randomised trial (Radcliffe,
 * "Using control groups to target on predicted lift", 2007). The coefficient is the area between Q and
 * the straight line to its end, by trapezoids over the share targeted, per customer: 0 for a random
 * order. Customers with equal predictions enter together.
 *
 * @param points one per distinct prediction, from the best on
 * @param customers in the trial
 * @param coefficient in outcomes per customer
 */
public record QiniCurve(List<QiniPoint> points, int customers, double coefficient) {
  public QiniCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of a trial.
   *
   * @param uplift predicted per customer, in any unit; only the order counts
   * @param treated whether assigned to the offer
   * @param outcome what is to be increased, 0/1 or an amount
   * @throws IllegalArgumentException where lengths differ, a number is not finite or an arm is empty
   */
  public static QiniCurve of(double[] uplift, boolean[] treated, double[] outcome) {
    requireTrial(uplift, treated, outcome);
    int[] order = order(uplift);
    List<QiniPoint> points = new ArrayList<>();
    Tally tally = new Tally();
    for (int place = 0; place < order.length; place++) {
      tally.add(treated[order[place]], outcome[order[place]]);
      boolean last = place == order.length - 1;
      if (last || uplift[order[place]] != uplift[order[place + 1]]) {
        points.add(tally.point(order.length));
      }
    }
    return new QiniCurve(points, order.length, coefficient(points, order.length));
  }

  /**
   * How far random orders of the same customers come.
   *
   * @param orders how many, 2 or more
   * @param seed to be stored beside the answer
   */
  public RandomBand randomBand(
      boolean[] treated, double[] outcome, int orders, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int[] places = IntStream.range(0, treated.length).toArray();
    double[] coefficients = new double[orders];
    for (int index = 0; index < orders; index++) {
      random.shuffle(places);
      double[] noise = Arrays.stream(places).asDoubleStream().toArray();
      coefficients[index] = of(noise, treated, outcome).coefficient;
    }
    return RandomBand.of(coefficients, coefficient);
  }

  /** Q at the end: outcomes more than without the offer, over all treated. */
  public double end() {
    return points.getLast().gain();
  }

  /**
   * The first point that covers at least the given share.
   *
   * @param share above 0, at most 1
   */
  public QiniPoint at(double share) {
    return points.stream()
        .filter(point -> point.share() >= share - 1e-12)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a share is at most 1: " + share));
  }

  private static double coefficient(List<QiniPoint> points, int customers) {
    double area = 0;
    double share = 0;
    double gain = 0;
    for (QiniPoint point : points) {
      area += (point.share() - share) * (point.gain() + gain) / 2;
      share = point.share();
      gain = point.gain();
    }
    return (area - gain / 2) / customers;
  }

  private static int[] order(double[] uplift) {
    return IntStream.range(0, uplift.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> -uplift[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void requireTrial(double[] uplift, boolean[] treated, double[] outcome) {
    if (uplift.length != treated.length || treated.length != outcome.length) {
      throw new IllegalArgumentException("uplift, arm and outcome are wanted for each customer");
    }
    boolean finite =
        Arrays.stream(uplift).allMatch(Double::isFinite) && Arrays.stream(outcome).allMatch(Double::isFinite);
    long offered = IntStream.range(0, treated.length).filter(index -> treated[index]).count();
    if (!finite || offered == 0 || offered == treated.length) {
      throw new IllegalArgumentException("both arms hold customers, all numbers are finite");
    }
  }

  private static final class Tally {
    private long treated;
    private long control;
    private double treatedOutcome;
    private double controlOutcome;

    void add(boolean offered, double outcome) {
      if (offered) {
        treated++;
        treatedOutcome += outcome;
      } else {
        control++;
        controlOutcome += outcome;
      }
    }

    QiniPoint point(int customers) {
      double share = (double) (treated + control) / customers;
      double expected = control == 0 ? 0 : controlOutcome * treated / control;
      double perTreated =
          treated == 0 || control == 0 ? 0 : treatedOutcome / treated - controlOutcome / control;
      return new QiniPoint(share, treated, control, treatedOutcome - expected, perTreated);
    }
  }
}
