package dev.perennial.risk;

import dev.perennial.platform.http.FieldError;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.health.HealthScore;
import dev.perennial.scoring.model.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Computes a stored score again and compares every bit. */
final class Replayer {
  private final RiskScoreRow stored;
  private final FeatureVector vector;
  private final Prediction replayed;
  private final HealthScore health;

  /**
   * @throws IllegalArgumentException where the stored inputs are no vector of the model's feature
   *     set
   */
  Replayer(RiskScoreRow stored, ScoringModel model) {
    this.stored = stored;
    this.vector = stored.vector(model);
    this.replayed = model.model().predict(vector);
    this.health = HealthScore.of(model.model(), vector, replayed);
  }

  /** Everything that is not the same to the last bit. */
  List<FieldError> differences() {
    List<FieldError> errors = new ArrayList<>();
    compare(errors, "/probability", stored.probability(), replayed.probability());
    compare(errors, "/logOdds", stored.logOdds(), replayed.logOdds());
    compare(errors, "/baselineLogOdds", stored.baselineLogOdds(), replayed.baselineLogOdds());
    compare(errors, "/calibrationLogOdds", stored.calibration(), replayed.calibration());
    compare(errors, "/lowerBound", stored.lower(), replayed.lower());
    compare(errors, "/upperBound", stored.upper(), replayed.upper());
    compare(errors, "/coverage", stored.coverage(), replayed.coverage());
    compare(errors, "/health/overall", stored.health(), health.overall());
    for (int feature = 0; feature < vector.size(); feature++) {
      compare(
          errors,
          "/features/" + feature + "/contribution",
          feature < stored.contributions().length ? stored.contributions()[feature] : Double.NaN,
          replayed.contribution(feature));
    }
    if (stored.atRisk() != atRisk()) {
      errors.add(
          FieldError.at(
              "/atRisk", "differs", "Stored " + stored.atRisk() + ", replayed " + atRisk() + "."));
    }
    return errors;
  }

  private boolean atRisk() {
    return replayed.probability() >= stored.threshold();
  }

  private static void compare(
      List<FieldError> errors, String pointer, double stored, double replayed) {
    long before = Double.doubleToLongBits(stored);
    long after = Double.doubleToLongBits(replayed);
    if (before != after) {
      errors.add(
          FieldError.at(
              pointer,
              "differs",
              "Stored %s (bits %016x), replayed %s (bits %016x)."
                  .formatted(stored, before, replayed, after)));
    }
  }

  ReplayView view(Instant now) {
    return new ReplayView(
        stored.id(),
        true,
        new ReplayView.Numbers(
            stored.probability(),
            stored.logOdds(),
            stored.lower(),
            stored.upper(),
            stored.coverage(),
            stored.health(),
            stored.atRisk()),
        new ReplayView.Numbers(
            replayed.probability(),
            replayed.logOdds(),
            replayed.lower(),
            replayed.upper(),
            replayed.coverage(),
            health.overall(),
            atRisk()),
        now);
  }
}
