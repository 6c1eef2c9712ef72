package dev.perennial.scoring.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often of two customers the one lost first had the higher risk: (concordant + ½ tied in
 * risk)/comparable. A pair can be compared where one was lost while the other was still watched,
 * censored at that very time included (Harrell, Califf, Pryor, Lee and Rosati, JAMA 247, 1982).
 */
final class Concordance {
  private final long[] tree;
  private final double[] distinct;
  private long entered;
  private long below;
  private long tied;
  private long comparable;

  private Concordance(double[] risks) {
    distinct = Arrays.stream(risks).distinct().sorted().toArray();
    tree = new long[distinct.length + 1];
  }

  /** 0 to 1, .5 for risks without any order; NaN where no pair can be compared. */
  static double of(List<Lifetime> lifetimes, double[] risks) {
    Concordance counts = new Concordance(risks);
    int[] order =
        IntStream.range(0, risks.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer index) -> -lifetimes.get(index).time())
                    .thenComparing(index -> lifetimes.get(index).ended()))
            .mapToInt(Integer::intValue)
            .toArray();
    int place = 0;
    while (place < order.length) {
      int first = place;
      Lifetime one = lifetimes.get(order[first]);
      while (place < order.length && lifetimes.get(order[place]).equals(one)) {
        place++;
      }
      for (int index = first; one.ended() && index < place; index++) {
        counts.compare(risks[order[index]]);
      }
      for (int index = first; index < place; index++) {
        counts.enter(risks[order[index]]);
      }
    }
    return (counts.below + counts.tied / 2.0) / counts.comparable;
  }

  private void compare(double risk) {
    int rank = Arrays.binarySearch(distinct, risk) + 1;
    below += atMost(rank - 1);
    tied += atMost(rank) - atMost(rank - 1);
    comparable += entered;
  }

  /** A Fenwick tree counts those entered with a risk up to a rank. */
  private void enter(double risk) {
    entered++;
    for (int node = Arrays.binarySearch(distinct, risk) + 1; node < tree.length; node += node & -node) {
      tree[node]++;
    }
  }

  private long atMost(int rank) {
    long sum = 0;
    for (int node = rank; node > 0; node -= node & -node) {
      sum += tree[node];
    }
    return sum;
  }
}
