package dev.perennial.analysis;

import dev.perennial.analysis.PredictorRequest.Belief;
import dev.perennial.analysis.PredictorRequest.Claim;
import dev.perennial.analysis.PredictorResult.Answer;
import dev.perennial.analysis.PredictorResult.BeliefAnswer;
import dev.perennial.analysis.PredictorResult.EventFinding;
import dev.perennial.analysis.PredictorResult.FeatureFinding;
import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.analysis.PredictorResult.RegressionPanel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts what people believe to what was found; "no evidence" is an answer. */
final class BeliefCheck {
  private BeliefCheck() {}

  static BeliefAnswer answer(
      Belief belief, double level, List<EventFinding> events, List<FeatureFinding> features, List<Quarantined> quarantined) {
    Optional<Quarantined> aside = quarantined.stream().filter(q -> q.code().equals(belief.about())).findFirst();
    if (aside.isPresent()) {
      return with(belief, Answer.NOT_ENOUGH_DATA, "It looks as if it knew the outcome (" + aside.get().reason() + "), so it proves nothing.");
    }
    for (EventFinding event : events) {
      if (event.type().equals(belief.about())) {
        boolean alone = event.association() != null && event.association().qValue() <= level;
        return tested(belief, level, event.adjusted(), alone, event.reason());
      }
    }
    for (FeatureFinding feature : features) {
      if (feature.feature().equals(belief.about())) {
        boolean alone = feature.association() != null && feature.association().qValue() <= level;
        return tested(belief, level, feature.adjusted(), alone, null);
      }
    }
    return tested(belief, level, null, false, "nothing of that name could be tested");
  }

  private static BeliefAnswer tested(
      Belief belief, double level, @Nullable RegressionPanel adjusted, boolean alone, @Nullable String reason) {
    if (adjusted == null) {
      String why = reason == null ? "too few outcomes" : reason;
      return with(belief, Answer.NOT_ENOUGH_DATA, "Not enough data: " + why + ".");
    }
    return judged(belief, level, adjusted, alone);
  }

  private static BeliefAnswer judged(Belief belief, double level, RegressionPanel adjusted, boolean alone) {
    double ratio = adjusted.oddsRatio().value();
    String found =
        String.format(
            Locale.ROOT, "with everything else held equal the odds ratio is %.2f (%.2f to %.2f, q = %.2g)", ratio,
            adjusted.oddsRatio().lowerBound(), adjusted.oddsRatio().upperBound(), adjusted.qValue());
    if (adjusted.qValue() > level) {
      return alone
          ? with(belief, Answer.CONFOUNDED, "By itself it looks so, but " + found + ": it goes along with something else.")
          : with(belief, Answer.NO_EVIDENCE, "No evidence: " + found + ".");
    }
    boolean raises = ratio > 1;
    return raises == (belief.claim() == Claim.RAISES_RISK)
        ? with(belief, Answer.SUPPORTED, "Supported: " + found + ". That it goes along does not make it the cause.")
        : with(belief, Answer.CONTRADICTED, "The other way round: " + found + ".");
  }

  private static BeliefAnswer with(Belief belief, Answer answer, String sentence) {
    return new BeliefAnswer(belief.statement(), belief.about(), belief.claim(), answer, sentence);
  }
}
