package dev.perennial.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final int ROWS = 400;

  @Test
  void everyTypeOfFeatureThatKnowsTheOutcomeIsSetAside() {
    assertEquals(List.of("number", "flag", "level"), quarantined(1.0));
  }

  @Test
  void whatKnowsNothingMayBeUsed() {
    assertEquals(List.of(), quarantined(0.5));
    assertTrue(Quarantine.of(table(1.0), List.of("number", "flag", "level")).isEmpty(), "a person confirmed them");
  }

  private static List<String> quarantined(double share) {
    return Quarantine.of(table(share), List.of()).stream().map(one -> one.feature()).toList();
  }

  /** @param share of rows whose features tell the outcome; the others tell the opposite */
  private static TrainingTable table(double share) {
    double[] tells = new double[ROWS];
    boolean[] lost = new boolean[ROWS];
    long[] groups = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      lost[row] = row % 4 < 2;
      boolean told = row % 10 < 10 * share;
      tells[row] = lost[row] == told ? 1 : 0;
      groups[row] = row;
    }
    return new TrainingTable(
        List.of(
            TrainingColumn.of("number", FeatureType.NUMERIC, tells, null),
            TrainingColumn.of("flag", FeatureType.BOOLEAN, tells, null),
            TrainingColumn.ofLevels("level", List.of("no", "yes"), tells, null)),
        lost, groups, new long[ROWS]);
  }
}
