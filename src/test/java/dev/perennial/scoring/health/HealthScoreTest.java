package dev.perennial.scoring.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Features;
import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthScoreTest {
  private static final FeatureSet SET =
      new FeatureSet(
          "mine",
          1,
          List.of(
              Features.of("auto", FeatureGroup.CONTRACT, Measure.AUTO_RENEW).build(),
              Features.of("silence", FeatureGroup.RELATIONSHIP, Measure.TWO_WAY_SILENCE)
                  .window(90)
                  .build(),
              Features.of("open", FeatureGroup.SUPPORT, Measure.TICKETS_OPEN).build()));

  private static final Scorecard CARD =
      Scorecard.of(
          new ScorecardDefinition(
              "card",
              1,
              "mine",
              1,
              0.4,
              0.3,
              List.of(
                  Terms.of("auto", 0.2).build(),
                  Terms.of("silence", 3).build(),
                  Terms.of("open", 3).reference(1).build())),
          SET);

  private static HealthScore health(String states, double... values) {
    FeatureVector vector = FeatureVector.of(SET, values, states);
    return HealthScore.of(CARD, vector, CARD.predict(vector));
  }

  private static GroupHealth group(HealthScore health, FeatureGroup group) {
    return health.groups().stream().filter(one -> one.group() == group).findFirst().orElseThrow();
  }

  @Test
  void neutralIsFiftyWhateverTheContractSays() {
    HealthScore neutral = health("VVV", 1, 0, 1);
    assertEquals(50, neutral.overall());
    assertTrue(neutral.groups().stream().allMatch(group -> group.health() == 50));
    assertEquals(neutral, health("VVV", 0, 0, 1));
  }

  /** Odds tripled for the worse: 100/(1+3) = 25; a third of the odds: 75; both cancel. */
  @Test
  void eachGroupHasItsOwnAndTheOverallSumsThem() {
    HealthScore silent = health("VVV", 1, 1, 1);
    assertEquals(25, silent.overall(), 1e-12);
    assertEquals(25, group(silent, FeatureGroup.RELATIONSHIP).health(), 1e-12);
    assertEquals(50, group(silent, FeatureGroup.SUPPORT).health());
    HealthScore both = health("VVV", 1, 1, 0);
    assertEquals(75, group(both, FeatureGroup.SUPPORT).health(), 1e-12);
    assertEquals(50, both.overall(), 1e-12);
  }

  @Test
  void tellsFiftyFromNotKnown() {
    HealthScore health = health("VVN", 1, 0, Double.NaN);
    assertEquals(
        new GroupHealth(FeatureGroup.SUPPORT, 50, 1, 0), group(health, FeatureGroup.SUPPORT));
    assertEquals(new GroupHealth(FeatureGroup.USAGE, 50, 0, 0), group(health, FeatureGroup.USAGE));
    assertEquals(5, health.groups().size());
  }

  @Test
  void staysWithinZeroAndHundredAndFallsAsTheSignalsWorsen() {
    RandomCases cases = new RandomCases(41);
    for (int round = 0; round < 300; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(40));
      Scorecard card = Scorecard.of(cases.scorecard(set), set);
      FeatureVector vector = cases.vector(set);
      Prediction prediction = card.predict(vector);
      HealthScore health = HealthScore.of(card, vector, prediction);
      assertTrue(health.overall() >= 0 && health.overall() <= 100);
      double signals = 0;
      for (int feature = 0; feature < set.size(); feature++) {
        if (set.feature(feature).group().signalGroup()) {
          signals += prediction.contribution(feature);
        }
      }
      assertEquals(100 / (1 + Math.exp(signals)), health.overall(), 1e-9);
    }
  }
}
