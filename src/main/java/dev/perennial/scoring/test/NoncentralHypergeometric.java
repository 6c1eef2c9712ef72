package dev.perennial.scoring.test;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Distribution of the exposed losses given the margins, as a function of the odds ratio ψ: P(x) ∝
 * w(x) ψ^x, w(x) = C(n1, x) C(n0, m - x) (Fisher, JRSS 98, 1935). Weights of several strata convolve
 * to the distribution of the sum under one common odds ratio.
 */
final class NoncentralHypergeometric {
  /** Convolving takes as many steps as the product of the sizes: a second at most. */
  private static final long MAXIMUM_PRODUCT = 500_000_000;

  private final int smallest;
  private final double[] logWeights;

  private NoncentralHypergeometric(int smallest, double[] logWeights) {
    this.smallest = smallest;
    this.logWeights = logWeights;
  }

  static NoncentralHypergeometric of(TwoByTwo table) {
    long lost = table.lost();
    long low = Math.max(0, lost - table.unexposed());
    long high = Math.min(table.exposed(), lost);
    double[] logs = new double[Math.toIntExact(high - low + 1)];
    for (int index = 1; index < logs.length; index++) {
      long x = low + index;
      double up = (double) (table.exposed() - x + 1) * (lost - x + 1);
      double down = (double) x * (table.unexposed() - lost + x);
      logs[index] = logs[index - 1] + StrictMath.log(up / down);
    }
    return new NoncentralHypergeometric(Math.toIntExact(low), logs);
  }

  /** The sum of two independent counts with the same odds ratio, exact near log ψ = the tilt. */
  NoncentralHypergeometric plus(NoncentralHypergeometric other, double tilt) {
    if ((long) logWeights.length * other.logWeights.length > MAXIMUM_PRODUCT) {
      throw new IllegalArgumentException(
          "too many customers for an exact common odds ratio: use Mantel-Haenszel");
    }
    double[] one = probabilities(tilt);
    double[] two = other.probabilities(tilt);
    double[] sum = new double[one.length + two.length - 1];
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < two.length; j++) {
        sum[i + j] += one[i] * two[j];
      }
    }
    int low = smallest + other.smallest;
    for (int index = 0; index < sum.length; index++) {
      sum[index] = StrictMath.log(sum[index]) - (low + index) * tilt;
    }
    return new NoncentralHypergeometric(low, sum);
  }

  boolean atLowerEnd(long x) {
    return x == smallest;
  }

  boolean atUpperEnd(long x) {
    return x == smallest + logWeights.length - 1;
  }

  /** P of every possible count, from the smallest on. */
  double[] probabilities(double logOddsRatio) {
    double[] probabilities = new double[logWeights.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int index = 0; index < probabilities.length; index++) {
      probabilities[index] = logWeights[index] + (smallest + index) * logOddsRatio;
      largest = Math.max(largest, probabilities[index]);
    }
    double sum = 0;
    for (int index = 0; index < probabilities.length; index++) {
      probabilities[index] = StrictMath.exp(probabilities[index] - largest);
      sum += probabilities[index];
    }
    for (int index = 0; index < probabilities.length; index++) {
      probabilities[index] /= sum;
    }
    return probabilities;
  }

  double mean(double logOddsRatio) {
    double[] probabilities = probabilities(logOddsRatio);
    double mean = 0;
    for (int index = 0; index < probabilities.length; index++) {
      mean += probabilities[index] * (smallest + index);
    }
    return mean;
  }

  /** P(X ≤ x). */
  double atMost(long x, double logOddsRatio) {
    return sum(0, (int) (x - smallest), logOddsRatio);
  }

  /** P(X ≥ x). */
  double atLeast(long x, double logOddsRatio) {
    return sum((int) (x - smallest), logWeights.length - 1, logOddsRatio);
  }

  private double sum(int first, int last, double logOddsRatio) {
    double[] probabilities = probabilities(logOddsRatio);
    double sum = 0;
    for (int index = first; index <= last; index++) {
      sum += probabilities[index];
    }
    return sum;
  }

  /** Sum of the probabilities, at ψ = 1, of the counts no more probable than x. */
  double twoSided(long x) {
    double[] probabilities = probabilities(0);
    double limit = probabilities[(int) (x - smallest)] * (1 + 1e-7);
    double sum = 0;
    for (double probability : probabilities) {
      sum += probability <= limit ? probability : 0;
    }
    return Math.min(1, sum);
  }

  /** The odds ratio whose mean is the count: 0 or infinite where the count is at an end. */
  double maximumLikelihood(long x) {
    if (atLowerEnd(x)) {
      return 0;
    }
    if (atUpperEnd(x)) {
      return Double.POSITIVE_INFINITY;
    }
    return StrictMath.exp(root(log -> mean(log) - x));
  }

  /** The root of a function of log ψ that changes its sign once. */
  static double root(DoubleUnaryOperator function) {
    double reach = 1;
    while (function.applyAsDouble(-reach) * function.applyAsDouble(reach) > 0) {
      reach *= 2;
      if (reach > 4096) {
        throw new IllegalArgumentException("the odds ratio has no bound");
      }
    }
    return new BrentSolver(1e-13, 1e-13, 1e-16).findRoot(function, -reach, reach);
  }
}
