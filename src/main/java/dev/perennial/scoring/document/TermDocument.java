package dev.perennial.scoring.document;

import org.jspecify.annotations.Nullable;

/**
 * One linear term.
 *
 * @param column the column read
 * @param part which part of it
 * @param level the level, for part LEVEL
 * @param centre what counts as 0
 * @param scale what counts as 1
 * @param minimum smaller values count as this, logarithms of them for part LOGARITHM; null for no bound
 * @param maximum larger values count as this, likewise; null for no bound
 * @param spread standard deviation in units of the scale: how much not knowing widens the interval
 * @param priorMean mean of the Gaussian prior of the coefficient
 * @param priorDeviation its standard deviation; null where there is no prior
 * @param coefficient log-odds per scale
 * @param standardError of the coefficient
 */
public record TermDocument(
    String column,
    Part part,
    @Nullable String level,
    double centre,
    double scale,
    @Nullable Double minimum,
    @Nullable Double maximum,
    double spread,
    double priorMean,
    @Nullable Double priorDeviation,
    double coefficient,
    double standardError) {
  /** The number that contributes nothing; null where the term reads no number. */
  public @Nullable Double reference() {
    return switch (part) {
      case VALUE -> centre;
      case LOGARITHM -> StrictMath.expm1(centre);
      case LEVEL, SILENT -> null;
    };
  }

  /** What of a column a term reads. */
  public enum Part {
    /** The number; at the centre where there is none. */
    VALUE,
    /** The natural logarithm of 1 + the number, which counts as 0 where it is negative; at the centre where there is none. */
    LOGARITHM,
    /** 1 at the level, 0 elsewhere. */
    LEVEL,
    /** 1 where the source is connected and silent. */
    SILENT
  }
}
