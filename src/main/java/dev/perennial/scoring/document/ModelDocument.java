package dev.perennial.scoring.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learned model. Log-odds = baseline + linear terms + shapes + pairs; each of these is 0 on average over
 * the rows it was trained on, so the baseline is the log-odds of the average renewal.
 *
 * @param kind what kind of model
 * @param format version of this format, 1
 * @param columns what it reads, by name
 * @param baseline log-odds where every term is at its reference
 * @param baselineVariance variance of the baseline that no linear part states
 * @param linear the linear terms; null for a base rate
 * @param shapes one function of one column each
 * @param pairs one function of two columns each
 * @param training how it was made
 */
public record ModelDocument(
    ModelKind kind,
    int format,
    List<ColumnDocument> columns,
    double baseline,
    double baselineVariance,
    @Nullable LinearDocument linear,
    List<ShapeDocument> shapes,
    List<PairDocument> pairs,
    TrainingDocument training) {
  /** The version of the format written. */
  public static final int FORMAT = 1;

  public ModelDocument {
    columns = List.copyOf(columns);
    shapes = List.copyOf(shapes);
    pairs = List.copyOf(pairs);
  }
}
