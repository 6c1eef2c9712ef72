package dev.perennial.scoring.document;

import java.util.List;

/**
 * A function of one column, as a table. Numbers: {@code values[k]} from {@code cuts[k-1]} (included) to
 * {@code cuts[k]} (excluded). Levels: {@code values[k]} at {@code levels[k]}. A source that is not connected
 * contributes nothing.
 *
 * @param column the column read
 * @param cuts where the value changes, ascending; empty for levels
 * @param levels the levels told apart; empty for numbers
 * @param values log-odds
 * @param deviations standard deviation of each
 * @param silent log-odds where the source is silent
 * @param silentDeviation standard deviation of that
 * @param other log-odds of a level not listed; 0 for numbers
 * @param otherDeviation standard deviation of that
 * @param spread standard deviation of the function over the rows of training: how much not knowing widens the interval
 */
public record ShapeDocument(
    String column,
    List<Double> cuts,
    List<String> levels,
    List<Double> values,
    List<Double> deviations,
    double silent,
    double silentDeviation,
    double other,
    double otherDeviation,
    double spread) {
  public ShapeDocument {
    cuts = List.copyOf(cuts);
    levels = List.copyOf(levels);
    values = List.copyOf(values);
    deviations = List.copyOf(deviations);
  }
}
