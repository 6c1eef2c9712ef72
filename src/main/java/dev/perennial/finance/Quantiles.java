package dev.perennial.finance;

/** Amounts that are not exceeded with a chance of 10, 50 and 90 percent. */
public record Quantiles(double p10, double p50, double p90, QuantileMethod method) {}
