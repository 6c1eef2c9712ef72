package dev.perennial.scoring.additive;

/**
 * Moves what a pair says about one column alone to that column's shape, until the pair's mean along either
 * column is 0 over the rows of training, and what a shape says on average to the intercept. The sum for any
 * row that is connected stays what it was; the split becomes the only one of its kind (functional ANOVA).
 */
final class Purification {
  private static final int MAXIMUM_SWEEPS = 2_000;
  private static final double SMALL = 1e-14;

  private Purification() {}

  /** Purifies a pair's table in place, adding what leaves it to the shapes. */
  static void pair(Pair pair, double[] table, double[] firstShape, double[] secondShape) {
    int firsts = pair.firstGroups().count();
    int seconds = pair.secondGroups().count();
    double[] toFirst = new double[firsts];
    double[] toSecond = new double[seconds];
    double largest = 1;
    for (int sweep = 0; sweep < MAXIMUM_SWEEPS && largest > SMALL; sweep++) {
      largest = 0;
      for (int a = 0; a < firsts; a++) {
        double mean = mean(pair, table, a * seconds, 1, seconds);
        for (int b = 0; b < seconds; b++) {
          table[a * seconds + b] -= mean;
        }
        toFirst[a] += mean;
        largest = StrictMath.max(largest, StrictMath.abs(mean));
      }
      for (int b = 0; b < seconds; b++) {
        double mean = mean(pair, table, b, seconds, firsts);
        for (int a = 0; a < firsts; a++) {
          table[a * seconds + b] -= mean;
        }
        toSecond[b] += mean;
        largest = StrictMath.max(largest, StrictMath.abs(mean));
      }
    }
    // Rows where either column is not connected have no part in a pair, and none in what leaves it.
    add(pair.firstGroups(), toFirst, firstShape);
    add(pair.secondGroups(), toSecond, secondShape);
  }

  private static double mean(Pair pair, double[] table, int from, int stride, int count) {
    double sum = 0;
    double rows = 0;
    for (int index = 0; index < count; index++) {
      int cell = from + index * stride;
      sum += table[cell] * pair.rowsAt()[cell];
      rows += pair.rowsAt()[cell];
    }
    return rows == 0 ? 0 : sum / rows;
  }

  private static void add(Groups groups, double[] means, double[] shape) {
    for (int place = 0; place < shape.length; place++) {
      int group = groups.of()[place];
      if (group != Groups.NONE) {
        shape[place] += means[group];
      }
    }
  }

  /** Takes the mean over connected rows out of a shape; gives it. Not connected then contributes 0. */
  static double shape(BinnedColumn column, double[] shape) {
    double mean = mean(column, shape);
    shape[BinnedColumn.NOT_CONNECTED] = 0;
    for (int place = BinnedColumn.SILENT; place < shape.length; place++) {
      shape[place] -= mean;
    }
    return mean;
  }

  /** The mean over connected rows. */
  static double mean(BinnedColumn column, double[] shape) {
    double sum = 0;
    double rows = 0;
    for (int place = BinnedColumn.SILENT; place < shape.length; place++) {
      sum += shape[place] * column.rowsAt()[place];
      rows += column.rowsAt()[place];
    }
    return rows == 0 ? 0 : sum / rows;
  }
}
