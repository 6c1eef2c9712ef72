package dev.perennial.scoring.learned;

import dev.perennial.scoring.document.PairDocument;
import java.util.List;

/** One pair as a table over the groups of two features' places; half goes to either feature. */
final class PairPart {
  private final int first;
  private final int second;
  private final int[] firstGroups;
  private final int[] secondGroups;
  private final int width;

  /** Half the log-odds of each cell: the two halves add up to the whole without rounding. */
  private final double[] half;

  private final double[] variance;

  PairPart(PairDocument document, int first, int second, int firstPlaces, int secondPlaces) {
    this.first = first;
    this.second = second;
    firstGroups = groups(document.firstGroups(), firstPlaces);
    secondGroups = groups(document.secondGroups(), secondPlaces);
    width = document.values().getFirst().size();
    half = new double[document.values().size() * width];
    variance = new double[half.length];
    for (int cell = 0; cell < half.length; cell++) {
      half[cell] = document.values().get(cell / width).get(cell % width) / 2;
      double deviation = document.deviations().get(cell / width).get(cell % width);
      variance[cell] = deviation * deviation;
    }
  }

  /** By place: none where the source is not connected. */
  private static int[] groups(List<Integer> document, int places) {
    if (document.size() != places - 1) {
      throw new IllegalArgumentException("a pair's groups do not fit the shape of its column");
    }
    int[] groups = new int[places];
    groups[0] = -1;
    for (int place = 1; place < places; place++) {
      groups[place] = document.get(place - 1);
    }
    return groups;
  }

  boolean uses(int feature) {
    return feature == first || feature == second;
  }

  void add(Block block) {
    byte[] firstPlaces = block.places[first];
    byte[] secondPlaces = block.places[second];
    double[] toFirst = block.contributions[first];
    double[] toSecond = block.contributions[second];
    for (int row = 0; row < block.rows; row++) {
      int one = firstGroups[firstPlaces[row] & 0xFF];
      int other = secondGroups[secondPlaces[row] & 0xFF];
      if ((one | other) >= 0) {
        int cell = one * width + other;
        toFirst[row] += half[cell];
        toSecond[row] += half[cell];
        block.variance[row] += variance[cell];
      }
    }
  }
}
