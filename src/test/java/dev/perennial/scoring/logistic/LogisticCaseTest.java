package dev.perennial.scoring.logistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.SharedCases;
import dev.perennial.scoring.SharedData;
import dev.perennial.scoring.Tables;
import dev.perennial.scoring.document.ColumnDocument;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.learned.CompiledModel;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reference cases 02, 13 and 14: coefficients, errors and scores of R, SciPy and scikit-learn. */
class LogisticCaseTest {
  private static final LogisticSpec PLAIN = new LogisticSpec(false, false, null, null, 0, null, false, List.of());

  @Test
  void maximumLikelihoodAgreesWithR() throws IOException {
    JsonNode shared = SharedCases.read("02_logistic_cox_hazard_rossi.json");
    JsonNode expected = shared.get("logistic");
    SharedData rossi = SharedData.read("rossi/rossi.csv");
    String[] names = {"fin", "age", "race", "wexp", "mar", "paro", "prio"};
    double[] arrest = rossi.numbers("arrest");
    boolean[] lost = new boolean[arrest.length];
    double[][] rows = new double[arrest.length][names.length];
    for (int column = 0; column < names.length; column++) {
      double[] numbers = rossi.numbers(names[column]);
      for (int row = 0; row < lost.length; row++) {
        rows[row][column] = numbers[row];
        lost[row] = arrest[row] == 1;
      }
    }
    double tolerance = shared.get("tolerance").asDouble();
    TrainingTable table = Tables.numbers(rows, names, lost);
    ModelDocument plain = Training.train(table, TrainingSpec.ofLogistic(PLAIN), 1);
    assertEquals(expected.get("coef").get(0).asDouble(), plain.baseline(), tolerance);
    double[][] covariance = plain.linear().covariance();
    assertEquals(expected.get("se").get(0).asDouble(), Math.sqrt(covariance[0][0]), tolerance);
    for (int column = 0; column < names.length; column++) {
      TermDocument term = term(plain, names[column]);
      assertEquals(expected.get("coef").get(column + 1).asDouble(), term.coefficient(), tolerance);
      assertEquals(expected.get("se").get(column + 1).asDouble(), term.standardError(), tolerance);
    }
    assertEquals(expected.get("loglik").asDouble(), plain.training().logLikelihood(), tolerance);
    // Standardising changes the numbers told, not the model.
    ModelDocument standardised =
        Training.train(table, TrainingSpec.ofLogistic(LogisticSpec.maximumLikelihood()), 1);
    for (int row = 0; row < 5; row++) {
      double probability = expected.get("first5_prob").get(row).asDouble();
      assertEquals(probability, Logistic.probability(TableScores.logOdds(plain, table)[row]), tolerance);
      assertEquals(probability, Logistic.probability(TableScores.logOdds(standardised, table)[row]), tolerance);
    }
  }

  @Test
  void personPeriodsGiveTheDiscreteHazard() throws IOException {
    JsonNode shared = SharedCases.read("02_logistic_cox_hazard_rossi.json");
    JsonNode expected = shared.get("discrete_hazard_logit");
    SharedData rossi = SharedData.read("rossi/rossi.csv");
    double[] week = rossi.numbers("week");
    double[] arrest = rossi.numbers("arrest");
    String[] names = {"q2", "q3", "q4", "fin", "age", "prio"};
    List<double[]> rows = new ArrayList<>();
    List<Boolean> lost = new ArrayList<>();
    for (int person = 0; person < week.length; person++) {
      int last = (int) Math.min(4, Math.ceil(week[person] / 13));
      for (int quarter = 1; quarter <= last; quarter++) {
        rows.add(new double[] {
          quarter == 2 ? 1 : 0, quarter == 3 ? 1 : 0, quarter == 4 ? 1 : 0,
          rossi.numbers("fin")[person], rossi.numbers("age")[person], rossi.numbers("prio")[person]
        });
        lost.add(quarter == last && arrest[person] == 1);
      }
    }
    assertEquals(expected.get("person_period_rows").asInt(), rows.size());
    boolean[] labels = new boolean[rows.size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = lost.get(row);
    }
    ModelDocument model =
        Training.train(Tables.numbers(rows.toArray(double[][]::new), names, labels), TrainingSpec.ofLogistic(PLAIN), 1);
    double tolerance = shared.get("tolerance").asDouble();
    JsonNode coefficients = expected.get("coef");
    assertEquals(coefficients.get(0).asDouble(), model.baseline(), tolerance);
    for (int column = 0; column < names.length; column++) {
      double own = term(model, names[column]).coefficient();
      assertEquals(coefficients.get(column + 1).asDouble(), column < 3 ? own + model.baseline() : own, tolerance);
    }
    assertEquals(expected.get("deviance").asDouble(), -2 * model.training().logLikelihood(), tolerance);
  }

