package dev.perennial.scoring.additive;

import java.util.List;

/**
 * Boosts tables round by round until the rows held out no longer gain, and gives back the tables of the best
 * round.
 */
final class Boosting {
  private final AdditiveSpec spec;
  private final Rows rows;

  Boosting(AdditiveSpec spec, Rows rows) {
    this.spec = spec;
    this.rows = rows;
  }

  /** A shape per column, by place. */
  double[][] shapes(BinnedColumn[] columns) {
    double[][] shapes = new double[columns.length][];
    double[][] steps = new double[columns.length][];
    double[][] sums = new double[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      shapes[column] = new double[columns[column].places()];
      steps[column] = new double[columns[column].places()];
      sums[column] = new double[2 * columns[column].places()];
    }
    return best(
        shapes,
        () -> {
          byte[] before = columns[0].codes();
          double[] step = new double[columns[0].places()];
          for (int column = 0; column < columns.length; column++) {
            rows.stepAndSum(before, step, columns[column].codes(), sums[column]);
            ShapeStep.fit(spec, columns[column], sums[column], shapes[column], steps[column]);
            add(steps[column], shapes[column]);
            before = columns[column].codes();
            step = steps[column];
          }
          rows.stepAndSum(before, step, columns[0].codes(), sums[0]);
        });
  }

  /** A table per pair, by cell. */
  double[][] pairs(List<Pair> pairs) {
    double[][] tables = new double[pairs.size()][];
    double[][] steps = new double[pairs.size()][];
    double[][] sums = new double[pairs.size()][];
    for (int pair = 0; pair < tables.length; pair++) {
      tables[pair] = new double[pairs.get(pair).cells() + 1];
      steps[pair] = new double[tables[pair].length];
      sums[pair] = new double[2 * tables[pair].length];
    }
    return best(
        tables,
        () -> {
          short[] before = pairs.getFirst().codes();
          double[] step = new double[tables[0].length];
          for (int index = 0; index < tables.length; index++) {
            Pair pair = pairs.get(index);
            rows.stepAndSum(before, step, pair.codes(), sums[index]);
            PairStep.fit(spec, sums[index], pair.firstGroups().count(), pair.secondGroups().count(), steps[index]);
            add(steps[index], tables[index]);
            before = pair.codes();
            step = steps[index];
          }
          rows.stepAndSum(before, step, pairs.getFirst().codes(), sums[0]);
        });
  }

  private double[][] best(double[][] tables, Runnable round) {
    double bestLoss = rows.refresh();
    double[][] best = copy(tables);
    int bestRound = 0;
    for (int done = 1; done <= spec.maximumRounds() && done - bestRound <= spec.patience(); done++) {
      round.run();
      double loss = rows.refresh();
      if (loss < bestLoss - 1e-9) {
        bestLoss = loss;
        best = copy(tables);
        bestRound = done;
      }
    }
    return best;
  }

  private static double[][] copy(double[][] tables) {
    double[][] copies = new double[tables.length][];
    for (int index = 0; index < tables.length; index++) {
      copies[index] = tables[index].clone();
    }
    return copies;
  }

  private static void add(double[] step, double[] table) {
    for (int place = 0; place < table.length; place++) {
      table[place] += step[place];
    }
  }
}
