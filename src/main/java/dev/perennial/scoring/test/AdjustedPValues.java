package dev.perennial.scoring.test;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * P-values adjusted for the number of questions asked, in the order given. NaN stands for a question
 * that could not be tested: it stays NaN and does not count. Agrees with R's {@code p.adjust}.
 */
public final class AdjustedPValues {
  private AdjustedPValues() {}

  /**
   * Benjamini and Hochberg, JRSS B 57, 1995: q_(i) = min over j ≥ i of m p_(j)/j. Rejecting q ≤ α
   * keeps the expected share of false findings at α where the tests are independent or positively
   * dependent.
   *
   * @throws IllegalArgumentException where a p-value lies outside 0 to 1
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    return stepUp(pValues, 1);
  }

  /**
   * Benjamini and Yekutieli, Annals of Statistics 29, 2001: the same times Σ 1/i, valid under any
   * dependence.
   *
   * @throws IllegalArgumentException where a p-value lies outside 0 to 1
   */
  public static double[] benjaminiYekutieli(double[] pValues) {
    double harmonic = 0;
    for (int index = 1; index <= order(pValues).length; index++) {
      harmonic += 1.0 / index;
    }
    return stepUp(pValues, harmonic);
  }

  /**
   * Holm, Scandinavian Journal of Statistics 6, 1979: max over j ≤ i of (m - j + 1) p_(j); bounds the
   * chance of any false finding.
   *
   * @throws IllegalArgumentException where a p-value lies outside 0 to 1
   */
  public static double[] holm(double[] pValues) {
    int[] order = order(pValues);
    double[] adjusted = pValues.clone();
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, (order.length - rank) * pValues[order[rank]]);
      adjusted[order[rank]] = Math.min(1, largest);
    }
    return adjusted;
  }

  /**
   * Bonferroni: m p, at most 1.
   *
   * @throws IllegalArgumentException where a p-value lies outside 0 to 1
   */
  public static double[] bonferroni(double[] pValues) {
    int tested = order(pValues).length;
    DoubleUnaryOperator adjust = p -> Double.isNaN(p) ? p : Math.min(1, tested * p);
    return IntStream.range(0, pValues.length)
        .mapToDouble(index -> adjust.applyAsDouble(pValues[index]))
        .toArray();
  }

  private static double[] stepUp(double[] pValues, double factor) {
    int[] order = order(pValues);
    double[] adjusted = pValues.clone();
    double smallest = 1;
    for (int rank = order.length; rank >= 1; rank--) {
      int index = order[rank - 1];
      smallest = Math.min(smallest, factor * order.length / rank * pValues[index]);
      adjusted[index] = smallest;
    }
    return adjusted;
  }

  /** Positions of the p-values that are numbers, smallest first, equal ones as they come. */
  private static int[] order(double[] pValues) {
    for (double p : pValues) {
      if (p < 0 || p > 1) {
        throw new IllegalArgumentException("a p-value lies from 0 to 1: " + p);
      }
    }
    return IntStream.range(0, pValues.length)
        .filter(index -> !Double.isNaN(pValues[index]))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> pValues[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
