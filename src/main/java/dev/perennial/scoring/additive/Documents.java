package dev.perennial.scoring.additive;

import dev.perennial.scoring.document.PairDocument;
import dev.perennial.scoring.document.ShapeDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the averaged tables as documents. */
final class Documents {
  private Documents() {}

  static ShapeDocument shape(BinnedColumn column, double[][] bags) {
    double[] mean = Average.mean(bags);
    double[] deviation = Average.deviation(bags, mean);
    boolean ordered = column.ordered();
    int first = ordered ? BinnedColumn.OTHER : BinnedColumn.OTHER + 1;
    return new ShapeDocument(
        column.source().name(),
        Arrays.stream(column.cuts()).boxed().toList(),
        column.levels(),
        list(mean, first, mean.length),
        list(deviation, first, mean.length),
        mean[BinnedColumn.SILENT],
        deviation[BinnedColumn.SILENT],
        ordered ? 0 : mean[BinnedColumn.OTHER],
        ordered ? 0 : deviation[BinnedColumn.OTHER],
        spread(column, mean));
  }

  private static double spread(BinnedColumn column, double[] shape) {
    double squares = 0;
    double rows = 0;
    for (int place = BinnedColumn.SILENT; place < shape.length; place++) {
      squares += shape[place] * shape[place] * column.rowsAt()[place];
      rows += column.rowsAt()[place];
    }
    return rows == 0 ? 0 : StrictMath.sqrt(squares / rows);
  }

  static PairDocument pair(Pair pair, BinnedColumn[] columns, double[][] bags) {
    double[] mean = Average.mean(bags);
    double[] deviation = Average.deviation(bags, mean);
    int width = pair.secondGroups().count();
    List<List<Double>> values = new ArrayList<>();
    List<List<Double>> deviations = new ArrayList<>();
    for (int group = 0; group < pair.firstGroups().count(); group++) {
      values.add(list(mean, group * width, (group + 1) * width));
      deviations.add(list(deviation, group * width, (group + 1) * width));
    }
    return new PairDocument(
        columns[pair.first()].source().name(),
        columns[pair.second()].source().name(),
        groups(pair.firstGroups()),
        groups(pair.secondGroups()),
        values,
        deviations);
  }

  private static List<Integer> groups(Groups groups) {
    return Arrays.stream(groups.of()).skip(1).boxed().toList();
  }

  private static List<Double> list(double[] numbers, int from, int to) {
    return Arrays.stream(numbers, from, to).boxed().toList();
  }
}
