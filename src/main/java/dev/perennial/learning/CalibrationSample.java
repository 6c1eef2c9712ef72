package dev.perennial.learning;

import dev.perennial.scoring.calibrate.CalibrationRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which outcomes a calibration may be fitted to: a correction fitted to a handful would follow their luck. */
final class CalibrationSample {
  private CalibrationSample() {}

  /**
   * The renewals of customers that were not trained on: of a customer's earlier renewals the model knows its later ones too
   * well, so that a correction fitted to these would be too weak.
   */
  static List<SampledRenewal> others(List<SampledRenewal> trainedOn, List<SampledRenewal> all) {
    Set<UUID> seen = new HashSet<>();
    trainedOn.forEach(renewal -> seen.add(renewal.customerId()));
    return all.stream().filter(renewal -> !seen.contains(renewal.customerId())).toList();
  }

  /** Whether the result may be called calibrated, by the rule that scores are judged by. */
  static boolean enough(List<SampledRenewal> renewals) {
    return CalibrationRule.of(renewals.size(), losses(renewals)).enough();
  }

  static String refusal(List<SampledRenewal> others, List<SampledRenewal> trainedOn) {
    return "Not enough data to calibrate: %d outcomes of customers that it was not trained on, %d of them lost, and %d that it was trained on, %d of them lost; at least %d lost and %d renewed of either are needed."
        .formatted(
            others.size(),
            losses(others),
            trainedOn.size(),
            losses(trainedOn),
            CalibrationRule.LOSSES_TO_JUDGE,
            CalibrationRule.LOSSES_TO_JUDGE);
  }

  private static int losses(List<SampledRenewal> renewals) {
    return (int) renewals.stream().filter(SampledRenewal::lost).count();
  }
}
