package dev.perennial.scoring.logistic;

import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.document.TermDocument.Part;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.table.TrainingColumn;
import org.jspecify.annotations.Nullable;

/**
 * One linear term before its coefficient is known.
 *
 * @param source the column read
 * @param level index of the level, for part LEVEL; -1 else
 * @param constant true where the rows do not tell its coefficient and no prior does: it stays 0
 */
record Term(
    TrainingColumn source,
    Part part,
    int level,
    double centre,
    double scale,
    @Nullable Double minimum,
    @Nullable Double maximum,
    double spread,
    double priorMean,
    @Nullable Double priorDeviation,
    boolean constant) {

  /** The term's number in a row; 0 where nothing can be known. */
  double value(int row) {
    byte state = source.state(row);
    boolean known = state == FeatureState.VALUE.code();
    return switch (part) {
      case VALUE, LOGARITHM -> known ? scaled(read(part, source.value(row))) : 0;
      case LEVEL -> known ? ((source.value(row) == level ? 1 : 0) - centre) / scale : 0;
      case SILENT ->
          state == FeatureState.NOT_CONNECTED.code()
              ? 0
              : ((state == FeatureState.SILENT.code() ? 1 : 0) - centre) / scale;
    };
  }

  /** A known number as a term of this part reads it. */
  static double read(Part part, double value) {
    return part == Part.LOGARITHM ? StrictMath.log1p(StrictMath.max(value, 0)) : value;
  }

  private double scaled(double value) {
    double clamped = value;
    if (minimum != null) {
      clamped = StrictMath.max(clamped, minimum);
    }
    if (maximum != null) {
      clamped = StrictMath.min(clamped, maximum);
    }
    return (clamped - centre) / scale;
  }

  double precision() {
    return priorDeviation == null ? 0 : 1 / (priorDeviation * priorDeviation);
  }

  TermDocument document(double coefficient, double standardError) {
    return new TermDocument(
        source.name(),
        part,
        level < 0 ? null : source.levels().get(level),
        centre,
        scale,
        minimum,
        maximum,
        spread,
        priorMean,
        priorDeviation,
        coefficient,
        standardError);
  }
}
