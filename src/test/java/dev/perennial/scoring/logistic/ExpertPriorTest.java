package dev.perennial.scoring.logistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Tables;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.document.TermDocument;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.learned.LearnedModel;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One formula at every number of outcomes: the scorecard at none, the data in the end. */
class ExpertPriorTest {
  private static final FeatureSet SET = Tables.featureSet();
  private static final ScorecardDefinition CARD =
      new ScorecardDefinition("card", 1, SET.code(), 1, 0.2, 0.4, List.of(
          Terms.of("usage", 0.5).per(2).reference(0.3).bounds(-1.0, 1.5).silent(1.5).strength(0.3).build(),
          Terms.of("other", 1.4).spread(2).build(),
          Terms.of("silence", 2).reference(0.25).build(),
          Terms.of("tier", 1.8).level("bronze").build(),
          Terms.of("tier", 0.7).level("gold").silent(1.2).build()));

  private static ModelDocument trained(int outcomes) {
    List<FeatureVector> vectors = Tables.vectors(SET, outcomes, 41);
    return Training.train(
        Tables.table(SET, vectors, Tables.outcomes(vectors, 42)), TrainingSpec.ofLogistic(LogisticSpec.expert(CARD)), 1);
  }

  @Test
  void withoutOutcomesTheModelIsTheScorecard() {
    Model learned = new LearnedModel("learned", 1, SET, trained(0), Map.of());
    Model stated = Scorecard.of(CARD, SET);
    for (FeatureVector vector : Tables.vectors(SET, 300, 43)) {
      Prediction one = stated.predict(vector);
      Prediction other = learned.predict(vector);
      assertEquals(one.logOdds(), other.logOdds(), 1e-12);
      assertEquals(one.lower(), other.lower(), 1e-12);
      assertEquals(one.upper(), other.upper(), 1e-12);
      assertEquals(one.coverage(), other.coverage());
      for (int feature = 0; feature < SET.size(); feature++) {
        assertEquals(one.contribution(feature), other.contribution(feature), 1e-12);
      }
    }
  }

  @Test
  void outcomesNarrowTheErrorsAndMoveTheCoefficients() {
    double before = error(trained(0));
    double some = error(trained(100));
    double many = error(trained(3_000));
    assertTrue(before > some && some > many && many < before / 2, before + " " + some + " " + many);
  }

  private static double error(ModelDocument model) {
    return model.linear().terms().stream()
        .filter(term -> term.part() != TermDocument.Part.SILENT) // these come with the first silence seen
        .mapToDouble(TermDocument::standardError)
        .sum();
  }
}
