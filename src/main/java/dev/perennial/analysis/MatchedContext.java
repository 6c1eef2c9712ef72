package dev.perennial.analysis;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import java.util.ArrayList;
import java.util.List;

/** What is held equal beside the matching, as columns of a regression. */
final class MatchedContext {
  private MatchedContext() {}

  /**
   * Numbers by the logarithm of their distance from 0, in standard deviations, 0 where there is none; and beside those that
   * are sometimes unknown, whether they are. Text is left out: tier and term are matched.
   */
  static double[][] columns(FeatureSet set, double[][] values) {
    List<double[]> columns = new ArrayList<>();
    for (int index = 0; index < values.length; index++) {
      FeatureDefinition feature = set.feature(index);
      if (feature.type() != FeatureType.CATEGORICAL) {
        add(columns, known(values[index]));
        add(columns, unknown(values[index]));
      }
    }
    return columns.toArray(double[][]::new);
  }

  /** Standardised; NaN is where there is none. */
  static double[][] standardised(List<double[]> numbers) {
    List<double[]> columns = new ArrayList<>();
    numbers.forEach(column -> add(columns, column));
    return columns.toArray(double[][]::new);
  }

  private static double[] known(double[] values) {
    double[] numbers = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      numbers[row] = Double.isNaN(values[row]) ? Double.NaN : Math.copySign(StrictMath.log1p(Math.abs(values[row])), values[row]);
    }
    return numbers;
  }

  private static double[] unknown(double[] values) {
    double[] unknown = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      unknown[row] = Double.isNaN(values[row]) ? 1 : 0;
    }
    return unknown;
  }

  /** Standardised; what is the same everywhere holds nothing equal. */
  private static void add(List<double[]> columns, double[] numbers) {
    double sum = 0;
    int known = 0;
    for (double number : numbers) {
      if (!Double.isNaN(number)) {
        sum += number;
        known++;
      }
    }
    double mean = known == 0 ? 0 : sum / known;
    double squares = 0;
    for (double number : numbers) {
      squares += Double.isNaN(number) ? 0 : (number - mean) * (number - mean);
    }
    double deviation = known == 0 ? 0 : StrictMath.sqrt(squares / known);
    if (deviation > 1e-9) {
      double[] standard = new double[numbers.length];
      for (int row = 0; row < numbers.length; row++) {
        standard[row] = Double.isNaN(numbers[row]) ? 0 : (numbers[row] - mean) / deviation;
      }
      columns.add(standard);
    }
  }
}
