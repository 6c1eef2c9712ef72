package dev.perennial.learning;

import dev.perennial.scoring.evaluate.RollingOrigin;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way to score, judged beside others: trained anew at each split, stated and the same at each, or given by another tool.
 *
 * @param modelId the model; null for the base rate
 * @param table rows of its own features
 * @param specification how it is trained; null where it is stated
 * @param stated the stated model; null where it is none
 * @param given what another tool gave; null where it is none
 */
record Contender(
    Role role,
    @Nullable UUID modelId,
    String code,
    int version,
    TrainingTable table,
    @Nullable Specification specification,
    @Nullable Model stated,
    @Nullable ExternalScores given) {
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
    return TableScores.logOdds(Training.train(train, used.spec(), seed), table, split.test());
  }
}
