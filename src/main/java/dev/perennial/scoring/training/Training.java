package dev.perennial.scoring.training;

import dev.perennial.scoring.additive.AdditiveTraining;
import dev.perennial.scoring.baserate.BaseRateTraining;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.logistic.LogisticTraining;
import dev.perennial.scoring.table.TrainingTable;

/** Trains models. */
public final class Training {
  private Training() {}

  /** A model of past outcomes: a function of rows, specification and seed alone, the same to the bit anywhere. */
  public static ModelDocument train(TrainingTable rows, TrainingSpec spec, long seed) {
    return switch (spec.kind()) {
      case BASE_RATE -> BaseRateTraining.train(rows, spec.segment(), seed);
      case LOGISTIC ->
          LogisticTraining.train(rows, rows.rowsByContent(), spec.logistic(), spec.monotone(), seed);
      case ADDITIVE -> AdditiveTraining.train(rows, rows.rowsByContent(), spec.additive(), spec.monotone(), seed);
    };
  }
}
