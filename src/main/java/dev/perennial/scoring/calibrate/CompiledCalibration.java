package dev.perennial.scoring.calibrate;

import dev.perennial.scoring.model.Logistic;
import java.util.List;

/** A calibration as a function of log-odds; never falls. */
public final class CompiledCalibration {
  private final CalibrationKind kind;
  private final double[] parameters;
  private final double[] from;
  private final double[] to;

  public CompiledCalibration(CalibrationDocument document) {
    kind = document.kind();
    parameters = numbers(document.parameters());
    from = numbers(document.from());
    to = numbers(document.to());
    boolean fits =
        switch (kind) {
          case INTERCEPT -> parameters.length == 1;
          case PLATT -> parameters.length == 2 && parameters[1] >= 0;
          case BETA -> parameters.length == 3 && parameters[0] >= 0 && parameters[1] >= 0;
          case ISOTONIC -> from.length > 0 && from.length == to.length && rises(from) && rises(to);
        };
    if (!fits) {
      throw new IllegalArgumentException("not a calibration that rises: " + kind);
    }
  }

  private static double[] numbers(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean rises(double[] numbers) {
    for (int index = 1; index < numbers.length; index++) {
      if (!(numbers[index] >= numbers[index - 1])) {
        return false;
      }
    }
    return true;
  }

  /** Calibrated log-odds. */
  public double apply(double logOdds) {
    return switch (kind) {
      case INTERCEPT -> logOdds + parameters[0];
      case PLATT -> parameters[0] + parameters[1] * logOdds;
      case BETA ->
          parameters[2] - parameters[0] * softplus(-logOdds) + parameters[1] * softplus(logOdds);
      case ISOTONIC -> between(logOdds);
    };
  }

  /** -ln(1 - p), and with -logOdds -ln p. */
  static double softplus(double logOdds) {
    return StrictMath.max(logOdds, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(logOdds)));
  }

  private double between(double logOdds) {
    int low = 0;
    int high = from.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (from[middle] <= logOdds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return to[0];
    }
    if (low == from.length) {
      return to[low - 1];
    }
    double share = (logOdds - from[low - 1]) / (from[low] - from[low - 1]);
    double value = to[low - 1] + share * (to[low] - to[low - 1]);
    return StrictMath.min(StrictMath.max(value, to[low - 1]), to[low]); // rounding never makes it fall
  }

  /** Calibrated probability. */
  public double probability(double logOdds) {
    return Logistic.probability(apply(logOdds));
  }
}
