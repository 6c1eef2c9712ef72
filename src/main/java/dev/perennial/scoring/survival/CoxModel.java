package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.LinearSystem;
import java.util.Arrays;
import java.util.List;

/**
 * Proportional hazards: a customer's hazard is a common one times exp(b'x) (Cox, JRSS B 34, 1972).
 * Fitted by Newton steps on the partial likelihood, halved where they overshoot; agrees with R's
 * {@code coxph}.
 *
 * @param coefficients b, log hazard ratios per unit of each covariate
 * @param standardErrors of each, from the inverse of the information
 * @param nullLogLikelihood with all coefficients 0
 * @param logLikelihood at the coefficients
 * @param concordance share of comparable pairs ordered right, 0 to 1
 */
public record CoxModel(
    List<Double> coefficients,
    List<Double> standardErrors,
    double nullLogLikelihood,
    double logLikelihood,
    double concordance) {
  private static final int MAXIMUM_ITERATIONS = 50;
  private static final double CONVERGED = 1e-10;

  /**
   * The fit.
   *
   * @param covariates one row of finite numbers per lifetime, all of one length
   * @throws IllegalArgumentException where nobody was lost, rows do not fit, or the data do not bound
   *     the coefficients (a constant or repeated covariate, or one that separates)
   */
  public static CoxModel fit(List<Lifetime> lifetimes, double[][] covariates, CoxTies ties) {
    requireRows(lifetimes, covariates);
    double[][] centred = centred(covariates);
    CoxLikelihood likelihood = new CoxLikelihood(lifetimes, centred, ties);
    double[] coefficients = new double[covariates[0].length];
    likelihood.at(coefficients);
    double nullValue = likelihood.value();
    for (int iteration = 0; iteration < MAXIMUM_ITERATIONS; iteration++) {
      double[] step = step(likelihood);
      double before = likelihood.value();
      double moved = move(likelihood, coefficients, step, before);
      if (moved < CONVERGED) {
        return model(lifetimes, centred, likelihood, coefficients, nullValue);
      }
    }
    throw new IllegalArgumentException("the data do not bound the coefficients: they run away");
  }

  /** Moves the coefficients by the step, halved until the likelihood does not fall. */
  private static double move(
      CoxLikelihood likelihood, double[] coefficients, double[] step, double before) {
    double[] start = coefficients.clone();
    double largest = Arrays.stream(step).map(Math::abs).max().orElseThrow();
    for (double share = 1; share > 1e-6; share /= 2) {
      for (int index = 0; index < step.length; index++) {
        coefficients[index] = start[index] + share * step[index];
      }
      likelihood.at(coefficients);
      if (likelihood.value() >= before - 1e-12 * Math.abs(before)) {
        return share * largest;
      }
    }
    throw new IllegalArgumentException("no step raises the likelihood: the data do not fit the model");
  }

  private static double[] step(CoxLikelihood likelihood) {
    try {
      return LinearSystem.solve(likelihood.information(), likelihood.gradient());
    } catch (IllegalArgumentException singular) {
      throw new IllegalArgumentException(
          "the data do not bound the coefficients: a covariate is constant or repeats others", singular);
    }
  }

  private static CoxModel model(
      List<Lifetime> lifetimes,
      double[][] covariates,
      CoxLikelihood likelihood,
      double[] coefficients,
      double nullValue) {
    double[][] covariance = LinearSystem.inverse(likelihood.information());
    double[] errors = new double[coefficients.length];
    for (int index = 0; index < errors.length; index++) {
      errors[index] = StrictMath.sqrt(covariance[index][index]);
    }
    double[] risks =
        Arrays.stream(covariates).mapToDouble(row -> CoxLikelihood.linear(coefficients, row)).toArray();
    return new CoxModel(
        Arrays.stream(coefficients).boxed().toList(),
        Arrays.stream(errors).boxed().toList(),
        nullValue,
        likelihood.value(),
        Concordance.of(lifetimes, risks));
  }

  private static void requireRows(List<Lifetime> lifetimes, double[][] covariates) {
    if (lifetimes.size() != covariates.length || lifetimes.stream().noneMatch(Lifetime::ended)) {
      throw new IllegalArgumentException("a row per lifetime is wanted, and somebody who was lost");
    }
    for (double[] row : covariates) {
      if (row.length == 0
          || row.length != covariates[0].length
          || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("rows of finite numbers of one length are wanted");
      }
    }
  }

  private static double[][] centred(double[][] covariates) {
    double[][] centred = LinearSystem.copy(covariates);
    for (int column = 0; column < centred[0].length; column++) {
      double sum = 0;
      for (double[] row : covariates) {
        sum += row[column];
      }
      for (double[] row : centred) {
        row[column] -= sum / covariates.length;
      }
    }
    return centred;
  }
}
