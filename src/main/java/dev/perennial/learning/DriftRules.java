package dev.perennial.learning;

import dev.perennial.scoring.evaluate.FeatureDistribution;
import org.jspecify.annotations.Nullable;

/** When a feature counts as drifting. */
final class DriftRules {
  /** The customary steps of a stability index (Siddiqi, Credit Risk Scorecards, 2006). */
  private static final double SHIFTED = 0.1;

  private static final double SHIFTED_STRONGLY = 0.25;
  private static final double POINTS = 0.05;

  private DriftRules() {}

  /** Where one side has no rows, or chance alone reaches the first step, nothing can be told. */
  static FeatureDrift.Verdict verdict(FeatureDistribution.@Nullable Shift shift) {
    if (shift == null || shift.chance() > SHIFTED) {
      return FeatureDrift.Verdict.TOO_FEW;
    }
    if (shift.beyondChance() > SHIFTED_STRONGLY) {
      return FeatureDrift.Verdict.SHIFTED_STRONGLY;
    }
    return shift.beyondChance() > SHIFTED ? FeatureDrift.Verdict.SHIFTED : FeatureDrift.Verdict.STABLE;
  }

  static @Nullable Double share(int rows, int of) {
    return of == 0 ? null : rows / (double) of;
  }

  /** More than five points, and more than three standard errors: there are many features. */
  static boolean missingAlarm(FeatureDistribution then, FeatureDistribution now) {
    if (then.size() < ModelMonitoring.Rate.FEWEST || now.size() < ModelMonitoring.Rate.FEWEST) {
      return false;
    }
    int missingThen = then.silent() + then.notConnected();
    int missingNow = now.silent() + now.notConnected();
    double pooled = (missingThen + missingNow) / (double) (then.size() + now.size());
    double error = StrictMath.sqrt(pooled * (1 - pooled) * (1.0 / then.size() + 1.0 / now.size()));
    double difference = StrictMath.abs(missingNow / (double) now.size() - missingThen / (double) then.size());
    return difference > POINTS && difference > 3 * error;
  }
}
