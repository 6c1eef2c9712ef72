package dev.perennial.analysis;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.predictor.Confounding;
import dev.perennial.scoring.predictor.MatchedRegression;
import dev.perennial.scoring.predictor.Slope;
import dev.perennial.scoring.test.AdjustedPValues;
import dev.perennial.scoring.test.MantelHaenszel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Per event type and window, type by type: matched sets, and slopes with the other types, what happens outside the window and
 * the context held equal.
 */
final class TriggerPanels {
  private static final int WINDOWS = TriggerWindows.ALL.size();

  private final TriggerWindows.Table table;
  private final int types;
  private final int firstHeldOut;
  private final int cases;
  private final List<MatchedSets> early = new ArrayList<>();
  private final List<MatchedSets> late = new ArrayList<>();
  private final @Nullable Slope[] adjusted;
  private final @Nullable Slope[] confirming;
  private final double[] q;
  private final double[] adjustedQ;
  private final double[] again;
  private final double[] adjustedAgain;
  private final double level;

  private TriggerPanels(TriggerWindows.Table table, int types, int firstHeldOut, int cases, double level) {
    this.table = table;
    this.types = types;
    this.firstHeldOut = firstHeldOut;
    this.cases = cases;
    this.level = level;
    for (int test = 0; test < types * WINDOWS; test++) {
      boolean[] exposed = table.exposed(test / WINDOWS, test % WINDOWS);
      early.add(MatchedSets.of(table.sets(), table.isCase(), exposed, 0, firstHeldOut));
      late.add(MatchedSets.of(table.sets(), table.isCase(), exposed, firstHeldOut, cases));
    }
    adjusted = slopes(early, 0, firstHeldOut);
    confirming = slopes(late, firstHeldOut, cases);
    q = AdjustedPValues.benjaminiHochberg(early.stream().mapToDouble(TriggerPanels::pValue).toArray());
    adjustedQ =
        AdjustedPValues.benjaminiHochberg(
            Arrays.stream(adjusted).mapToDouble(slope -> slope == null ? Double.NaN : slope.pValue()).toArray());
    again = AdjustedPValues.benjaminiHochberg(tests().mapToDouble(this::again).toArray());
    adjustedAgain = AdjustedPValues.benjaminiHochberg(tests().mapToDouble(this::adjustedAgain).toArray());
  }

  /** @param level share of false findings to live with, among the suggestions and among what is confirmed of them */
  static TriggerPanels of(TriggerWindows.Table table, int types, int firstHeldOut, int cases, double level) {
    return new TriggerPanels(table, types, firstHeldOut, cases, level);
  }

  private IntStream tests() {
    return IntStream.range(0, early.size());
  }

  private boolean suggested(int test) {
    return early.get(test).enough() && early.get(test).result() != null && q[test] <= level;
  }

  private boolean suggestedAdjusted(int test) {
    Slope slope = adjusted[test];
    return suggested(test)
        && slope != null
        && adjustedQ[test] <= level
        && !Confounding.parts(logOddsRatio(early.get(test)), q[test], slope.logOddsRatio(), adjustedQ[test], level);
  }

  /** One-sided: which way round is known from the earlier cases. NaN where nothing is suggested, so that it does not count. */
  private double again(int test) {
    MantelHaenszel seen = late.get(test).enough() ? late.get(test).result() : null;
    return suggested(test) && seen != null
        ? oneSided(seen.test().pValue(), seen.oddsRatio().value() > 1 == raises(early.get(test)))
        : Double.NaN;
  }

  private double adjustedAgain(int test) {
    Slope seen = confirming[test];
    return suggestedAdjusted(test) && seen != null
        ? oneSided(seen.pValue(), seen.logOddsRatio() > 0 == raises(early.get(test)))
        : Double.NaN;
  }

  private static double oneSided(double twoSided, boolean sameWay) {
    return sameWay ? twoSided / 2 : 1 - twoSided / 2;
  }

  private static boolean raises(MatchedSets sets) {
    return logOddsRatio(sets) > 0;
  }