  /** Case 13, its numbers inline: SciPy, maximise log-likelihood - sum (b - mu)^2 / (2 sd^2). */
  @Test
  void aPriorAndTenOutcomesMeetHalfWay() {
    double[][] rows = {
      {1, 0, .2}, {0, 1, -1.1}, {1, 1, .5}, {0, 0, 1.3}, {1, 0, -.4}, {0, 1, .9}, {0, 0, -.7}, {1, 1, 1.8}, {0, 0, .1}, {1, 0, -1.5}
    };
    boolean[] lost = {true, false, true, false, false, true, false, true, false, false};
    String[] names = {"ticket_escalated", "champion_left", "usage_drop_sd"};
    double[] mean = {.8, .6, .5};
    List<TermPrior> priors = new ArrayList<>();
    for (int index = 0; index < names.length; index++) {
      priors.add(new TermPrior(names[index], null, mean[index], .5, 0, 1, null, null, 1, null));
    }
    LogisticSpec spec = new LogisticSpec(true, false, 1.0, 1.0, -1.4, 1.0, true, priors);
    ModelDocument ten = Training.train(Tables.numbers(rows, names, lost), TrainingSpec.ofLogistic(spec), 1);
    assertEquals(-1.3531516329089903, ten.baseline(), 1e-8);
    assertEquals(0.9341225838964933, term(ten, names[0]).coefficient(), 1e-8);
    assertEquals(0.7851337991914838, term(ten, names[1]).coefficient(), 1e-8);
    assertEquals(0.7730498760402283, term(ten, names[2]).coefficient(), 1e-8);
    assertEquals(0.6220880922463949, Math.sqrt(ten.linear().covariance()[0][0]), 1e-8);
    assertEquals(0.4645130023287539, term(ten, names[0]).standardError(), 1e-8);
    ScoreArrays query = score(ten, names, 1, 0, 1);
    assertEquals(0.3540208270277313, query.logOdds()[0], 1e-8);
    assertEquals(0.2376567801661845, query.lower()[0], 1e-8);
    assertEquals(0.8668755470951837, query.upper()[0], 1e-8);
    ModelDocument none =
        Training.train(Tables.numbers(new double[0][], names, new boolean[0]), TrainingSpec.ofLogistic(spec), 1);
    assertEquals(0.47502081252106, score(none, names, 1, 0, 1).probability()[0], 1e-12);
    assertEquals(0.07582623024857017, score(none, names, 1, 0, 1).lower()[0], 1e-9);
  }

  private static ScoreArrays score(ModelDocument model, String[] names, double... row) {
    List<ColumnDocument> given = new ArrayList<>();
    for (String name : names) {
      given.add(new ColumnDocument(name, FeatureType.NUMERIC, List.of()));
    }
    ScoreArrays out = ScoreArrays.of(1, row.length);
    CompiledModel.of(model, given).score(row, new byte[row.length], 1, out);
    return out;
  }

  @Test
  void ridgeOnTelcoAgreesWithScikitLearn() throws IOException {
    JsonNode shared = SharedCases.read("14_ridge_logistic_telco.json");
    JsonNode expected = shared.get("expected");
    SharedData telco = SharedData.read("telco/Telco-Customer-Churn.csv");
    List<TrainingColumn> columns = new ArrayList<>();
    for (JsonNode node : shared.get("columns")) {
      columns.add(TrainingColumn.of(node.asText(), FeatureType.NUMERIC, telcoColumn(telco, node.asText()), null));
    }
    boolean[] lost = new boolean[telco.size()];
    String[] churn = telco.column("Churn");
    for (int row = 0; row < lost.length; row++) {
      lost[row] = churn[row].equals("Yes");
    }
    TrainingTable table = Tables.table(columns, lost);
    ModelDocument model = Training.train(table, TrainingSpec.ofLogistic(LogisticSpec.ridge()), 1);
    double tolerance = shared.get("tolerance").asDouble();
    assertEquals(expected.get("intercept").asDouble(), model.baseline(), tolerance);
    for (int column = 0; column < columns.size(); column++) {
      TermDocument term = term(model, columns.get(column).name());
      assertEquals(expected.get("coef_standardised").get(column).asDouble(), term.coefficient(), tolerance);
      assertEquals(shared.get("mean").get(column).asDouble(), term.centre(), 1e-9);
      assertEquals(shared.get("sd").get(column).asDouble(), term.scale(), 1e-9);
    }
    assertEquals(expected.get("loglik").asDouble(), model.training().logLikelihood(), tolerance);
    double[] logOdds = TableScores.logOdds(model, table);
    double mean = 0;
    for (double one : logOdds) {
      mean += Logistic.probability(one) / logOdds.length;
    }
    assertEquals(table.losses() / (double) table.rows(), mean, 1e-12);
    for (int row = 0; row < 5; row++) {
      assertEquals(expected.get("first5").get(row).get("logit").asDouble(), logOdds[row], tolerance);
      checkTopThree(expected.get("first5").get(row).get("top3"), model, table, row, tolerance);
    }
  }

