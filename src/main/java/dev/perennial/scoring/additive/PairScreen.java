package dev.perennial.scoring.additive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses pairs by what one small tree on two columns gains on the residuals of the shapes (as FAST does, Lou
 * et al. 2013). A gain is taken for more than chance where it exceeds 2 ln of the number of trees looked at.
 */
final class PairScreen {
  private final AdditiveSpec spec;
  private final BinnedColumn[] columns;
  private final Groups[] groups;
  private final Rows residuals;

  PairScreen(AdditiveSpec spec, BinnedColumn[] columns, Groups[] groups, Rows residuals) {
    this.spec = spec;
    this.columns = columns;
    this.groups = groups;
    this.residuals = residuals;
  }

  /** The pairs most worth boosting beside those already chosen. */
  List<Pair> choose(int most, List<Pair> already) {
    List<Candidate> candidates = new ArrayList<>();
    double trees = 1;
    for (int first = 0; first < columns.length; first++) {
      for (int second = first + 1; second < columns.length; second++) {
        if (mayPair(first) && mayPair(second) && !contains(already, first, second)) {
          candidates.add(new Candidate(first, second, gain(first, second)));
          trees += 2.0 * groups[first].count() * groups[second].count();
        }
      }
    }
    double chance = 2 * StrictMath.log(trees);
    candidates.removeIf(candidate -> !(candidate.gain > chance));
    candidates.sort(Comparator.comparingDouble(candidate -> -candidate.gain));
    return candidates.stream()
        .limit(most)
        .map(candidate -> Pair.of(candidate.first, candidate.second, columns, groups))
        .toList();
  }

  private static boolean contains(List<Pair> pairs, int first, int second) {
    return pairs.stream().anyMatch(pair -> pair.first() == first && pair.second() == second);
  }

  /** A pair would break a declared direction. */
  private boolean mayPair(int column) {
    return columns[column].direction() == 0 && groups[column].count() > 1;
  }

  private double gain(int first, int second) {
    int[] one = groups[first].of();
    int[] other = groups[second].of();
    int width = groups[second].count();
    byte[] firstCodes = columns[first].codes();
    byte[] secondCodes = columns[second].codes();
    double[] sums = new double[2 * groups[first].count() * width];
    for (int row = 0; row < firstCodes.length; row++) {
      int a = one[firstCodes[row] & 0xFF];
      int b = other[secondCodes[row] & 0xFF];
      if ((a | b) >= 0) {
        int cell = (a * width + b) << 1;
        sums[cell] += residuals.gradient[row];
        sums[cell + 1] += residuals.curvature[row];
      }
    }
    return PairStep.interaction(spec, sums, groups[first].count(), width);
  }

  private record Candidate(int first, int second, double gain) {}
}
