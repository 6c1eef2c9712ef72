package dev.perennial.scoring.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.Features;
import dev.perennial.scoring.SharedCases;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference case 13 with no outcomes: the score is the scorecard. */
class ColdStartCaseTest {
  /**
   * Prior mean (-1.4, 0.8, 0.6, 0.5), prior deviation (1, 0.5, 0.5, 0.5), query (1, 1, 0, 1):
   * log-odds -0.1, variance 1 + 0.25 + 0.25. Expected by Python 3: {@code 1/(1+exp(-(-0.1 + k *
   * 1.959963984540054 * sqrt(1.5))))}, k = 0, -1, 1; the first is case 13's {@code
   * query_prob_prior_only}.
   */
  @Test
  void scoresAndBoundsFromThePriorAlone() {
    Prediction prediction =
        predict(
            new double[] {-1.4, 0.8, 0.6, 0.5},
            new double[] {1, 0.5, 0.5, 0.5},
            new double[] {1, 0, 1});
    assertEquals(-0.1, prediction.logOdds(), 1e-12);
    assertEquals(0.47502081252106, prediction.probability(), 1e-12);
    assertEquals(0.07582623024857017, prediction.lower(), 1e-12);
    assertEquals(0.9089147842699488, prediction.upper(), 1e-12);
    assertEquals(-1.4, prediction.baselineLogOdds(), 1e-12);
    assertEquals(0.8, prediction.contribution(0), 1e-12);
    assertEquals(0, prediction.contribution(1));
    assertEquals(0.5, prediction.contribution(2), 1e-12);
  }

  @Test
  void agreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("13_cold_start_map_logistic.json");
    JsonNode expected = shared.get("expected");
    double[] query = numbers(expected.get("query"));
    Prediction prediction =
        predict(
            numbers(expected.get("coef_n0")),
            numbers(shared.get("prior_sd")),
            new double[] {query[1], query[2], query[3]});
    assertEquals(
        expected.get("query_prob_prior_only").asDouble(),
        prediction.probability(),
        shared.get("tolerance").asDouble());
  }

  private static Prediction predict(double[] mean, double[] deviation, double[] query) {
    List<FeatureDefinition> features = new ArrayList<>();
    List<ScorecardTerm> terms = new ArrayList<>();
    for (int index = 0; index < query.length; index++) {
      String code = "x" + index;
      features.add(
          Features.of(code, FeatureGroup.USAGE, Measure.MEAN).kind("METRIC").window(30).build());
      terms.add(
          Terms.of(code, StrictMath.exp(mean[index + 1])).strength(deviation[index + 1]).build());
    }
    FeatureSet set = new FeatureSet("case13", 1, features);
    ScorecardDefinition card =
        new ScorecardDefinition(
            "case13", 1, "case13", 1, 1 / (1 + StrictMath.exp(-mean[0])), deviation[0], terms);
    return Scorecard.of(card, set).predict(FeatureVector.of(set, query, "VVV"));
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = array.get(index).asDouble();
    }
    return numbers;
  }
}
