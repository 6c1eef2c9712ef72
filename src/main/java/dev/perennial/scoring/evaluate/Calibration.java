package dev.perennial.scoring.evaluate;

import dev.perennial.scoring.calibrate.SmallNewton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether of a hundred renewals with 20% risk about twenty are lost. */
public final class Calibration {
  /** A calibration error up to this many times what chance gives is no evidence of bad calibration. */
  public static final double WITHIN_CHANCE = 1.5;

  private static final double MEAN_OF_HALF_NORMAL = 0.7978845608028654; // sqrt(2/pi)

  private Calibration() {}

  /**
   * Intercept and slope of a logistic regression of the outcome on the log-odds: 0 and 1 where calibrated; a
   * slope below 1 is overconfident. NaN with outcomes of one kind.
   *
   * @param inTheLarge log-odds that the level is too low by, with the slope held at 1
   */
  public record Line(double intercept, double slope, double inTheLarge) {}

  public static Line line(double[] logOdds, boolean[] lost) {
    int losses = Order.losses(lost);
    if (losses == 0 || losses == lost.length) {
      return new Line(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] ones = new double[lost.length];
    Arrays.fill(ones, 1);
    double[] both = SmallNewton.fit(new double[][] {ones, logOdds}, new double[lost.length], lost);
    double[] level = SmallNewton.fit(new double[][] {ones}, logOdds, lost);
    return new Line(both[0], both[1], level[0]);
  }

  /** Bands of equal numbers of rows, by probability: band = floor(rank x bands / rows). Empty ones are left out. */
  public static List<ReliabilityBand> equalMass(double[] probabilities, boolean[] lost, int bands) {
    int[] order = Order.ascending(probabilities);
    int[] band = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      band[order[rank]] = (int) ((long) rank * bands / order.length);
    }
    return bands(probabilities, lost, band, bands);
  }

  /** Bands of equal width. */
  public static List<ReliabilityBand> equalWidth(double[] probabilities, boolean[] lost, int bands) {
    int[] band = new int[probabilities.length];
    for (int row = 0; row < band.length; row++) {
      band[row] = StrictMath.min((int) (probabilities[row] * bands), bands - 1);
    }
    return bands(probabilities, lost, band, bands);
  }

  private static List<ReliabilityBand> bands(double[] probabilities, boolean[] lost, int[] band, int bands) {
    int[] rows = new int[bands];
    int[] losses = new int[bands];
    double[] sum = new double[bands];
    double[] lowest = new double[bands];
    double[] highest = new double[bands];
    Arrays.fill(lowest, 1);
    for (int row = 0; row < band.length; row++) {
      int in = band[row];
      rows[in]++;
      losses[in] += lost[row] ? 1 : 0;
      sum[in] += probabilities[row];
      lowest[in] = StrictMath.min(lowest[in], probabilities[row]);
      highest[in] = StrictMath.max(highest[in], probabilities[row]);
    }
    List<ReliabilityBand> made = new ArrayList<>();
    for (int in = 0; in < bands; in++) {
      if (rows[in] > 0) {
        made.add(
            new ReliabilityBand(
                lowest[in], highest[in], rows[in], losses[in], sum[in] / rows[in], Interval.wilson(losses[in], rows[in])));
      }
    }
    return made;
  }

  /** Expected calibration error: mean distance of predicted and observed, weighted by rows. */
  public static double error(List<ReliabilityBand> bands) {
    double sum = 0;
    int rows = 0;
    for (ReliabilityBand band : bands) {
      sum += StrictMath.abs(band.predicted() - band.observed().estimate()) * band.rows();
      rows += band.rows();
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }

  /**
   * What the error would be on average if every probability were true: each band's distance is then about normal
   * with variance p(1-p)/rows, and the mean of its size is sqrt(2/pi) standard deviations.
   */
  public static double errorByChance(List<ReliabilityBand> bands) {
    double sum = 0;
    int rows = 0;
    for (ReliabilityBand band : bands) {
      double variance = band.predicted() * (1 - band.predicted()) / band.rows();
      sum += MEAN_OF_HALF_NORMAL * StrictMath.sqrt(variance) * band.rows();
      rows += band.rows();
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }
}
