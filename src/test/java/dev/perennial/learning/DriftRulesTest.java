package dev.perennial.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a feature counts as drifting, on small distributions. */
class DriftRulesTest {
  private static FeatureDistribution numbers(int rows, double from, double to) {
    double[] values = IntStream.range(0, rows).mapToDouble(row -> from + (to - from) * row / rows).toArray();
    return FeatureDistribution.of(TrainingColumn.of("f", FeatureType.NUMERIC, values, null));
  }

  private static FeatureDistribution over(FeatureDistribution then, int rows, double from, double to, int silent) {
    return then.over(
        rows,
        row -> from + (to - from) * row / rows,
        row -> row < silent ? FeatureState.SILENT.code() : FeatureState.VALUE.code());
  }

  @Test
  void tenthsOfTrainingAreBinsAndSilenceIsOneOfItsOwn() {
    FeatureDistribution then = numbers(1000, 0, 1);
    assertEquals(9, then.cuts().size());
    assertEquals(List.of(0, 0, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100), then.rows());
    assertEquals(List.of(50, 0, 50, 100), over(then, 200, 0, 0.2, 50).rows().subList(0, 4));
    FeatureDistribution flag =
        FeatureDistribution.of(TrainingColumn.of("f", FeatureType.BOOLEAN, new double[] {0, 0, 1, 0}, null));
    assertEquals(List.of(0, 0, 3, 1), flag.rows());
    FeatureDistribution levels =
        FeatureDistribution.of(TrainingColumn.ofLevels("f", List.of("a", "b"), new double[] {-1, 0, 1, 1}, null));
    assertEquals(List.of(0, 0, 1, 1, 2), levels.rows());
  }

  @Test
  void theIndexBeyondChanceDecidesUnlessThereAreTooFew() {
    FeatureDistribution then = numbers(2000, 0, 1);
    assertEquals(FeatureDrift.Verdict.STABLE, DriftRules.verdict(then.shift(over(then, 500, 0, 1, 0))));
    assertEquals(FeatureDrift.Verdict.SHIFTED_STRONGLY, DriftRules.verdict(then.shift(over(then, 500, 0.4, 1.4, 0))));
    assertEquals(FeatureDrift.Verdict.TOO_FEW, DriftRules.verdict(then.shift(over(then, 40, 0.4, 1.4, 0))));
    assertEquals(FeatureDrift.Verdict.TOO_FEW, DriftRules.verdict(null));
    // nine steps between ten bins: 9 (1/2000 + 1/500)
    assertEquals(9 * (1 / 2000.0 + 1 / 500.0), then.shift(over(then, 500, 0, 1, 0)).chance(), 1e-12);
  }

  @Test
  void aSourceThatFellSilentAlarmsWhereChanceDoesNotExplainIt() {
    FeatureDistribution then = numbers(2000, 0, 1);
    assertTrue(DriftRules.missingAlarm(then, over(then, 500, 0, 1, 100)));
    assertFalse(DriftRules.missingAlarm(then, over(then, 500, 0, 1, 20)));
    assertFalse(DriftRules.missingAlarm(then, over(then, 19, 0, 1, 19)));
  }
}
