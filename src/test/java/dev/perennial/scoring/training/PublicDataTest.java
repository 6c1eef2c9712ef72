package dev.perennial.scoring.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.SharedData;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.evaluate.Accuracy;
import dev.perennial.scoring.evaluate.Ranking;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.table.TrainingTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The standard additive model on public data by fixed folds; nothing is set for these files. */
class PublicDataTest {
  @Test
  void telcoIsForecastAsWellAsByTheBestMethodsKnown() throws IOException {
    TrainingTable table = SharedData.read("telco/Telco-Customer-Churn.csv").table("Churn", "Yes", Set.of("customerID"));
    check("telco", table, SharedData.read("folds/telco_folds.csv").numbers("fold"), 0.842, 0.418);
  }

  @Test
  void mlcChurnIsForecastThroughItsPairs() throws IOException {
    TrainingTable table = SharedData.read("mlc_churn/mlc_churn.csv").table("churn", "yes", Set.of());
    check("mlc_churn", table, SharedData.read("folds/mlc_churn_folds.csv").numbers("fold"), 0.915, 0.19);
  }

  private static void check(String name, TrainingTable table, double[] fold, double auc, double logLoss)
      throws IOException {
    double meanAuc = 0;
    double meanLoss = 0;
    for (int part = 0; part < 5; part++) {
      int out = part;
      int[] train = IntStream.range(0, table.rows()).filter(row -> fold[row] != out).toArray();
      int[] test = IntStream.range(0, table.rows()).filter(row -> fold[row] == out).toArray();
      ModelDocument model = Training.train(table.rows(train), TrainingSpec.ofAdditive(), 1);
      double[] logOdds = TableScores.logOdds(model, table, test);
      boolean[] lost = new boolean[test.length];
      for (int row = 0; row < lost.length; row++) {
        lost[row] = table.lost(test[row]);
      }
      meanAuc += Ranking.auc(logOdds, lost).estimate() / 5;
      meanLoss += Accuracy.logLoss(logOdds, lost) / 5;
      if (part == 0) {
        int bytes = Json.text(model).getBytes(StandardCharsets.UTF_8).length;
        System.out.println(name + ": document of " + bytes / 1024 + " KiB, pairs " + Arrays.toString(
            model.pairs().stream().map(pair -> pair.first() + " x " + pair.second()).toArray()));
      }
    }
    String reached = String.format(Locale.ROOT, "%s: AUC %.4f, log loss %.4f", name, meanAuc, meanLoss);
    System.out.println(reached);
    assertTrue(meanAuc >= auc && meanLoss <= logLoss, reached);
  }
}
