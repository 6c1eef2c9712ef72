package dev.perennial.scoring.predictor;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.BreslowDay;
import dev.perennial.scoring.test.MantelHaenszel;
import dev.perennial.scoring.test.TwoByTwo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the segments say, each by itself.
 *
 * @param commonOddsRatio Mantel and Haenszel's
 * @param pValue Cochran-Mantel-Haenszel: is it 1 in every segment?
 * @param homogeneityPValue Breslow-Day with Tarone's correction: small where one number for all segments misleads; null
 *     with fewer than two segments to compare
 */
public record Stratification(Estimate commonOddsRatio, double pValue, @Nullable Double homogeneityPValue) {
  /** Null where the segments leave no common odds ratio. */
  static @Nullable Stratification of(List<TwoByTwo> strata, Confidence confidence) {
    List<TwoByTwo> informative =
        strata.stream().filter(t -> t.exposed() > 0 && t.unexposed() > 0 && t.lost() > 0 && t.kept() > 0).toList();
    if (informative.isEmpty()) {
      return null;
    }
    try {
      MantelHaenszel common = MantelHaenszel.of(informative, confidence);
      Double homogeneity = informative.size() < 2 ? null : Double.valueOf(BreslowDay.tarone(informative).pValue());
      return new Stratification(common.oddsRatio(), common.test().pValue(), homogeneity);
    } catch (IllegalArgumentException e) {
      return null; // one of the diagonals is empty in every segment
    }
  }

  /**
   * Simpson's paradox: the segments together point the other way than each by itself, and not by chance alone.
   */
  boolean reverses(Association crude) {
    double together = StrictMath.log(crude.oddsRatio().estimate().value());
    double within = StrictMath.log(commonOddsRatio.value());
    boolean clear = excludesOne(crude.oddsRatio().estimate()) || excludesOne(commonOddsRatio);
    return clear && together * within < 0;
  }

  private static boolean excludesOne(Estimate ratio) {
    return ratio.interval().lower() > 1 || ratio.interval().upper() < 1;
  }
}
