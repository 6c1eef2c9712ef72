package dev.perennial.scoring.numeric;

/**
 * Where a function is largest.
 *
 * @param point the argument
 * @param value the function there
 * @param iterations Newton steps taken
 * @param standardErrors roots of the diagonal of (-H)^-1 at the point, H the second derivatives: the
 *     errors of the arguments where the function is a log-likelihood
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, read at once by whoever asked for it
public record Optimum(double[] point, double value, int iterations, double[] standardErrors) {}
