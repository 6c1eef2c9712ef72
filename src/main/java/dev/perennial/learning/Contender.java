package dev.perennial.learning;

import dev.perennial.scoring.calibrate.CalibrationKind;
import dev.perennial.scoring.calibrate.CalibrationRule;
import dev.perennial.scoring.calibrate.CalibrationTraining;
import dev.perennial.scoring.calibrate.CompiledCalibration;
import dev.perennial.scoring.evaluate.RollingOrigin;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One way to score, judged beside others: trained anew at each split, stated and the same at each, or given by another tool.
 *
 * @param modelId the model; null for the base rate
 * @param table rows of its own features
 * @param specification how it is trained; null where it is stated
 * @param stated the stated model; null where it is none
 * @param given what another tool gave; null where it is none
 * @param calibration what calibrates its output; null where nothing does
 */
record Contender(
    Role role,
    @Nullable UUID modelId,
    String code,
    int version,
    TrainingTable table,
    @Nullable Specification specification,
    @Nullable Model stated,
    @Nullable ExternalScores given,
    @Nullable CalibrationKind calibration) {
  /** What it is judged as. */
  enum Role {
    /** The model that was asked about. */
    MODEL,
    /** The active model. */
    CHAMPION,
    /** A model named in the request. */
    CHALLENGER,
    /** The newest scorecard: odds ratios stated by people. */
    RULES_ONLY,
    /** The loss rate of what it was trained on, the same for every renewal. */
    BASE_RATE
  }

  /** Whether it has anything to say of a row as of its cut-off; only another tool may have nothing. */
  boolean knows(int row) {
    return given == null || given.knows(row);
  }

  /** Log-odds of the judged rows of a split. */
  double[] score(RollingOrigin.Split split, long seed) {
    if (given != null) {
      return given.logOdds(split.test());
    }
    if (stated != null) {
      return TableScores.logOdds(stated.batch(), table, split.test());
    }
    if (specification == null) {
      throw new IllegalStateException("neither stated nor trained");
    }
    TrainingTable train = table.rows(split.train());
    int rarer = Math.min(train.losses(), train.rows() - train.losses());
    Specification used = rarer >= specification.fewestOfEach() ? specification : specification.fallback();
    double[] made = TableScores.logOdds(Training.train(train, used.spec(), seed), table, split.test());
    CalibrationKind kind = calibration(split, seed);
    return kind == null ? made : calibrated(made, kind, train, used, seed);
  }

  /** Fitted within the training part: to customers held out of it in turn, as a calibration may see no judged outcome. */
  private static double[] calibrated(
      double[] logOdds, CalibrationKind kind, TrainingTable train, Specification used, long seed) {
    double[] heldOut = CrossValidation.heldOut(train, used.spec(), within(seed));
    CompiledCalibration fitted =
        new CompiledCalibration(CalibrationTraining.fit(kind, heldOut, Columns.lost(train)));
    return Arrays.stream(logOdds).map(fitted::apply).toArray();
  }

  /** Another one: who is held out within the training part must not hang on who is held out of it. */
  private static long within(long seed) {
    return seed + 1;
  }

  /** What calibrates it at a split: its own kind, or the richest that the outcomes there allow; null for nothing. */
  private @Nullable CalibrationKind calibration(RollingOrigin.Split split, long seed) {
    CalibrationKind own = calibration;
    if (own == null) {
      return null;
    }
    int losses = (int) IntStream.of(split.train()).filter(table::lost).count();
    CalibrationRule rule = CalibrationRule.of(split.train().length, losses);
    if (!rule.enough() || !CrossValidation.divides(table, split.train(), within(seed))) {
      return null;
    }
    return rule.kind().compareTo(own) < 0 ? rule.kind() : own;
  }

  /** How it is calibrated at these splits, in words; empty where it is not. */
  List<String> remarks(List<RollingOrigin.Split> splits, long seed) {
    if (calibration == null) {
      return List.of();
    }
    List<@Nullable CalibrationKind> kinds = new ArrayList<>();
    splits.forEach(split -> kinds.add(calibration(split, seed)));
    List<String> parts = new ArrayList<>();
    for (CalibrationKind kind : CalibrationKind.values()) {
      long at = kinds.stream().filter(kind::equals).count();
      if (at > 0) {
        parts.add(kind + " at " + at);
      }
    }
    long without = kinds.stream().filter(Objects::isNull).count();
    if (without > 0) {
      parts.add("none at %d, where too few were lost or renewed by then".formatted(without));
    }
    return List.of(
        "%s version %d is calibrated (%s), and so judged: of %d splits each fits its own calibration to customers held out of its training in turn: %s"
            .formatted(code, version, calibration, splits.size(), String.join(", ", parts)));
  }
}
