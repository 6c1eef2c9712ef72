package dev.perennial.scoring.baserate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Tables;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Gamma;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseRateTrainingTest {
  private static TrainingTable table(int... rowsAndLosses) {
    int rows = 0;
    for (int segment = 0; segment < rowsAndLosses.length; segment += 2) {
      rows += rowsAndLosses[segment];
    }
    byte[] levels = new byte[rows];
    boolean[] lost = new boolean[rows];
    int row = 0;
    for (int segment = 0; segment < rowsAndLosses.length; segment += 2) {
      for (int index = 0; index < rowsAndLosses[segment]; index++) {
        levels[row] = (byte) (segment / 2);
        lost[row++] = index < rowsAndLosses[segment + 1];
      }
    }
    return Tables.table(List.of(TrainingColumn.ofLevels("segment", List.of("a", "b", "c", "d"), levels, null)), lost);
  }

  private static double probability(ModelDocument model, int level) {
    return Logistic.probability(model.baseline() + model.shapes().getFirst().values().get(level));
  }

  @Test
  void segmentsAreDrawnTowardsTheCommonRateAsFarAsTheyAreSmall() {
    ModelDocument model = Training.train(table(1000, 100, 1000, 300, 10, 8, 1000, 200), TrainingSpec.ofBaseRate("segment"), 1);
    assertEquals(0.1, probability(model, 0), 0.01);
    assertEquals(0.3, probability(model, 1), 0.01);
    assertTrue(probability(model, 2) > 0.22 && probability(model, 2) < 0.75, "small: " + probability(model, 2));
    assertEquals(608.5 / 3011, Logistic.probability(model.baseline() + model.shapes().getFirst().other()), 1e-12);
    List<Double> deviations = model.shapes().getFirst().deviations();
    assertTrue(deviations.get(2) > 2 * deviations.get(0));
  }

  @Test
  void likeSegmentsShareOneRate() {
    ModelDocument model = Training.train(table(100, 20, 100, 21, 100, 19, 100, 20), TrainingSpec.ofBaseRate("segment"), 1);
    for (int level = 0; level < 4; level++) {
      assertEquals(0.2, probability(model, level), 0.003);
    }
  }

  @Test
  void aSegmentMustBeAColumnOfLevels() {
    assertThrows(IllegalArgumentException.class, () -> Training.train(table(9, 1), TrainingSpec.ofBaseRate("absent"), 1));
  }

  /** Expected by Python 3 {@code math.lgamma}; trigamma(1) = pi^2/6, trigamma(1/2) = pi^2/2. */
  @Test
  void specialFunctionsAgreeWithTheirKnownValues() {
    assertEquals(2.252712651734206, Gamma.log(0.1), 1e-12);
    assertEquals(0.5723649429247001, Gamma.log(0.5), 1e-12);
    assertEquals(359.1342053695754, Gamma.log(100), 1e-10);
    assertEquals(Math.PI * Math.PI / 6, Gamma.trigamma(1), 1e-11);
    assertEquals(Math.PI * Math.PI / 2, Gamma.trigamma(0.5), 1e-11);
  }
}
