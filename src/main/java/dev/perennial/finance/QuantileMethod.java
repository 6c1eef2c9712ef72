package dev.perennial.finance;

/** How quantiles of a sum were computed. */
public enum QuantileMethod {
  /** All combinations of independent decisions: the Poisson-binomial distribution, weighted by the amounts. */
  EXACT,
  /** A normal distribution of the same mean and variance, held between nothing and everything. */
  NORMAL_APPROXIMATION
}
