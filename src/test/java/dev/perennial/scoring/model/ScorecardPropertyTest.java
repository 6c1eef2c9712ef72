package dev.perennial.scoring.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorecardPropertyTest {
  private static final int ROUNDS = 300;

  @Test
  void partsAddUpAndProbabilitiesStayInBounds() {
    RandomCases cases = new RandomCases(11);
    for (int round = 0; round < ROUNDS; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(60));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      Prediction prediction = card.predict(cases.vector(set));
      double sum = prediction.baselineLogOdds();
      for (double contribution : prediction.contributions()) {
        sum += contribution;
      }
      assertEquals(prediction.logOdds(), sum, 1e-12);
      assertTrue(prediction.lower() < prediction.probability());
      assertTrue(prediction.probability() < prediction.upper());
      assertTrue(prediction.lower() >= 0 && prediction.upper() <= 1);
      assertTrue(prediction.coverage() >= 0 && prediction.coverage() <= 1);
    }
  }

  /** The formula of the specification, written a second time and slowly. */
  @Test
  void agreesWithTheFormulaTermByTerm() {
    RandomCases cases = new RandomCases(12);
    for (int round = 0; round < ROUNDS; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(20));
      ScorecardDefinition definition = cases.scorecard(set);
      FeatureVector vector = cases.vector(set);
      Prediction prediction = Scorecard.of(definition, set).predict(vector);
      double logOdds =
          Math.log(definition.baseRate() / (1 - definition.baseRate()))
              + definition.terms().stream().mapToDouble(term -> slow(term, vector)).sum();
      double variance =
          Math.pow(definition.baseRateStrength(), 2)
              + definition.terms().stream()
                  .mapToDouble(term -> slowVariance(term, definition, vector))
                  .sum();
      assertEquals(logOdds, prediction.logOdds(), 1e-9);
      assertEquals(
          logOdds - 1.959963984540054 * Math.sqrt(variance),
          Math.log(prediction.lower() / (1 - prediction.lower())),
          1e-8);
    }
  }

  private static double slow(ScorecardTerm term, FeatureVector vector) {
    int index = vector.featureSet().indexOf(term.feature());
    return switch (vector.state(index)) {
      case VALUE -> Math.log(term.oddsRatio()) * units(term, vector, index);
      case SILENT -> term.silentOddsRatio() == null ? 0 : Math.log(term.silentOddsRatio());
      case NOT_CONNECTED -> 0;
    };
  }

  private static double slowVariance(
      ScorecardTerm term, ScorecardDefinition definition, FeatureVector vector) {
    int index = vector.featureSet().indexOf(term.feature());
    double sigma2 = term.strength() * term.strength();
    double unknown =
        (Math.pow(Math.log(term.oddsRatio()), 2) + sigma2) * Math.pow(term.spread(), 2);
    boolean silenceStated =
        definition.terms().stream()
            .anyMatch(
                other -> other.feature().equals(term.feature()) && other.silentOddsRatio() != null);
    return switch (vector.state(index)) {
      case VALUE -> sigma2 * Math.pow(units(term, vector, index), 2);
      case SILENT -> term.silentOddsRatio() != null ? sigma2 : silenceStated ? 0 : unknown;
      case NOT_CONNECTED -> unknown;
    };
  }

  private static double units(ScorecardTerm term, FeatureVector vector, int index) {
    double x = vector.value(index);
    if (term.level() != null) {
      x = vector.featureSet().feature(index).levels().indexOf(term.level()) == x ? 1 : 0;
    }
    x = term.minimum() == null ? x : Math.max(x, term.minimum());
    x = term.maximum() == null ? x : Math.min(x, term.maximum());
    return (x - term.reference()) / term.per();
  }

  @Test
  void batchAndSingleScoreGiveTheSameBits() {
    RandomCases cases = new RandomCases(13);
    for (int round = 0; round < 30; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(40));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      int rows = 50;
      int features = set.size();
      double[] values = new double[rows * features];
      byte[] states = new byte[rows * features];
      List<FeatureVector> vectors = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        FeatureVector vector = cases.vector(set);
        vectors.add(vector);
        System.arraycopy(vector.values(), 0, values, row * features, features);
        System.arraycopy(vector.stateCodes(), 0, states, row * features, features);
      }
      ScoreArrays out = ScoreArrays.of(rows, features);
      card.compiled().score(values, states, rows, out);
      for (int row = 0; row < rows; row++) {
        double[] contributions = new double[features];
        System.arraycopy(out.contributions(), row * features, contributions, 0, features);
        assertEquals(
            card.predict(vectors.get(row)),
            new Prediction(
                out.probability()[row],
                out.logOdds()[row],
                out.lower()[row],
                out.upper()[row],
                contributions,
                card.compiled().baselineLogOdds(),
                0,
                out.coverage()[row]));
      }
    }
  }

  @Test
  void orderOfTheTermsDoesNotShowInTheBits() {
    RandomCases cases = new RandomCases(14);
    for (int round = 0; round < ROUNDS; round++) {
      FeatureSet set = cases.featureSet(2 + cases.random().nextInt(40));
      ScorecardDefinition definition = cases.scorecard(set);
      List<ScorecardTerm> shuffled = new ArrayList<>(definition.terms());
      Collections.shuffle(shuffled, new Random(round));
      ScorecardDefinition other =
          new ScorecardDefinition(
              definition.code(),
              definition.version(),
              definition.featureSetCode(),
              definition.featureSetVersion(),
              definition.baseRate(),
              definition.baseRateStrength(),
              shuffled);
      FeatureVector vector = cases.vector(set);
      assertEquals(
          Scorecard.of(definition, set).predict(vector), Scorecard.of(other, set).predict(vector));
    }
  }

  @Test
  void orderOfTheFeaturesMovesTheScoreByRoundingOnly() {
    RandomCases cases = new RandomCases(15);
    for (int round = 0; round < ROUNDS; round++) {
      FeatureSet set = cases.featureSet(2 + cases.random().nextInt(40));
      ScorecardDefinition definition = cases.scorecard(set);
      FeatureVector vector = cases.vector(set);
      List<FeatureDefinition> shuffled = new ArrayList<>(set.features());
      Collections.shuffle(shuffled, new Random(round));
      FeatureSet otherSet = new FeatureSet(set.code(), set.version(), shuffled);
      double[] values = new double[set.size()];
      FeatureState[] states = new FeatureState[set.size()];
      for (int index = 0; index < values.length; index++) {
        int from = set.indexOf(otherSet.feature(index).code());
        values[index] = vector.value(from);
        states[index] = vector.state(from);
      }
      assertEquals(
          Scorecard.of(definition, set).predict(vector).logOdds(),
          Scorecard.of(definition, otherSet)
              .predict(new FeatureVector(otherSet, values, states))
              .logOdds(),
          1e-12);
    }
  }

  @Test
  void scoringTwiceGivesTheSameBits() {
    RandomCases cases = new RandomCases(16);
    FeatureSet set = cases.featureSet(50);
    ScorecardDefinition definition = cases.scorecard(set);
    FeatureVector vector = cases.vector(set);
    FeatureVector stored = FeatureVector.of(set, vector.values(), vector.encodedStates());
    assertEquals(
        Scorecard.of(definition, set).predict(vector),
        Scorecard.of(definition, set).predict(stored));
  }
}
