package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.evaluate.Evaluation;
import dev.perennial.scoring.evaluate.Interval;
import dev.perennial.scoring.evaluate.PairedBootstrap;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tries a way of training on customers it did not see: customers are split into parts, and each part is scored by a model of
 * the others.
 */
final class CrossValidation {
  private static final int MANY_ROWS = 20_000;

  private final TrainingTable table;
  private final TrainingSpec spec;
  private final long seed;
  private final int parts;
  private final int[] part;
  private final double[] logOdds;
  private final double[] baseLogOdds;

  CrossValidation(TrainingTable table, TrainingSpec spec, long seed) {
    this.table = table;
    this.spec = spec;
    this.seed = seed;
    parts = parts(table.rows());
    part = IntStream.range(0, table.rows()).map(row -> SplitMix64.part(seed, table.group(row), parts)).toArray();
    logOdds = new double[table.rows()];
    baseLogOdds = new double[table.rows()];
  }

  static int parts(int rows) {
    return rows > MANY_ROWS ? 3 : 5;
  }

  /** Scores of all rows, each by a model trained on the rows of other parts of the customers. */
  static double[] heldOut(TrainingTable table, TrainingSpec spec, long seed) {
    CrossValidation trial = new CrossValidation(table, spec, seed);
    for (int part = 0; part < trial.parts(); part++) {
      trial.score(part);
    }
    return trial.logOdds();
  }

  /** Whether rows lie in more than one part, so that there are others to train on. */
  static boolean divides(TrainingTable table, int[] rows, long seed) {
    int parts = parts(rows.length);
    return IntStream.of(rows).map(row -> SplitMix64.part(seed, table.group(row), parts)).distinct().count() > 1;
  }

  int parts() {
    return parts;
  }

  /** Trains on the others and scores one part. */
  void score(int tested) {
    int[] train = IntStream.range(0, part.length).filter(row -> part[row] != tested).toArray();
    int[] test = IntStream.range(0, part.length).filter(row -> part[row] == tested).toArray();
    TrainingTable rows = table.rows(train);
    double[] scores = TableScores.logOdds(Training.train(rows, spec, seed), table, test);
    double base = Logistic.logOdds((rows.losses() + 0.5) / (rows.rows() + 1.0));
    for (int index = 0; index < test.length; index++) {
      logOdds[test[index]] = scores[index];
      baseLogOdds[test[index]] = base;
    }
  }

  /** Scores of all rows, each by a model that did not see its customer. */
  double[] logOdds() {
    return logOdds.clone();
  }

  /** How good the scores are, beside the base rate of the same parts. */
  Result result(int leadDays) {
    boolean[] lost = Columns.lost(table);
    return new Result(
        parts,
        Evaluation.of(logOdds, lost, leadDays),
        Evaluation.of(baseLogOdds, lost, leadDays).logLoss(),
        PairedBootstrap.logLossDifference(baseLogOdds, logOdds, lost, Columns.groups(table), seed));
  }

  /**
   * What came out.
   *
   * @param evaluation of the model
   * @param baseLogLoss of the base rate
   * @param difference log loss of the model less that of the base rate
   */
  record Result(int parts, Evaluation evaluation, double baseLogLoss, Interval difference) {
    /** Whether it is shown to know more than the base rate. */
    boolean signal() {
      return difference.upper() < 0;
    }

    ModelTraining.CrossValidated view() {
      return new ModelTraining.CrossValidated(
          parts,
          number(evaluation.auc().estimate()),
          number(evaluation.auc().lower()),
          number(evaluation.auc().upper()),
          evaluation.brier(),
          evaluation.logLoss(),
          baseLogLoss,
          evaluation.logLoss() - baseLogLoss,
          number(difference.lower()),
          number(difference.upper()),
          number(evaluation.line().slope()),
          number(evaluation.line().intercept()),
          evaluation.calibrationError(),
          evaluation.calibrationErrorByChance());
    }
  }

  /** What cannot be said is null. */
  static @Nullable Double number(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
