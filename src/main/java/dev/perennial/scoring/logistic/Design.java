package dev.perennial.scoring.logistic;

import dev.perennial.scoring.table.TrainingTable;
import java.util.List;

/**
 * The rows as numbers, a block at a time: a one for the intercept, then the terms. Small tables are
 * expanded once, large ones at every pass, so that memory does not grow with them.
 */
final class Design {
  /** Rows per block; a multiple of four. */
  static final int BLOCK = 256;

  /** Numbers kept at most: 128 MB. */
  private static final long KEPT = 16_000_000;

  private final TrainingTable table;
  private final int[] order;
  private final List<Term> terms;
  private final double[][] kept;
  private final double[] scratch;

  Design(TrainingTable table, int[] order, List<Term> terms) {
    this.table = table;
    this.order = order;
    this.terms = terms;
    int cells = BLOCK * width();
    int blocks = blocks();
    boolean keep = (long) blocks * cells <= KEPT;
    kept = new double[keep ? blocks : 0][];
    scratch = new double[keep ? 0 : cells];
    for (int block = 0; block < kept.length; block++) {
      kept[block] = new double[cells];
      fill(block, kept[block]);
    }
  }

  int rows() {
    return order.length;
  }

  int blocks() {
    return (rows() + BLOCK - 1) / BLOCK;
  }

  /** Numbers per row. */
  int width() {
    return terms.size() + 1;
  }

  /** Rows of a block. */
  int rows(int block) {
    return StrictMath.min(BLOCK, rows() - block * BLOCK);
  }

  boolean lost(int block, int row) {
    return table.lost(order[block * BLOCK + row]);
  }

  /** The numbers of a block, row by row; zeros after its last row. */
  double[] block(int block) {
    if (kept.length > 0) {
      return kept[block];
    }
    fill(block, scratch);
    return scratch;
  }

  private void fill(int block, double[] numbers) {
    int width = width();
    int count = rows(block);
    java.util.Arrays.fill(numbers, count * width, numbers.length, 0);
    for (int row = 0; row < count; row++) {
      numbers[row * width] = 1;
    }
    for (int term = 0; term < terms.size(); term++) {
      Term read = terms.get(term);
      for (int row = 0; row < count; row++) {
        numbers[row * width + term + 1] = read.value(order[block * BLOCK + row]);
      }
    }
  }
}
