package dev.perennial.scoring.additive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Tables;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.document.PairDocument;
import dev.perennial.scoring.document.ShapeDocument;
import dev.perennial.scoring.evaluate.Accuracy;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.logistic.LogisticSpec;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AdditiveTrainingTest {
  private static final String[] NAMES = {"a", "b", "c", "noise"};

  /** A line in a, a curve in b, and a and c together beyond either alone. */
  private static TrainingTable world(int rows, long seed) {
    RandomGenerator random = Tables.random(seed);
    double[][] values = new double[rows][NAMES.length];
    boolean[] lost = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < NAMES.length; column++) {
        values[row][column] = random.nextGaussian();
      }
      lost[row] = random.nextDouble() < Logistic.probability(truth(values[row]));
    }
    return Tables.numbers(values, NAMES, lost);
  }

  private static double truth(double... row) {
    return -2 + 0.7 * row[0] + row[1] * row[1] + (row[0] * row[2] > 0 ? 1 : -1);
  }

  @Test
  void findsCurvesAndPairsThatALineCannot() {
    TrainingTable past = world(6_000, 1);
    TrainingTable next = world(4_000, 2);
    boolean[] lost = new boolean[next.rows()];
    double[] best = new double[next.rows()];
    for (int row = 0; row < lost.length; row++) {
      int at = row;
      lost[row] = next.lost(row);
      best[row] = truth(next.columns().stream().mapToDouble(column -> column.value(at)).toArray());
    }
    ModelDocument additive = Training.train(past, TrainingSpec.ofAdditive(), 3);
    ModelDocument line = Training.train(past, TrainingSpec.ofLogistic(LogisticSpec.ridge()), 3);
    double reached = Accuracy.logLoss(TableScores.logOdds(additive, next), lost);
    double possible = Accuracy.logLoss(best, lost);
    double straight = Accuracy.logLoss(TableScores.logOdds(line, next), lost);
    assertTrue(reached - possible < 0.15 * (straight - possible), reached + " of " + possible + ", line " + straight);
    assertEquals("a", additive.pairs().getFirst().first());
    assertEquals("c", additive.pairs().getFirst().second());
  }

  @Test
  void theMeanProbabilityOfTrainingIsItsLossRate() {
    TrainingTable past = world(2_000, 4);
    double[] logOdds = TableScores.logOdds(Training.train(past, TrainingSpec.ofAdditive(), 3), past);
    double sum = 0;
    for (double one : logOdds) {
      sum += Logistic.probability(one);
    }
    assertEquals(past.losses(), sum, 1e-8);
  }

  /** Over the rows of training a pair means nothing along either column, and a shape nothing at all. */
  @Test
  void pairsArePurified() {
    TrainingTable past = world(3_000, 5);
    ModelDocument model = Training.train(past, TrainingSpec.ofAdditive(), 3);
    assertTrue(model.pairs().size() > 0);
    for (PairDocument pair : model.pairs()) {
      int[] first = groups(pair.firstGroups(), model, pair.first(), past);
      int[] second = groups(pair.secondGroups(), model, pair.second(), past);
      double[] byFirst = new double[pair.values().size()];
      double[] bySecond = new double[pair.values().getFirst().size()];
      for (int row = 0; row < past.rows(); row++) {
        double value = pair.values().get(first[row]).get(second[row]);
        byFirst[first[row]] += value;
        bySecond[second[row]] += value;
      }
      assertArrayEquals(new double[byFirst.length], byFirst, 1e-9);
      assertArrayEquals(new double[bySecond.length], bySecond, 1e-9);
    }
  }

  private static int[] groups(List<Integer> groups, ModelDocument model, String name, TrainingTable table) {
    double[] cuts =
        shape(model, name).cuts().stream().mapToDouble(Double::doubleValue).toArray();
    int column = List.of(NAMES).indexOf(name);
    int[] made = new int[table.rows()];
    for (int row = 0; row < made.length; row++) {
      made[row] = groups.get(1 + Binning.bin(cuts, table.columns().get(column).value(row)));
    }
    return made;
  }

  private static ShapeDocument shape(ModelDocument model, String name) {
    return model.shapes().stream().filter(shape -> shape.column().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aDeclaredDirectionIsKeptByShapeAndLine() {
    ModelDocument model =
        Training.train(
            world(3_000, 6), TrainingSpec.ofAdditive(AdditiveSpec.standard(), Map.of("a", 1, "b", -1)), 3);
    for (String name : List.of("a", "b")) {
      int direction = name.equals("a") ? 1 : -1;
      List<Double> values = shape(model, name).values();
      for (int bin = 1; bin < values.size(); bin++) {
        assertTrue(direction * (values.get(bin) - values.get(bin - 1)) >= -1e-12);
      }
      assertTrue(model.pairs().stream().noneMatch(pair -> pair.first().equals(name) || pair.second().equals(name)));
      double coefficient =
          model.linear().terms().stream()
              .filter(term -> term.column().equals(name)).findFirst().orElseThrow().coefficient();
      assertTrue(direction * coefficient >= 0);
    }
  }

  @Test
  void noiseGivesNoPairs() {
    RandomGenerator random = Tables.random(7);
    double[][] values = new double[2_000][8];
    boolean[] lost = new boolean[values.length];
    for (int row = 0; row < values.length; row++) {
      values[row] = random.doubles(8).toArray();
      lost[row] = random.nextInt(5) == 0;
    }
    TrainingTable table = Tables.numbers(values, new String[] {"a", "b", "c", "d", "e", "f", "g", "h"}, lost);
    ModelDocument model = Training.train(table, TrainingSpec.ofAdditive(), 1);
    assertEquals(List.of(), model.pairs());
    for (ShapeDocument shape : model.shapes()) {
      assertTrue(shape.spread() < 0.2, shape.column() + " " + shape.spread());
    }
  }

  @Test
  void withFewOutcomesItIsTheLogisticModel() {
    TrainingTable few = world(80, 8);
    ModelDocument model = Training.train(few, TrainingSpec.ofAdditive(), 1);
    assertEquals(ModelKind.ADDITIVE, model.kind());
    assertEquals(List.of(), model.shapes());
    assertArrayEquals(
        TableScores.logOdds(Training.train(few, TrainingSpec.ofLogistic(LogisticSpec.ridge()), 1), few),
        TableScores.logOdds(model, few));
    assertTrue(model.training().notes().getLast().startsWith("too few outcomes"));
  }

  @Test
  void anotherSeedGivesAnotherButSimilarModel() {
    TrainingTable past = world(3_000, 9);
    double[] one = TableScores.logOdds(Training.train(past, TrainingSpec.ofAdditive(), 1), past);
    double[] other = TableScores.logOdds(Training.train(past, TrainingSpec.ofAdditive(), 2), past);
    double squares = 0;
    for (int row = 0; row < one.length; row++) {
      squares += (one[row] - other[row]) * (one[row] - other[row]) / one.length;
    }
    assertTrue(squares > 0 && Math.sqrt(squares) < 0.3, "differ by " + Math.sqrt(squares));
  }

  @Test
  void cutsFollowTheQuantilesAndNeverSplitTies() {
    double[] sorted = new double[1_000];
    for (int index = 0; index < sorted.length; index++) {
      sorted[index] = index < 500 ? 0 : index;
    }
    double[] cuts = Binning.cuts(sorted, 10);
    assertTrue(cuts.length <= 9 && cuts.length >= 5);
    assertTrue(cuts[0] > 0 && cuts[0] <= 500);
    assertArrayEquals(new double[] {1.5, 2.5}, Binning.cuts(new double[] {1, 1, 2, 3, 3}, 10));
    assertArrayEquals(new double[0], Binning.cuts(new double[] {4, 4}, 10));
    assertArrayEquals(new double[0], Binning.cuts(new double[0], 10));
  }

  @Test
  void theBagsSpreadIsAWidthOneCanBelieve() {
    FeatureSet set = Tables.featureSet();
    List<FeatureVector> vectors = new ArrayList<>(Tables.vectors(set, 3_000, 31));
    ModelDocument model =
        Training.train(Tables.table(set, vectors, Tables.outcomes(vectors, 32)), TrainingSpec.ofAdditive(), 1);
    double widest = model.shapes().stream()
        .flatMap(shape -> shape.deviations().stream()).mapToDouble(Double::doubleValue).max().orElse(0);
    assertTrue(widest > 0.01 && widest < 1.5, "deviation of a cell up to " + widest);
  }
}
