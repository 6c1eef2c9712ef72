package dev.perennial.scoring.document;

import java.util.List;

/**
 * The linear terms of a model: log-odds += coefficient x (clamped value - centre) / scale.
 *
 * @param terms in the order of the factor
 * @param inverseFactor R, lower triangular, row by row, first the intercept and then the terms: the
 *     covariance of the coefficients is R'R, so the variance of the log-odds is the squared length of R x
 */
public record LinearDocument(List<TermDocument> terms, List<List<Double>> inverseFactor) {
  public LinearDocument {
    terms = List.copyOf(terms);
    inverseFactor = inverseFactor.stream().map(List::copyOf).toList();
  }

  /** The Laplace covariance (X'WX + S^-1)^-1 of intercept and terms. */
  public double[][] covariance() {
    int size = inverseFactor.size();
    double[][] covariance = new double[size][size];
    for (List<Double> row : inverseFactor) {
      for (int one = 0; one < row.size(); one++) {
        for (int other = 0; other < row.size(); other++) {
          covariance[one][other] += row.get(one) * row.get(other);
        }
      }
    }
    return covariance;
  }
}
