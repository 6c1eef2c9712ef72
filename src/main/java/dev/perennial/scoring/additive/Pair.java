package dev.perennial.scoring.additive;

/**
 * Two columns that the residuals ask for together.
 *
 * @param first position of one column
 * @param second position of the other, behind the first
 * @param firstGroups how the first is gathered
 * @param secondGroups how the second is
 * @param codes cell of each row; the cell after the last where the row is outside the table
 * @param rowsAt rows in each cell
 */
@SuppressWarnings("ArrayRecordComponent") // internal
record Pair(int first, int second, Groups firstGroups, Groups secondGroups, short[] codes, int[] rowsAt) {

  static Pair of(int first, int second, BinnedColumn[] columns, Groups[] groups) {
    Groups one = groups[first];
    Groups other = groups[second];
    byte[] firstCodes = columns[first].codes();
    byte[] secondCodes = columns[second].codes();
    int outside = one.count() * other.count();
    short[] codes = new short[firstCodes.length];
    int[] rowsAt = new int[outside + 1];
    for (int row = 0; row < codes.length; row++) {
      int a = one.of()[firstCodes[row] & 0xFF];
      int b = other.of()[secondCodes[row] & 0xFF];
      int cell = a < 0 || b < 0 ? outside : a * other.count() + b;
      codes[row] = (short) cell;
      rowsAt[cell]++;
    }
    return new Pair(first, second, one, other, codes, rowsAt);
  }

  int cells() {
    return firstGroups.count() * secondGroups.count();
  }
}
