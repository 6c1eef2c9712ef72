package dev.perennial.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.perennial.scoring.explain.Explanation;
import dev.perennial.scoring.explain.Reason;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.feature.InvalidFeatureSetException;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.model.FeatureWording;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.model.ScorecardTerm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents every new tenant starts with: plain Jackson binds them, and they make sense. */
class StarterDocumentsTest {
  private static FeatureSet set;
  private static Scorecard card;

  @BeforeAll
  static void load() throws IOException {
    set = read("/starter/feature-set.json", FeatureSet.class);
    card = Scorecard.of(read("/starter/scorecard.json", ScorecardDefinition.class), set);
  }

  private static <T> T read(String resource, Class<T> type) throws IOException {
    try (InputStream stream = StarterDocumentsTest.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readValue(stream, type);
    }
  }

  @Test
  void bindAndValidate() {
    assertEquals("starter", set.code());
    assertEquals("starter", card.code());
    for (int feature = 0; feature < set.size(); feature++) {
      assertTrue(card.uses(feature), set.feature(feature).code() + " has no term");
    }
  }

  @Test
  void surviveWritingAndReading() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    assertEquals(set, mapper.readValue(mapper.writeValueAsString(set), FeatureSet.class));
    assertEquals(
        card.definition(),
        mapper.readValue(mapper.writeValueAsString(card.definition()), ScorecardDefinition.class));
  }

  @Test
  void whatADocumentLeavesOutIsADefaultOrAProblemNotACrash() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ScorecardTerm term =
        mapper.readValue("{\"feature\":\"tier\",\"oddsRatio\":2}", ScorecardTerm.class);
    assertEquals(1.0, term.per());
    assertEquals(0.0, term.reference());
    assertEquals(1.0, term.spread());
    ScorecardDefinition empty = mapper.readValue("{}", ScorecardDefinition.class);
    assertEquals(6, Scorecard.problems(empty, set).size());
    String bare = "{\"code\":\"a\",\"version\":1,\"features\":[{}]}";
    ValueInstantiationException thrown =
        assertThrows(
            ValueInstantiationException.class, () -> mapper.readValue(bare, FeatureSet.class));
    InvalidFeatureSetException cause =
        assertInstanceOf(InvalidFeatureSetException.class, thrown.getCause());
    assertEquals(
        List.of("code", "label", "group", "type", "measure"),
        cause.problems().stream()
            .map(problem -> problem.pointer().replace("/features/0/", ""))
            .toList());
  }

  @Test
  void aCustomerAtEveryReferenceHasTheBaseRate() {
    Prediction prediction = card.predict(atReference());
    assertEquals(0.15, prediction.probability(), 1e-12);
    assertTrue(prediction.lower() > 0.05 && prediction.upper() < 0.3, prediction::toString);
  }

  @Test
  void knowingNothingIsTheBaseRateWithAWideInterval() {
    double[] values = new double[set.size()];
    FeatureState[] states = new FeatureState[set.size()];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(states, FeatureState.NOT_CONNECTED);
    Prediction prediction = card.predict(new FeatureVector(set, values, states));
    assertEquals(0.15, prediction.probability(), 1e-12);
    assertEquals(0, prediction.coverage());
    assertTrue(prediction.upper() - prediction.lower() > 0.6, prediction::toString);
  }

  @Test
  void aCustomerInTroubleReadsAsOne() {
    FeatureVector vector =
        with(
            atReference(),
            "champion_left_180",
            1,
            "two_way_silence_90",
            1,
            "usage_trend_90",
            StrictMath.log(0.5));
    Prediction prediction = card.predict(vector);
    // Odds 15:85, times 3, 2.5 and 2.
    assertEquals(15.0 / 85 * 15, prediction.probability() / (1 - prediction.probability()), 1e-9);
    Explanation explanation = Explanation.of(card, vector, prediction);
    assertEquals(
        List.of(
            "Champion left in the last 180 days: 1 time",
            "No contact in either direction for 90 days",
            "Usage fell: -50% against the 90 days before"),
        explanation.topReasons(3).stream().map(Reason::sentence).toList());
  }

  /** Every sentence a starter score can say is whole: no placeholder left, nothing empty. */
  @Test
  void everySentenceIsWhole() {
    FeatureVector reference = atReference();
    for (int feature = 0; feature < set.size(); feature++) {
      String code = set.feature(feature).code();
      for (FeatureVector vector :
          List.of(
              with(reference, code, moved(feature, reference.value(feature), 1)),
              with(reference, code, moved(feature, reference.value(feature), -1)))) {
        Explanation explanation = Explanation.of(card, vector, card.predict(vector));
        for (Reason reason : explanation.reasons()) {
          assertFalse(
              reason.sentence().isBlank() || reason.sentence().contains("{"), reason.sentence());
        }
        for (Reason reason : explanation.topReasons(1)) {
          FeatureWording wording = card.wording(set.indexOf(reason.feature()), reason.value());
          assertTrue(
              (reason.contribution() > 0 ? wording.sentenceUp() : wording.sentenceDown()) != null,
              reason.feature() + " has no sentence for " + reason.valueText());
        }
      }
    }
  }

  private static double moved(int feature, double value, int direction) {
    return switch (set.feature(feature).type()) {
      case BOOLEAN -> direction > 0 ? 1 : 0;
      case CATEGORICAL -> direction > 0 ? 0 : 2;
      case NUMERIC -> {
        boolean neverNegative =
            value == 0
                && !List.of(Measure.TREND, Measure.SURVEY_CHANGE, Measure.PRICE_CHANGE_PERCENT)
                    .contains(set.feature(feature).measure());
        yield direction < 0 && neverNegative ? 0 : value + direction;
      }
    };
  }

  private static FeatureVector atReference() {
    double[] values = new double[set.size()];
    FeatureState[] states = new FeatureState[set.size()];
    for (int feature = 0; feature < values.length; feature++) {
      states[feature] = FeatureState.VALUE;
      Double reference = card.wording(feature, 0).reference();
      values[feature] =
          set.feature(feature).code().equals("tier") ? 1 : reference == null ? 0 : reference;
    }
    return new FeatureVector(set, values, states);
  }

  private static FeatureVector with(FeatureVector vector, Object... codesAndValues) {
    double[] values = vector.values();
    for (int index = 0; index < codesAndValues.length; index += 2) {
      int feature = set.indexOf((String) codesAndValues[index]);
      values[feature] = ((Number) codesAndValues[index + 1]).doubleValue();
    }
    return FeatureVector.of(set, values, vector.encodedStates());
  }
}
