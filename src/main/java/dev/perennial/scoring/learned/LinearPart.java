package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.LinearDocument;
import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.document.TermDocument.Part;
import dev.perennial.scoring.feature.FeatureState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear terms: contributions, and the variance x'Vx as the squared length of R x. What cannot be known
 * adds the variance of a product of independent variables, (b^2 + s^2) spread^2, as the scorecard does.
 */
final class LinearPart {
  private static final byte VALUE = FeatureState.VALUE.code();
  private static final byte SILENT = FeatureState.SILENT.code();
  private static final byte NOT_CONNECTED = FeatureState.NOT_CONNECTED.code();

  private final Part[] parts;
  private final int[] level;
  private final double[] centre;
  private final double[] scale;
  private final double[] minimum;
  private final double[] maximum;
  private final double[] coefficient;

  /** Terms of each feature of the rows given. */
  private final int[][] termsOf;

  private final boolean[] knowsSilence;
  private final double[] unknownVariance;
  private final double[][] factor;

  LinearPart(LinearDocument document, List<ColumnDocument> given) {
    List<TermDocument> terms = document.terms();
    int size = terms.size();
    parts = new Part[size];
    level = new int[size];
    centre = new double[size];
    scale = new double[size];
    minimum = new double[size];
    maximum = new double[size];
    coefficient = new double[size];
    termsOf = new int[given.size()][];
    knowsSilence = new boolean[given.size()];
    unknownVariance = new double[given.size()];
    for (int feature = 0; feature < given.size(); feature++) {
      termsOf[feature] = fill(terms, given.get(feature), feature);
    }
    factor = new double[size + 1][];
    for (int row = 0; row <= size; row++) {
      factor[row] = document.inverseFactor().get(row).stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private int[] fill(List<TermDocument> terms, ColumnDocument column, int feature) {
    List<Integer> own = new ArrayList<>();
    for (int index = 0; index < terms.size(); index++) {
      TermDocument term = terms.get(index);
      if (!term.column().equals(column.name())) {
        continue;
      }
      own.add(index);
      parts[index] = term.part();
      String wanted = term.level();
      level[index] = wanted == null ? -1 : column.levels().indexOf(wanted);
      centre[index] = term.centre();
      scale[index] = term.scale();
      Double lowest = term.minimum();
      Double highest = term.maximum();
      minimum[index] = lowest == null ? Double.NEGATIVE_INFINITY : lowest;
      maximum[index] = highest == null ? Double.POSITIVE_INFINITY : highest;
      coefficient[index] = term.coefficient();
      if (term.part() == Part.SILENT) {
        knowsSilence[feature] = true;
      } else {
        double square = term.coefficient() * term.coefficient() + term.standardError() * term.standardError();
        unknownVariance[feature] += square * term.spread() * term.spread();
      }
    }
    return own.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Room for one caller at a time. */
  static final class Scratch {
    private final double[][] design;
    private final double[] projected = new double[Block.ROWS];
    private final double[] logarithms = new double[Block.ROWS];

    private Scratch(int width) {
      design = new double[width][Block.ROWS];
      Arrays.fill(design[0], 1);
    }
  }

  Scratch scratch() {
    return new Scratch(factor.length);
  }

  boolean uses(int feature) {
    return termsOf[feature].length > 0;
  }

  /** Adds the feature that is loaded. */
  void add(Block block, int feature, Scratch scratch) {
    double[] contributions = block.contributions[feature];
    for (int term : termsOf[feature]) {
      double[] numbers = scratch.design[term + 1];
      switch (parts[term]) {
        case VALUE -> values(block.values, block, term, numbers);
        case LOGARITHM -> values(logarithms(block, scratch), block, term, numbers);
        case LEVEL -> levels(block, term, numbers);
        case SILENT -> silences(block, term, numbers);
      }
      double factorOfTerm = coefficient[term];
      for (int row = 0; row < block.rows; row++) {
        contributions[row] += factorOfTerm * numbers[row];
      }
    }
    if (block.allKnown) {
      return;
    }
    for (int row = 0; row < block.rows; row++) {
      byte state = block.states[row];
      if (state == NOT_CONNECTED || state == SILENT && !knowsSilence[feature]) {
        block.variance[row] += unknownVariance[feature];
      }
    }
  }

  private static double[] logarithms(Block block, Scratch scratch) {
    for (int row = 0; row < block.rows; row++) {
      scratch.logarithms[row] = StrictMath.log1p(StrictMath.max(block.values[row], 0));
    }
    return scratch.logarithms;
  }

  private void values(double[] values, Block block, int term, double[] numbers) {
    double least = minimum[term];
    double most = maximum[term];
    double middle = centre[term];
    double perUnit = 1 / scale[term];
    int rows = block.rows;
    for (int row = 0; row < rows; row++) {
      numbers[row] = (StrictMath.min(StrictMath.max(values[row], least), most) - middle) * perUnit;
    }
    if (!block.allKnown) {
      for (int row = 0; row < rows; row++) {
        numbers[row] = block.states[row] == VALUE ? numbers[row] : 0;
      }
    }
  }

  private void levels(Block block, int term, double[] numbers) {
    double absent = (0 - centre[term]) / scale[term];
    double present = (1 - centre[term]) / scale[term];
    int wanted = level[term] < 0 ? Integer.MIN_VALUE : level[term];
    for (int row = 0; row < block.rows; row++) {
      double number = (int) block.values[row] == wanted ? present : absent;
      numbers[row] = block.states[row] == VALUE ? number : 0;
    }
  }

  private void silences(Block block, int term, double[] numbers) {
    double absent = (0 - centre[term]) / scale[term];
    double present = (1 - centre[term]) / scale[term];
    for (int row = 0; row < block.rows; row++) {
      byte state = block.states[row];
      numbers[row] = state == NOT_CONNECTED ? 0 : state == SILENT ? present : absent;
    }
  }

  /** Adds x'Vx; eight terms at a time in one fixed order, rows side by side. */
  void addVariance(Block block, Scratch scratch) {
    int rows = block.rows;
    double[] projected = scratch.projected;
    for (int index = 0; index < factor.length; index++) {
      double[] weights = factor[index];
      Arrays.fill(projected, 0);
      int term = 0;
      for (; term + 7 <= index; term += 8) {
        project(rows, weights, term, scratch);
      }
      for (; term <= index; term++) {
        double weight = weights[term];
        double[] numbers = scratch.design[term];
        for (int row = 0; row < rows; row++) {
          projected[row] += weight * numbers[row];
        }
      }
      for (int row = 0; row < rows; row++) {
        block.variance[row] += projected[row] * projected[row];
      }
    }
  }

  private static void project(int rows, double[] weights, int term, Scratch scratch) {
    double[][] design = scratch.design;
    double[] target = scratch.projected;
    double[] x0 = design[term];
    double[] x1 = design[term + 1];
    double[] x2 = design[term + 2];
    double[] x3 = design[term + 3];
    double[] x4 = design[term + 4];
    double[] x5 = design[term + 5];
    double[] x6 = design[term + 6];
    double[] x7 = design[term + 7];
    double w0 = weights[term];
    double w1 = weights[term + 1];
    double w2 = weights[term + 2];
    double w3 = weights[term + 3];
    double w4 = weights[term + 4];
    double w5 = weights[term + 5];
    double w6 = weights[term + 6];
    double w7 = weights[term + 7];
    for (int row = 0; row < rows; row++) {
      target[row] +=
          ((w0 * x0[row] + w1 * x1[row]) + (w2 * x2[row] + w3 * x3[row]))
              + ((w4 * x4[row] + w5 * x5[row]) + (w6 * x6[row] + w7 * x7[row]));
    }
  }
}
