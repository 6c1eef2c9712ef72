package dev.perennial.scoring.document;

import java.util.List;

/**
 * How a model came to be.
 *
 * @param rows rows of training
 * @param losses of which lost
 * @param seed the seed
 * @param logLikelihood of the logistic or base rate part at its optimum
 * @param iterations Newton steps taken
 * @param converged whether the optimum was reached
 * @param notes what else a reader should know, in words
 */
public record TrainingDocument(
    int rows,
    int losses,
    long seed,
    double logLikelihood,
    int iterations,
    boolean converged,
    List<String> notes) {
  public TrainingDocument {
    notes = List.copyOf(notes);
  }
}
