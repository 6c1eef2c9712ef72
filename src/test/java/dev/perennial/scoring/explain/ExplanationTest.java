package dev.perennial.scoring.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Features;
import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final FeatureSet SET =
      new FeatureSet(
          "mine",
          1,
          List.of(
              Features.of("left", FeatureGroup.RELATIONSHIP, Measure.COUNT)
                  .kind("EVENT")
                  .window(180)
                  .build(),
              Features.of("trend", FeatureGroup.USAGE, Measure.TREND)
                  .kind("USAGE")
                  .window(90)
                  .build(),
              Features.of("amount", FeatureGroup.CONTRACT, Measure.LOG_RENEWAL_AMOUNT).build(),
              Features.of("tier", FeatureGroup.CUSTOMER, Measure.TIER)
                  .levels(List.of("ENTERPRISE", "SMALL"))
                  .build(),
              Features.of("nps", FeatureGroup.SENTIMENT, Measure.SURVEY_LAST)
                  .signalType("nps")
                  .build()));

  private static final Scorecard CARD =
      Scorecard.of(
          new ScorecardDefinition(
              "card",
              1,
              "mine",
              1,
              0.2,
              0.3,
              List.of(
                  Terms.of("left", 3).says("Champion left: {value}", null, "time|times").build(),
                  Terms.of("trend", 0.5)
                      .per(Math.log(2))
                      .says("Usage fell: {value}", "Usage grew: {value}", null)
                      .build(),
                  Terms.of("amount", 0.9)
                      .reference(Math.log(12001))
                      .says("{value} against {reference}", "{value} against {reference}", null)
                      .build(),
                  Terms.of("tier", 1.5)
                      .level("SMALL")
                      .says("A {value} customer", null, null)
                      .build(),
                  Terms.of("nps", 0.8).reference(7).build())),
          SET);

  private static Explanation explain(String states, double... values) {
    FeatureVector vector = FeatureVector.of(SET, values, states);
    return Explanation.of(CARD, vector, CARD.predict(vector));
  }

  @Test
  void ordersReasonsByEffectAndSaysThemInWords() {
    Explanation explanation = explain("VVVVN", 1, -Math.log(2), Math.log(50001), 1, Double.NaN);
    assertEquals(
        List.of(
            "Champion left: 1 time",
            "Usage fell: -50%",
            "A SMALL customer",
            "50,000 against 12,000",
            "Label of nps: not known, no source that could tell is connected"),
        explanation.reasons().stream().map(Reason::sentence).toList());
    Reason champion = explanation.topReasons(1).getFirst();
    assertEquals("left", champion.feature());
    assertEquals(3, champion.oddsMultiplier(), 1e-12);
    assertEquals(1.0, champion.value());
    assertEquals(0.0, champion.reference());
    assertEquals(4, explanation.topReasons(9).size());
    assertNull(explanation.reasons().getLast().value());
    assertNull(explanation.reasons().get(2).reference());
  }

  @Test
  void usesPluralsAndPlainDefaults() {
    Explanation explanation = explain("VVSVV", 2, 0.5, Double.NaN, 0, 7.5);
    List<String> sentences = explanation.reasons().stream().map(Reason::sentence).toList();
    assertTrue(sentences.contains("Champion left: 2 times"), sentences::toString);
    assertTrue(sentences.contains("Usage grew: +65%"), sentences::toString);
    assertTrue(sentences.contains("Label of nps: 7.5"), sentences::toString);
    assertTrue(sentences.contains("Label of tier: ENTERPRISE"), sentences::toString);
    assertTrue(
        sentences.contains("Label of amount: nothing recorded for this customer"),
        sentences::toString);
  }

  /** Odds 1:4 and the champion gone: p0 = 0.2, p = 3/7, one reason carries the whole difference. */
  @Test
  void oneReasonCarriesTheWholeDifference() {
    Explanation explanation = explain("VVVVV", 1, 0, Math.log(12001), 0, 7);
    assertEquals(3.0 / 7, explanation.probability(), 1e-12);
    assertEquals(100 * (3.0 / 7 - 0.2), explanation.reasons().getFirst().percentagePoints(), 1e-9);
    assertEquals(new BigDecimal("22.9"), explanation.reasons().getFirst().points());
    assertEquals(new BigDecimal("20.0"), explanation.baselinePercent());
    assertEquals(new BigDecimal("42.9"), explanation.percent());
  }

  /**
   * Two effects that cancel: the points use the slope at the baseline, 0.2 * 0.8, and cancel too.
   */
  @Test
  void cancellingReasonsUseTheLimitOfTheSlope() {
    Explanation explanation = explain("VVVVV", 1, Math.log(3), Math.log(12001), 0, 7);
    assertEquals(0.2, explanation.probability(), 1e-12);
    for (Reason reason : explanation.topReasons(2)) {
      double sign = reason.feature().equals("left") ? 1 : -1;
      assertEquals(sign * 100 * Math.log(3) * 0.16, reason.percentagePoints(), 1e-6);
    }
    assertAddsUp(explanation);
  }

  @Test
  void everySumHoldsForAnyModelAndVector() {
    RandomCases cases = new RandomCases(21);
    for (int round = 0; round < 500; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(60));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      FeatureVector vector = cases.vector(set);
      Prediction raw = card.predict(vector);
      double shift = round % 2 == 0 ? 0 : cases.number(-0.5, 0.5);
      Prediction prediction = calibrated(raw, shift);
      Explanation explanation = Explanation.of(card, vector, prediction);
      assertAddsUp(explanation);
      for (int index = 1; index < explanation.reasons().size(); index++) {
        assertTrue(
            Math.abs(explanation.reasons().get(index - 1).contribution())
                >= Math.abs(explanation.reasons().get(index).contribution()));
      }
    }
  }

  static Prediction calibrated(Prediction raw, double shift) {
    double logOdds = raw.logOdds() + shift;
    return new Prediction(
        Logistic.probability(logOdds),
        logOdds,
        0,
        1,
        raw.contributions(),
        raw.baselineLogOdds(),
        shift,
        raw.coverage());
  }

  private static void assertAddsUp(Explanation explanation) {
    double logOdds = explanation.baselineLogOdds() + explanation.calibration();
    double percent =
        100 * explanation.baselineProbability() + explanation.calibrationPercentagePoints();
    BigDecimal shown = explanation.baselinePercent().add(explanation.calibrationPoints());
    for (Reason reason : explanation.reasons()) {
      logOdds += reason.contribution();
      percent += reason.percentagePoints();
      shown = shown.add(reason.points());
    }
    assertEquals(explanation.logOdds(), logOdds, 1e-12);
    assertEquals(100 * explanation.probability(), percent, 1e-9);
    assertEquals(explanation.percent(), shown);
    assertEquals(100 * explanation.probability(), shown.doubleValue(), 0.05 + 1e-9);
  }

  @Test
  void topOfABatchRowIsTheTopOfTheExplanation() {
    RandomCases cases = new RandomCases(22);
    for (int round = 0; round < 300; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(30));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      FeatureVector vector = cases.vector(set);
      Prediction prediction = card.predict(vector);
      List<String> expected =
          Explanation.of(card, vector, prediction).topReasons(3).stream()
              .map(Reason::feature)
              .toList();
      double[] row = new double[set.size() + 2];
      System.arraycopy(prediction.contributions(), 0, row, 2, set.size());
      int[] top = {9, 9, 9, 9};
      TopContributions.select(row, 2, set.size(), 3, top, 1);
      assertEquals(9, top[0]);
      for (int place = 0; place < 3; place++) {
        assertEquals(
            place < expected.size() ? set.indexOf(expected.get(place)) : -1, top[place + 1]);
      }
    }
  }
}
