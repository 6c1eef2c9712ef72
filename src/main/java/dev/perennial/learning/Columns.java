package dev.perennial.learning;

import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.Collection;
import java.util.List;

/** Parts of tables. */
final class Columns {
  private Columns() {}

  /** A table without some of its columns. */
  static TrainingTable without(TrainingTable table, Collection<String> excluded) {
    if (excluded.isEmpty()) {
      return table;
    }
    List<TrainingColumn> kept =
        table.columns().stream().filter(column -> !excluded.contains(column.name())).toList();
    int rows = table.rows();
    boolean[] lost = new boolean[rows];
    long[] groups = new long[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      lost[row] = table.lost(row);
      groups[row] = table.group(row);
      times[row] = table.time(row);
    }
    return new TrainingTable(kept, lost, groups, times);
  }

  static boolean[] lost(TrainingTable table) {
    boolean[] lost = new boolean[table.rows()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = table.lost(row);
    }
    return lost;
  }

  static long[] groups(TrainingTable table) {
    long[] groups = new long[table.rows()];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = table.group(row);
    }
    return groups;
  }
}
