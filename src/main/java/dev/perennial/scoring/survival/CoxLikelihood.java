package dev.perennial.scoring.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The partial log-likelihood of a Cox model at given coefficients, with its derivatives. */
final class CoxLikelihood {
  private final List<Lifetime> lifetimes;
  private final double[][] covariates;
  private final CoxTies ties;
  private final int[] latestFirst;

  private double value;
  private final double[] gradient;
  private final double[][] information;

  /** Covariates must have mean 0, so that exponentials stay small. */
  CoxLikelihood(List<Lifetime> lifetimes, double[][] covariates, CoxTies ties) {
    this.lifetimes = lifetimes;
    this.covariates = covariates;
    this.ties = ties;
    this.latestFirst =
        IntStream.range(0, lifetimes.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer index) -> -lifetimes.get(index).time()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.gradient = new double[covariates[0].length];
    this.information = new double[gradient.length][gradient.length];
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  /** The negative of the second derivatives. */
  double[][] information() {
    return information;
  }

  /** Computes value, gradient and information; risk sets grow from the latest time back. */
  void at(double[] coefficients) {
    value = 0;
    for (int row = 0; row < gradient.length; row++) {
      gradient[row] = 0;
      Arrays.fill(information[row], 0);
    }
    Sums atRisk = new Sums(gradient.length);
    int place = 0;
    while (place < latestFirst.length) {
      double time = lifetimes.get(latestFirst[place]).time();
      Sums lost = new Sums(gradient.length);
      int events = 0;
      while (place < latestFirst.length && lifetimes.get(latestFirst[place]).time() == time) {
        int customer = latestFirst[place++];
        double linear = linear(coefficients, covariates[customer]);
        atRisk.add(StrictMath.exp(linear), covariates[customer]);
        if (lifetimes.get(customer).ended()) {
          events++;
          lost.add(StrictMath.exp(linear), covariates[customer]);
          value += linear;
          for (int row = 0; row < gradient.length; row++) {
            gradient[row] += covariates[customer][row];
          }
        }
      }
      subtract(atRisk, lost, events);
    }
  }

  private void subtract(Sums atRisk, Sums lost, int events) {
    for (int gone = 0; gone < events; gone++) {
      double share = ties == CoxTies.EFRON ? (double) gone / events : 0;
      double weight = atRisk.weight - share * lost.weight;
      value -= StrictMath.log(weight);
      double[] mean = new double[gradient.length];
      for (int row = 0; row < mean.length; row++) {
        mean[row] = (atRisk.first[row] - share * lost.first[row]) / weight;
        gradient[row] -= mean[row];
      }
      for (int row = 0; row < mean.length; row++) {
        for (int column = 0; column < mean.length; column++) {
          double second = atRisk.second[row][column] - share * lost.second[row][column];
          information[row][column] += second / weight - mean[row] * mean[column];
        }
      }
    }
  }

  static double linear(double[] coefficients, double[] covariates) {
    double sum = 0;
    for (int index = 0; index < coefficients.length; index++) {
      sum += coefficients[index] * covariates[index];
    }
    return sum;
  }

  /** Σw, Σwx and Σwxx' over customers. */
  private static final class Sums {
    private double weight;
    private final double[] first;
    private final double[][] second;

    Sums(int size) {
      first = new double[size];
      second = new double[size][size];
    }

    void add(double added, double[] x) {
      weight += added;
      for (int row = 0; row < x.length; row++) {
        first[row] += added * x[row];
        for (int column = 0; column < x.length; column++) {
          second[row][column] += added * x[row] * x[column];
        }
      }
    }
  }
}
