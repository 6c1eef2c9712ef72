package dev.perennial.scoring.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreDifferenceTest {
  @Test
  void linesAddUpWithinOneModel() {
    RandomCases cases = new RandomCases(31);
    for (int round = 0; round < 300; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(50));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      Scored before = scored(card, cases.vector(set));
      Scored raw = scored(card, cases.vector(set));
      Scored after =
          new Scored(card, raw.vector(), ExplanationTest.calibrated(raw.prediction(), 0.25));
      ScoreDifference difference = ScoreDifference.between(before, after);
      assertAddsUp(difference, before, after);
      assertTrue(
          difference.lines().stream()
              .noneMatch(line -> line.kind() == DifferenceLine.Kind.MODEL_CHANGE));
      assertEquals(0.25, line(difference, DifferenceLine.Kind.CALIBRATION).difference());
    }
  }

  @Test
  void onlyWhatChangedAtTheCustomerHasALine() {
    RandomCases cases = new RandomCases(32);
    FeatureSet set = cases.featureSet(20);
    Scorecard card = Scorecard.of(cases.scorecard(set), set);
    FeatureVector first = cases.vector(set);
    Scored before = scored(card, first);
    assertTrue(
        ScoreDifference.between(before, before).lines().stream()
            .allMatch(line -> line.difference() == 0 && line.points().signum() == 0));
  }

  @Test
  void oneModelChangeLineClosesTheSumAcrossVersionsAndFeatureSets() {
    RandomCases cases = new RandomCases(33);
    for (int round = 0; round < 300; round++) {
      FeatureSet oldSet = cases.featureSet(2 + cases.random().nextInt(40));
      FeatureSet newSet = reshaped(oldSet, cases, round);
      Scorecard oldCard = Scorecard.of(cases.scorecard(oldSet), oldSet);
      Scorecard newCard = Scorecard.of(version2(cases.scorecard(newSet)), newSet);
      Scored before = scored(oldCard, cases.vector(oldSet));
      Scored after = scored(newCard, cases.vector(newSet));
      ScoreDifference difference = ScoreDifference.between(before, after);
      assertAddsUp(difference, before, after);
      assertTrue(line(difference, DifferenceLine.Kind.MODEL_CHANGE).label().contains("version 2"));
    }
  }

  @Test
  void unchangedFactsUnderAnotherModelAreAllModelChange() {
    RandomCases cases = new RandomCases(34);
    FeatureSet set = cases.featureSet(30);
    FeatureVector facts = cases.vector(set);
    Scored before = scored(Scorecard.of(cases.scorecard(set), set), facts);
    Scored after = scored(Scorecard.of(version2(cases.scorecard(set)), set), facts);
    ScoreDifference difference = ScoreDifference.between(before, after);
    for (DifferenceLine line : difference.lines()) {
      assertEquals(
          line.kind() == DifferenceLine.Kind.MODEL_CHANGE ? difference.logOddsDifference() : 0,
          line.difference());
    }
  }

  @Test
  void aDifferenceMustAddUp() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoreDifference(0.1, 0.2, 0.5, BigDecimal.ONE, BigDecimal.TWO, List.of()));
  }

  private static FeatureSet reshaped(FeatureSet set, RandomCases cases, int seed) {
    List<FeatureDefinition> features = new ArrayList<>(set.features());
    features.removeFirst();
    features.addAll(
        cases.featureSet(3).features().stream()
            .map(
                feature ->
                    new FeatureDefinition(
                        "new_" + feature.code(),
                        feature.label(),
                        feature.group(),
                        feature.type(),
                        feature.measure(),
                        feature.signalKind(),
                        null,
                        null,
                        null,
                        feature.windowDays(),
                        null,
                        null,
                        null,
                        feature.levels()))
            .toList());
    Collections.shuffle(features, new Random(seed));
    return new FeatureSet(set.code(), 2, features);
  }

  private static ScorecardDefinition version2(ScorecardDefinition card) {
    return new ScorecardDefinition(
        card.code(),
        2,
        card.featureSetCode(),
        card.featureSetVersion(),
        card.baseRate(),
        card.baseRateStrength(),
        card.terms());
  }

  private static Scored scored(Scorecard card, FeatureVector vector) {
    return new Scored(card, vector, card.predict(vector));
  }

  private static DifferenceLine line(ScoreDifference difference, DifferenceLine.Kind kind) {
    return difference.lines().stream()
        .filter(line -> line.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static void assertAddsUp(ScoreDifference difference, Scored before, Scored after) {
    double logOdds = 0;
    double percent = 0;
    BigDecimal shown = difference.percentBefore();
    for (DifferenceLine line : difference.lines()) {
      logOdds += line.difference();
      percent += line.percentagePoints();
      shown = shown.add(line.points());
    }
    assertEquals(after.prediction().logOdds() - before.prediction().logOdds(), logOdds, 1e-12);
    assertEquals(
        100 * (after.prediction().probability() - before.prediction().probability()),
        percent,
        1e-9);
    assertEquals(difference.percentAfter(), shown);
  }

  /** One fact changed: one line moves, by exactly what its contribution moved. */
  @Test
  void oneChangedFactMovesOneLine() {
    RandomCases cases = new RandomCases(35);
    FeatureSet set = cases.featureSet(20);
    Scorecard card = Scorecard.of(cases.scorecard(set), set);
    FeatureVector first = cases.vector(set);
    int changed = 0;
    while (!card.uses(changed) || first.state(changed) != FeatureState.VALUE) {
      changed++;
    }
    double[] values = first.values();
    FeatureState[] states = FeatureState.decode(first.encodedStates());
    values[changed] = Double.NaN;
    states[changed] = FeatureState.NOT_CONNECTED;
    Scored before = scored(card, first);
    Scored after = scored(card, new FeatureVector(set, values, states));
    ScoreDifference difference = ScoreDifference.between(before, after);
    for (DifferenceLine line : difference.lines()) {
      boolean moved = set.feature(changed).code().equals(line.feature());
      assertEquals(
          moved ? -before.prediction().contribution(changed) : 0.0, line.difference(), 0.0);
      assertTrue(!moved || "not connected".equals(line.after()));
    }
  }
}
