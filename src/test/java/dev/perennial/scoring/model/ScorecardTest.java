package dev.perennial.scoring.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Features;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.feature.DefinitionProblem;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private static final double NONE = Double.NaN;

  private static final FeatureSet SET =
      new FeatureSet(
          "mine",
          1,
          List.of(
              Features.of("trend", FeatureGroup.USAGE, Measure.TREND)
                  .kind("USAGE")
                  .window(90)
                  .build(),
              Features.of("tier", FeatureGroup.CUSTOMER, Measure.TIER)
                  .levels(List.of("A", "B"))
                  .build(),
              Features.of("open", FeatureGroup.SUPPORT, Measure.TICKETS_OPEN).build(),
              Features.of("unused", FeatureGroup.SUPPORT, Measure.TICKETS_OPEN).build()));

  private static final Scorecard CARD =
      Scorecard.of(
          card(
              Terms.of("trend", 0.5).per(StrictMath.log(2)).bounds(-1.5, 1.5).silent(2.0),
              Terms.of("tier", 3).level("A"),
              Terms.of("open", 1.2).reference(1)),
          SET);

  private static ScorecardDefinition card(Terms... terms) {
    return new ScorecardDefinition(
        "card", 1, "mine", 1, 0.2, 0.3, Arrays.stream(terms).map(Terms::build).toList());
  }

  private static Prediction predict(String states, double... values) {
    return CARD.predict(FeatureVector.of(SET, values, states));
  }

  @Test
  void halvedUsageDoublesTheOdds() {
    Prediction prediction = predict("VVVV", -StrictMath.log(2), 1, 1, 5);
    assertEquals(Math.log(2), prediction.contribution(0), 1e-15);
    assertEquals(Math.log(0.25) + Math.log(2), prediction.logOdds(), 1e-15);
    assertEquals(1.0 / 3, prediction.probability(), 1e-15);
  }

  @Test
  void everythingAtItsReferenceIsTheBaseRate() {
    for (double contribution : predict("VVVV", 0, 1, 1, 9).contributions()) {
      assertEquals(0.0, contribution); // and not -0.0, which people would see
    }
    assertEquals(0.2, predict("VVVV", 0, 1, 1, 9).probability(), 1e-15);
  }

  @Test
  void valuesBeyondTheBoundsCountAsTheBounds() {
    assertEquals(predict("VVVV", -1.5, 1, 1, 0).logOdds(), predict("VVVV", -40, 1, 1, 0).logOdds());
  }

  @Test
  void onlyTheNamedLevelCounts() {
    assertEquals(Math.log(3), predict("VVVV", 0, 0, 1, 0).contribution(1), 1e-15);
    assertEquals(0, predict("VVVV", 0, 1, 1, 0).contribution(1));
    assertEquals(0, predict("VVVV", 0, -1, 1, 0).contribution(1));
  }

  @Test
  void silenceNotKnowingAndAValueAreThreeThings() {
    Prediction silent = predict("SVVV", NONE, 1, 1, 0);
    Prediction unknown = predict("NVVV", NONE, 1, 1, 0);
    Prediction typical = predict("VVVV", 0, 1, 1, 0);
    assertEquals(Math.log(2), silent.contribution(0), 1e-15);
    assertEquals(0, unknown.contribution(0));
    assertEquals(typical.probability(), unknown.probability());
    assertTrue(unknown.upper() - unknown.lower() > typical.upper() - typical.lower());
    assertEquals(1, silent.coverage());
    assertEquals(2.0 / 3, unknown.coverage());
  }

  @Test
  void refusesVectorsOfAnotherSetAndNumbersThatAreNone() {
    FeatureSet other = new FeatureSet("mine", 2, SET.features());
    FeatureVector vector = FeatureVector.of(other, new double[] {0, 0, 0, 0}, "VVVV");
    assertThrows(IllegalArgumentException.class, () -> CARD.predict(vector));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CARD.compiled()
                .score(new double[] {NONE, 0, 0, 0}, new byte[4], 1, ScoreArrays.of(1, 4)));
    assertThrows(
        IllegalArgumentException.class,
        () -> CARD.compiled().score(new double[4], new byte[4], 2, ScoreArrays.of(2, 4)));
    for (double level : new double[] {NONE, 2, -2}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              CARD.compiled()
                  .score(new double[] {0, level, 0, 0}, new byte[4], 1, ScoreArrays.of(1, 4)));
    }
    assertTrue(CARD.uses(0));
    assertFalse(CARD.uses(3));
  }

  @Test
  void aPredictionMustAddUp() {
    new Prediction(0.5, 0, 0.4, 0.6, new double[] {1, -2}, 1, 0, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Prediction(0.5, 0, 0.4, 0.6, new double[] {1, -2}, 1, 1e-11, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Prediction(0.5, 0, 0.4, 0.6, new double[] {NONE}, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Prediction(0.5, 0, 0.6, 0.7, new double[] {0}, 0, 0, 1));
  }

  @Test
  void namesEveryProblem() {
    ScorecardDefinition wrong =
        new ScorecardDefinition(
            "card",
            1,
            "mine",
            2,
            1,
            0,
            List.of(
                Terms.of("nothing", 2).build(),
                Terms.of("trend", 0).per(NONE).strength(-1).build(),
                Terms.of("trend", 2).level("A").spread(NONE).build(),
                Terms.of("tier", 2).build(),
                Terms.of("tier", 2).level("C").per(2).build(),
                Terms.of("tier", 2).level("B").silent(2.0).build(),
                Terms.of("tier", 2).level("B").silent(2.0).build(),
                Terms.of("open", 2).silent(0.0).bounds(3.0, 2.0).reference(NONE).build(),
                Terms.of("unused", 2).says(" ", "{nonsense}", null).build()));
    assertEquals(
        List.of(
            "/featureSetCode",
            "/baseRate",
            "/baseRateStrength",
            "/terms/0/feature",
            "/terms/1/oddsRatio",
            "/terms/1/per",
            "/terms/1/strength",
            "/terms/2/level",
            "/terms/2/feature",
            "/terms/2/spread",
            "/terms/3/level",
            "/terms/4/level",
            "/terms/4/per",
            "/terms/6/level",
            "/terms/6/silentOddsRatio",
            "/terms/7/silentOddsRatio",
            "/terms/7/silentOddsRatio",
            "/terms/7/reference",
            "/terms/7/minimum",
            "/terms/8/sentenceUp",
            "/terms/8/sentenceDown"),
        Scorecard.problems(wrong, SET).stream().map(DefinitionProblem::pointer).toList());
    InvalidScorecardException thrown =
        assertThrows(InvalidScorecardException.class, () -> Scorecard.of(wrong, SET));
    assertEquals(21, thrown.problems().size());
  }

  @Test
  void logOddsAndProbabilityAreInverse() {
    for (double logOdds = -30; logOdds <= 30; logOdds += 0.37) {
      double probability = Logistic.probability(logOdds);
      assertEquals(1 - probability, Logistic.probability(-logOdds), 1e-15);
      assertEquals(
          Logistic.logOdds(Logistic.probability(-Math.abs(logOdds))), -Math.abs(logOdds), 1e-12);
    }
    assertEquals(0, Logistic.probability(-1000));
    assertEquals(1, Logistic.probability(1000));
  }
}
