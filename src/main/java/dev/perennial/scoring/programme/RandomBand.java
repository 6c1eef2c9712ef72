package dev.perennial.scoring.programme;

import dev.perennial.scoring.numeric.Interval;
import java.util.Arrays;

/**
 * What Qini coefficients random orders reach: a prediction is worth something only beyond them.
 *
 * @param mean about 0
 * @param standardDeviation in outcomes per customer
 * @param interval the middle 95% of the random orders
 * @param pValue (1 + random orders at least as good)/(1 + random orders), one-sided (Phipson and Smyth,
 *     Statistical Applications in Genetics and Molecular Biology 9, 2010)
 */
public record RandomBand(double mean, double standardDeviation, Interval interval, double pValue) {
  static RandomBand of(double[] coefficients, double observed) {
    SampleSummary summary = SampleSummary.of(coefficients);
    double[] ordered = coefficients.clone();
    Arrays.sort(ordered);
    long better = Arrays.stream(ordered).filter(value -> value >= observed).count();
    int cut = (int) StrictMath.floor(0.025 * ordered.length);
    return new RandomBand(
        summary.mean(),
        StrictMath.sqrt(summary.variance()),
        new Interval(ordered[cut], ordered[ordered.length - 1 - cut]),
        (1.0 + better) / (1.0 + ordered.length));
  }
}
