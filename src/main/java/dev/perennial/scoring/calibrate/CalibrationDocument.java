package dev.perennial.scoring.calibrate;

import java.util.List;

/**
 * A fitted calibration.
 *
 * @param kind what the numbers mean
 * @param parameters INTERCEPT: a; PLATT: a, b; BETA: a, b, c; ISOTONIC: none
 * @param from ISOTONIC: log-odds of the model, ascending
 * @param to ISOTONIC: calibrated log-odds there, ascending
 * @param outcomes outcomes it was fitted on
 * @param losses of which losses
 */
public record CalibrationDocument(
    CalibrationKind kind, List<Double> parameters, List<Double> from, List<Double> to, int outcomes, int losses) {
  public CalibrationDocument {
    parameters = List.copyOf(parameters);
    from = List.copyOf(from);
    to = List.copyOf(to);
  }
}