  private static double logOddsRatio(MatchedSets sets) {
    MantelHaenszel result = sets.result();
    return result == null ? Double.NaN : StrictMath.log(result.oddsRatio().value());
  }

  /** One regression a window: of all types that occur there often enough. */
  private @Nullable Slope[] slopes(List<MatchedSets> sets, int fromSet, int toSet) {
    @Nullable Slope[] slopes = new Slope[sets.size()];
    int from = table.firstRow(fromSet);
    int to = table.firstRow(toSet);
    for (int window = 0; window < WINDOWS; window++) {
      List<Integer> tests = new ArrayList<>();
      List<double[]> columns = new ArrayList<>();
      for (int type = 0; type < types; type++) {
        int test = type * WINDOWS + window;
        if (sets.get(test).enough()) {
          tests.add(test);
          columns.add(numbers(table.exposed(type, window), from, to));
        }
      }
      for (double[] held : table.context()) {
        columns.add(Arrays.copyOfRange(held, from, to));
      }
      for (double[] held : elsewhere(window)) {
        columns.add(Arrays.copyOfRange(held, from, to));
      }
      if (!tests.isEmpty()) {
        List<Slope> fitted =
            MatchedRegression.slopes(
                Arrays.copyOfRange(table.sets(), from, to), Arrays.copyOfRange(table.isCase(), from, to),
                columns.toArray(double[][]::new));
        for (int index = 0; index < tests.size(); index++) {
          slopes[tests.get(index)] = fitted.get(index);
        }
      }
    }
    return slopes;
  }

  /**
   * How often each type happens outside the window: who takes part in much differs from who does not in more than the one
   * event, and a single window tells little of that.
   */
  private double[][] elsewhere(int window) {
    List<double[]> outside = new ArrayList<>();
    for (int type = 0; type < types; type++) {
      outside.add(table.outside(type, window));
    }
    return MatchedContext.standardised(outside);
  }

  private static double[] numbers(boolean[] exposed, int from, int to) {
    double[] numbers = new double[to - from];
    for (int row = from; row < to; row++) {
      numbers[row - from] = exposed[row] ? 1 : 0;
    }
    return numbers;
  }

  private static double pValue(MatchedSets sets) {
    MantelHaenszel result = sets.result();
    return sets.enough() && result != null ? result.test().pValue() : Double.NaN;
  }

  int size() {
    return early.size();
  }

  Panel panel(int test) {
    MatchedSets first = early.get(test);
    MatchedSets second = late.get(test);
    return new Panel(
        first, first.enough() ? first.result() : null, q[test], second.enough() ? second.result() : null, adjusted[test],
        adjustedQ[test], again[test], label(test));
  }

  private TriggerResult.Label label(int test) {
    if (!early.get(test).enough() || early.get(test).result() == null) {
      return TriggerResult.Label.NOT_ENOUGH_DATA;
    }
    if (!suggested(test)) {
      return TriggerResult.Label.NOT_SHOWN;
    }
    if (!(again[test] <= level)) {
      return TriggerResult.Label.NOT_CONFIRMED;
    }
    return adjustedAgain[test] <= level ? TriggerResult.Label.CONFIRMED : TriggerResult.Label.GOES_ALONG;
  }

  /**
   * What is known about one type in one window.
   *
   * @param sets the earlier cases with their controls
   * @param matched null without enough data
   * @param confirming the same of the cases kept back
   * @param adjusted with the rest held equal
   * @param again q-value among the cases kept back, of one-sided tests of the suggestions; NaN for what is none
   */
  record Panel(
      MatchedSets sets, @Nullable MantelHaenszel matched, double q, @Nullable MantelHaenszel confirming, @Nullable Slope adjusted,
      double adjustedQ, double again, TriggerResult.Label label) {
    PredictorResult.@Nullable RegressionPanel adjustedView() {
      PredictorResult.EstimateView ratio =
          adjusted == null ? null : TriggerReport.view(adjusted.oddsRatio(Confidence.NINETY_FIVE));
      return adjusted == null || ratio == null
          ? null
          : new PredictorResult.RegressionPanel(ratio, adjusted.pValue(), adjustedQ);
    }
  }
}
