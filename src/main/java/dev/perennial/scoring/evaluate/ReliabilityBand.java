package dev.perennial.scoring.evaluate;

/**
 * Rows of similar probability.
 *
 * @param lowest lowest probability in it
 * @param highest highest probability in it
 * @param rows number of rows
 * @param losses of which lost
 * @param predicted mean probability
 * @param observed loss rate with Wilson's interval
 */
public record ReliabilityBand(
    double lowest, double highest, int rows, int losses, double predicted, Interval observed) {}
