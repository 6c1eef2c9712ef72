package dev.perennial.scoring.survival;

/**
 * One period of one customer: a row for a logistic model of the hazard.
 *
 * @param customer position of the lifetime it comes from
 * @param period 1 or more; period k covers the times above (k-1) × length, up to k × length
 * @param ended true where the customer was lost within it
 */
public record PersonPeriod(int customer, int period, boolean ended) {}
