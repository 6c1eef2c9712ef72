package dev.perennial.scoring.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of past renewals: features, whether each was lost, whose it was, and when it was decided. A plain
 * table: training is a function of it, of a specification and of a seed, and of nothing else.
 */
public final class TrainingTable {
  private final List<TrainingColumn> columns;
  private final boolean[] lost;
  private final long[] groups;
  private final long[] times;

  /**
   * @param columns at least one, with names that differ
   * @param lost the outcome of each row
   * @param groups a number per customer: rows of one customer never stand on both sides of a split
   * @param times when each row was decided, for instance as a day number
   */
  public TrainingTable(List<TrainingColumn> columns, boolean[] lost, long[] groups, long[] times) {
    this.columns = List.copyOf(columns);
    this.lost = lost.clone();
    this.groups = groups.clone();
    this.times = times.clone();
    check();
  }

  private void check() {
    Set<String> names = new HashSet<>();
    for (TrainingColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are called " + column.name());
      }
      if (column.rows() != lost.length) {
        throw new IllegalArgumentException(
            "column %s has %d rows, but there are %d outcomes".formatted(column.name(), column.rows(), lost.length));
      }
      column.check();
    }
    if (columns.isEmpty() || groups.length != lost.length || times.length != lost.length) {
      throw new IllegalArgumentException("a table needs a column, and a customer and a time for each outcome");
    }
  }

  public List<TrainingColumn> columns() {
    return columns;
  }

  /** Number of rows. */
  public int rows() {
    return lost.length;
  }

  public boolean lost(int row) {
    return lost[row];
  }

  public long group(int row) {
    return groups[row];
  }

  public long time(int row) {
    return times[row];
  }

  /** Number of rows lost. */
  public int losses() {
    int losses = 0;
    for (boolean one : lost) {
      losses += one ? 1 : 0;
    }
    return losses;
  }

  /** Some of the rows, in the order given. */
  public TrainingTable rows(int[] rows) {
    boolean[] someLost = new boolean[rows.length];
    long[] someGroups = new long[rows.length];
    long[] someTimes = new long[rows.length];
    for (int index = 0; index < rows.length; index++) {
      someLost[index] = lost[rows[index]];
      someGroups[index] = groups[rows[index]];
      someTimes[index] = times[rows[index]];
    }
    List<TrainingColumn> some = new ArrayList<>();
    for (TrainingColumn column : columns) {
      some.add(column.rows(rows));
    }
    return new TrainingTable(some, someLost, someGroups, someTimes);
  }

  /** The columns by name: their order must not show in a model. */
  public List<TrainingColumn> columnsByName() {
    List<TrainingColumn> sorted = new ArrayList<>(columns);
    sorted.sort(Comparator.comparing(TrainingColumn::name));
    return sorted;
  }

  /** The same table with its columns by name. */
  public TrainingTable byName() {
    return new TrainingTable(columnsByName(), lost, groups, times);
  }

  /**
   * The rows in an order that depends on what they hold, not on where they stand: sums over it have the
   * same bits however the table was read.
   */
  public int[] rowsByContent() {
    return ContentOrder.of(this);
  }
}