  private static void checkTopThree(JsonNode top, ModelDocument model, TrainingTable table, int row, double tolerance) {
    double[] values = table.columns().stream().mapToDouble(column -> column.value(row)).toArray();
    String[] names = table.columns().stream().map(TrainingColumn::name).toArray(String[]::new);
    double[] contributions = score(model, names, values).contributions();
    for (JsonNode reason : top) {
      int column = List.of(names).indexOf(reason.get(0).asText());
      assertEquals(reason.get(1).asDouble(), contributions[column], tolerance);
    }
  }

  private static double[] telcoColumn(SharedData telco, String name) {
    if (!name.contains("=")) {
      double[] numbers = telco.numbers(name);
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = Double.isNaN(numbers[row]) ? 0 : numbers[row]; // as the reference did
      }
      return numbers;
    }
    String[] cells = telco.column(name.substring(0, name.indexOf('=')));
    String level = name.substring(name.indexOf('=') + 1);
    return java.util.Arrays.stream(cells).mapToDouble(cell -> cell.equals(level) ? 1 : 0).toArray();
  }

  /** Odds that follow 1 + a count to the power 0.8: the coefficient per unit of the logarithm is that power. */
  @Test
  void aCountThatSpreadsFarUpwardsEntersByItsLogarithm() {
    double[][] rows = new double[20_000][2];
    boolean[] lost = new boolean[rows.length];
    for (int row = 0; row < rows.length; row++) {
      double even = (row * 0.6180339887498949) % 1;
      rows[row][0] = StrictMath.floor(StrictMath.exp(4 * even) - 1);
      rows[row][1] = row % 10 - 4;
      double odds = 0.1 * StrictMath.pow(1 + rows[row][0], 0.8);
      lost[row] = (row * 0.7548776662466927) % 1 < odds / (1 + odds);
    }
    TrainingTable table = Tables.numbers(rows, new String[] {"count", "even"}, lost);
    ModelDocument model = Training.train(table, TrainingSpec.ofLogistic(LogisticSpec.usual()), 1);
    TermDocument count = term(model, "count");
    assertEquals(TermDocument.Part.LOGARITHM, count.part());
    assertEquals(0.8, count.coefficient() / count.scale(), 0.05);
    assertEquals(TermDocument.Part.VALUE, term(model, "even").part());
    double[] logOdds = TableScores.logOdds(model, table);
    double mean = 0;
    for (double one : logOdds) {
      mean += Logistic.probability(one) / logOdds.length;
    }
    assertEquals(table.losses() / (double) table.rows(), mean, 1e-9, "scores as it was trained");
    assertEquals(
        0, score(model, new String[] {"count", "even"}, new double[] {count.reference(), 0}).contributions()[0], 1e-12);
  }

  @Test
  void aDeclaredDirectionIsKept() {
    double[][] rows = new double[400][2];
    boolean[] lost = new boolean[400];
    for (int row = 0; row < rows.length; row++) {
      rows[row][0] = row % 20;
      rows[row][1] = row % 7;
      lost[row] = row % 20 < 10 == (row % 5 < 4);
    }
    TrainingTable table = Tables.numbers(rows, new String[] {"a", "b"}, lost);
    ModelDocument free = LogisticTraining.train(table, table.rowsByContent(), LogisticSpec.ridge(), Map.of(), 1);
    assertTrue(term(free, "a").coefficient() < 0);
    ModelDocument rising = LogisticTraining.train(table, table.rowsByContent(), LogisticSpec.ridge(), Map.of("a", 1), 1);
    assertEquals(0, term(rising, "a").coefficient());
  }

  static TermDocument term(ModelDocument model, String column) {
    return model.linear().terms().stream().filter(term -> term.column().equals(column)).findFirst().orElseThrow();
  }
}
