package dev.perennial.risk;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.model.ScorecardTerm;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what shall be learned against the feature set it reads. */
@Singleton
class LearnedDrafts {
  private final ModelRepository repository;
  private final ModelDocuments documents;

  LearnedDrafts(ModelRepository repository, ModelDocuments documents) {
    this.repository = repository;
    this.documents = documents;
  }

  /**
   * @throws ProblemException 400 with everything that is wrong
   */
  Learning check(ScoringModelFields fields, FeatureSet set) {
    List<FieldError> errors = unstated(fields, set);
    Learning learning = (fields.learning() == null ? LearningFields.NONE : fields.learning()).learning();
    ScoringModelKind kind = fields.kindOrScorecard();
    segment(errors, kind, learning, set);
    if (kind != ScoringModelKind.ADDITIVE) {
      refuse(errors, "/learning/pairs", learning.pairs());
      refuse(errors, "/learning/monotone", learning.monotone().isEmpty() ? null : learning.monotone());
    }
    for (Map.Entry<String, Integer> entry : learning.monotone().entrySet()) {
      known(errors, "/learning/monotone/" + entry.getKey(), entry.getKey(), set);
      if (entry.getValue() == null || Math.abs(entry.getValue()) != 1) {
        errors.add(FieldError.at("/learning/monotone/" + entry.getKey(), "invalid", "Must be 1 or -1."));
      }
    }
    for (int i = 0; i < learning.excludedFeatures().size(); i++) {
      known(errors, "/learning/excludedFeatures/" + i, learning.excludedFeatures().get(i), set);
    }
    for (int i = 0; i < learning.confirmedFeatures().size(); i++) {
      known(errors, "/learning/confirmedFeatures/" + i, learning.confirmedFeatures().get(i), set);
    }
    if (errors.isEmpty() && learning.excludedFeatures().size() >= set.size()) {
      errors.add(FieldError.at("/learning/excludedFeatures", "invalid", "No feature would be left."));
    }
    prior(errors, kind, learning, set);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return learning;
  }

  /**
   * Checks a model that another tool makes: it has a name and a feature set to be told apart by, and nothing else.
   *
   * @throws ProblemException 400 with everything that is wrong
   */
  void checkExternal(ScoringModelFields fields, FeatureSet set) {
    List<FieldError> errors = unstated(fields, set);
    refuse(errors, "/learning", fields.learning());
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  /** What is wrong with any model but a scorecard. */
  private static List<FieldError> unstated(ScoringModelFields fields, FeatureSet set) {
    List<FieldError> errors = new ArrayList<>();
    refuse(errors, "/baseRate", fields.baseRate());
    refuse(errors, "/baseRateStrength", fields.baseRateStrength());
    refuse(errors, "/terms", fields.terms());
    if (!FeatureSet.problems(fields.code(), 1, set.features()).isEmpty()) {
      errors.add(
          FieldError.at(
              "/code", "invalid", "code must be 1 to 63 lower case letters, digits or _, starting with a letter."));
    }
    return errors;
  }

  private static void refuse(List<FieldError> errors, String pointer, @Nullable Object given) {
    if (given != null) {
      errors.add(FieldError.at(pointer, "not_allowed", "Has no meaning for a model of this kind; leave it out."));
    }
  }

  private static void known(List<FieldError> errors, String pointer, String code, FeatureSet set) {
    if (set.indexOf(code) < 0) {
      errors.add(FieldError.at(pointer, "not_found", "The feature set has no feature " + code + "."));
    }
  }

  private static void segment(List<FieldError> errors, ScoringModelKind kind, Learning learning, FeatureSet set) {
    String segment = learning.segment();
    if (segment == null) {
      return;
    }
    if (kind != ScoringModelKind.BASE_RATE) {
      refuse(errors, "/learning/segment", segment);
      return;
    }
    int index = set.indexOf(segment);
    FeatureDefinition feature = index < 0 ? null : set.feature(index);
    if (feature == null || feature.type() != FeatureType.CATEGORICAL || learning.excludedFeatures().contains(segment)) {
      errors.add(FieldError.at("/learning/segment", "invalid", "Must name a CATEGORICAL feature that is not excluded."));
    }
  }

  private void prior(List<FieldError> errors, ScoringModelKind kind, Learning learning, FeatureSet set) {
    UUID prior = learning.priorModelId();
    if (prior == null) {
      if (learning.statedOnly()) {
        errors.add(FieldError.at("/learning/statedOnly", "invalid", "Needs priorModelId: nothing is stated without it."));
      }
      return;
    }
    if (kind == ScoringModelKind.BASE_RATE) {
      refuse(errors, "/learning/priorModelId", prior);
      return;
    }
    ScoringModelRow row = repository.model(prior).filter(model -> model.kind() == ScoringModelKind.SCORECARD).orElse(null);
    if (row == null) {
      errors.add(FieldError.at("/learning/priorModelId", "not_found", "There is no such scorecard."));
      return;
    }
    for (ScorecardTerm term : documents.scorecard(row.document()).terms()) {
      if (set.indexOf(term.feature()) < 0 || learning.excludedFeatures().contains(term.feature())) {
        errors.add(
            FieldError.at(
                "/learning/priorModelId",
                "invalid",
                "The scorecard speaks of " + term.feature() + ", which the model does not read."));
      }
    }
  }
}
