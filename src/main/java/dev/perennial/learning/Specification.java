package dev.perennial.learning;

import dev.perennial.risk.Learning;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.scoring.additive.AdditiveSpec;
import dev.perennial.scoring.document.ModelKind;
import dev.perennial.scoring.logistic.LogisticSpec;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained, in the trainer's words.
 *
 * @param kind what was asked for
 * @param learning how
 * @param prior the scorecard that is its prior; null for none
 */
record Specification(ScoringModelKind kind, Learning learning, @Nullable ScorecardDefinition prior) {
  /** No particular wishes. */
  static final Learning NOTHING = new Learning(null, null, false, Map.of(), null, List.of(), List.of());

  /** Losses, and renewals, below which the coefficients of a kind would follow their noise. */
  int fewestOfEach() {
    return switch (kind) {
      case SCORECARD, EXTERNAL -> throw new IllegalStateException(kind + " is not trained");
      case BASE_RATE -> 0;
      case LOGISTIC -> prior == null ? 20 : 0;
      case ADDITIVE -> 100;
    };
  }

  /** What scores where outcomes are too few, or tell nothing: the prior's words, or the base rate. */
  Specification fallback() {
    return new Specification(
        prior == null ? ScoringModelKind.BASE_RATE : ScoringModelKind.LOGISTIC, learning, prior);
  }

  TrainingSpec spec() {
    AdditiveSpec usual = AdditiveSpec.standard();
    AdditiveSpec additive =
        new AdditiveSpec(
            logistic(false), // shapes bend as they must; beside them logarithms told nothing more
            usual.bins(),
            learning.pairs() == null ? usual.pairs() : learning.pairs(),
            usual.pairBins(),
            usual.bags(),
            usual.learningRate(),
            usual.maximumRounds(),
            usual.patience(),
            usual.leafPenalty(),
            usual.minimumInformation(),
            usual.levelDeviation());
    ModelKind trained = kind.trained();
    String segment = trained == ModelKind.BASE_RATE ? learning.segment() : null;
    Map<String, Integer> monotone = new HashMap<>(trained == ModelKind.ADDITIVE ? learning.monotone() : Map.of());
    monotone.keySet().removeAll(learning.excludedFeatures());
    return new TrainingSpec(trained, segment, logistic(true), additive, monotone);
  }

  private LogisticSpec logistic(boolean logarithms) {
    if (prior == null) {
      return logarithms ? LogisticSpec.usual() : LogisticSpec.ridge();
    }
    LogisticSpec expert = LogisticSpec.expert(prior);
    return new LogisticSpec(
        expert.standardise(),
        logarithms,
        expert.deviation(),
        expert.levelDeviation(),
        expert.interceptMean(),
        expert.interceptDeviation(),
        learning.statedOnly(),
        expert.priors());
  }

  /** Features left out of the rows. */
  List<String> excluded() {
    return learning.excludedFeatures();
  }
}
