package dev.perennial.analysis;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.predictor.MatchedRegression;
import dev.perennial.scoring.predictor.Slope;
import dev.perennial.scoring.test.AdjustedPValues;
import dev.perennial.scoring.test.MantelHaenszel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Per event type and window, type by type: matched sets, and slopes with the other types and the context held equal. */
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

  private TriggerPanels(TriggerWindows.Table table, int types, int firstHeldOut, int cases) {
    this.table = table;
    this.types = types;
    this.firstHeldOut = firstHeldOut;
    this.cases = cases;
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
  }

  static TriggerPanels of(TriggerWindows.Table table, int types, int firstHeldOut, int cases) {
    return new TriggerPanels(table, types, firstHeldOut, cases);
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
        adjustedQ[test], confirming[test]);
  }

  /**
   * What is known about one type in one window.
   *
   * @param sets the earlier cases with their controls
   * @param matched null without enough data
   * @param confirming the same of the cases kept back
   * @param adjusted with the rest held equal
   * @param confirmingAdjusted the same of the cases kept back
   */
  record Panel(
      MatchedSets sets, @Nullable MantelHaenszel matched, double q, @Nullable MantelHaenszel confirming, @Nullable Slope adjusted,
      double adjustedQ, @Nullable Slope confirmingAdjusted) {
    /** One-sided 0.05: which way round is known from the earlier cases. */
    private static final double AGAIN = 0.10;

    TriggerResult.Label label(double level) {
      if (matched == null) {
        return TriggerResult.Label.NOT_ENOUGH_DATA;
      }
      if (q > level) {
        return TriggerResult.Label.NOT_SHOWN;
      }
      boolean raises = matched.oddsRatio().value() > 1;
      if (confirming == null || confirming.test().pValue() > AGAIN || confirming.oddsRatio().value() > 1 != raises) {
        return TriggerResult.Label.NOT_CONFIRMED;
      }
      boolean held = adjusted != null && adjustedQ <= level && adjusted.logOddsRatio() > 0 == raises;
      boolean again =
          confirmingAdjusted != null
              && confirmingAdjusted.pValue() <= AGAIN
              && confirmingAdjusted.logOddsRatio() > 0 == raises;
      return held && again ? TriggerResult.Label.CONFIRMED : TriggerResult.Label.GOES_ALONG;
    }

    PredictorResult.@Nullable RegressionPanel adjustedView() {
      PredictorResult.EstimateView ratio =
          adjusted == null ? null : TriggerReport.view(adjusted.oddsRatio(Confidence.NINETY_FIVE));
      return adjusted == null || ratio == null
          ? null
          : new PredictorResult.RegressionPanel(ratio, adjusted.pValue(), adjustedQ);
    }
  }
}
