package dev.perennial.scoring.document;

import java.util.List;

/**
 * A function of two columns beyond what each says alone: its mean along either column is 0 over the rows
 * of training, which makes the split into shapes and pairs unique. Its contribution is told half with the
 * first and half with the second column.
 *
 * @param first one column
 * @param second the other
 * @param firstGroups the row of the table for each place of the first column's shape: silent, then (for
 *     levels) other, then its values
 * @param secondGroups the same for the second column
 * @param values log-odds, row by row
 * @param deviations standard deviation of each
 */
public record PairDocument(
    String first,
    String second,
    List<Integer> firstGroups,
    List<Integer> secondGroups,
    List<List<Double>> values,
    List<List<Double>> deviations) {
  public PairDocument {
    firstGroups = List.copyOf(firstGroups);
    secondGroups = List.copyOf(secondGroups);
    values = values.stream().map(List::copyOf).toList();
    deviations = deviations.stream().map(List::copyOf).toList();
  }
}
