package dev.perennial.scoring.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Tables;
import dev.perennial.scoring.Terms;
import dev.perennial.scoring.calibrate.CalibratedModel;
import dev.perennial.scoring.calibrate.CalibrationKind;
import dev.perennial.scoring.calibrate.CalibrationTraining;
import dev.perennial.scoring.explain.Explanation;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.learned.LearnedModel;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.logistic.LogisticSpec;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Prediction;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.model.Scorecard;
import dev.perennial.scoring.model.ScorecardDefinition;
import dev.perennial.scoring.table.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model promises, M0 to M3, bare and calibrated, on kind and unkind data. */
class ModelConformanceTest {
  private static final FeatureSet SET = Tables.featureSet();
  private static final List<FeatureVector> VECTORS = Tables.vectors(SET, 900, 11);
  private static final List<FeatureVector> FRESH = fresh();
  private static final long SEED = 5;

  private static final Map<String, boolean[]> OUTCOMES =
      Map.of(
          "mixed", Tables.outcomes(VECTORS, 3),
          "none lost", new boolean[VECTORS.size()],
          "all lost", allLost(),
          "separable", separable());

  private static final Map<String, Function<TrainingTable, Model>> MODELS =
      Map.of(
          "M0", table -> learned(table, TrainingSpec.ofBaseRate("tier")),
          "M0 without segments", table -> learned(table, TrainingSpec.ofBaseRate(null)),
          "M1", table -> scorecard(),
          "M2", table -> learned(table, TrainingSpec.ofLogistic(LogisticSpec.ridge())),
          "M2 with logarithms", table -> learned(table, TrainingSpec.ofLogistic(LogisticSpec.usual())),
          "M2 expert", table -> learned(table, TrainingSpec.ofLogistic(LogisticSpec.expert(card()))),
          "M2 without prior", table -> learned(table, TrainingSpec.ofLogistic(LogisticSpec.maximumLikelihood())),
          "M3", table -> learned(table, TrainingSpec.ofAdditive()));

  private static List<FeatureVector> fresh() {
    List<FeatureVector> fresh = new ArrayList<>(Tables.vectors(SET, 150, 12));
    fresh.add(FeatureVector.of(SET, new double[] {1e9, -1e9, 0, 1, 3, 1e9}, "VVVVVV")); // far off, a level unseen
    fresh.add(FeatureVector.of(SET, new double[] {0, 0, 0, 0, -1, 8}, "VVVVVV"));
    double[] none = new double[SET.size()];
    Arrays.fill(none, Double.NaN);
    fresh.add(FeatureVector.of(SET, none, "NNNNNN"));
    fresh.add(FeatureVector.of(SET, none, "SSSSSS"));
    return fresh;
  }

  private static boolean[] allLost() {
    boolean[] lost = new boolean[VECTORS.size()];
    Arrays.fill(lost, true);
    return lost;
  }

  private static boolean[] separable() {
    boolean[] lost = new boolean[VECTORS.size()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = VECTORS.get(row).state(0) == FeatureState.VALUE && VECTORS.get(row).value(0) > 0.5;
    }
    return lost;
  }

  private static ScorecardDefinition card() {
    return new ScorecardDefinition("card", 1, SET.code(), 1, 0.2, 0.4, List.of(
        Terms.of("usage", 0.5).bounds(-3.0, 3.0).silent(1.5).build(),
        Terms.of("silence", 2).build(),
        Terms.of("tier", 1.8).level("bronze").build()));
  }

  private static Model scorecard() {
    return Scorecard.of(card(), SET);
  }

  private static Model learned(TrainingTable table, TrainingSpec spec) {
    return new LearnedModel("learned", 1, SET, Training.train(table, spec, SEED), Map.of());
  }

  static Stream<Arguments> cases() {
    return MODELS.keySet().stream().sorted().flatMap(
        model -> OUTCOMES.keySet().stream().sorted().map(outcome -> Arguments.of(model, outcome)));
  }

  private static TrainingTable table(String outcome) {
    return Tables.table(SET, VECTORS, OUTCOMES.get(outcome));
  }

  /** The model, and it calibrated in every way on outcomes of its own. */
  private static List<Model> variants(String model, String outcome) {
    Model bare = MODELS.get(model).apply(table(outcome));
    List<Model> variants = new ArrayList<>(List.of(bare));
    List<FeatureVector> judged = Tables.vectors(SET, 400, 21);
    double[] logOdds = judged.stream().mapToDouble(vector -> bare.predict(vector).logOdds()).toArray();
    for (CalibrationKind kind : CalibrationKind.values()) {
      variants.add(new CalibratedModel(bare, CalibrationTraining.fit(kind, logOdds, Tables.outcomes(judged, 22))));
    }
    return variants;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesAreBoundedAndTheirPartsAddUp(String model, String outcome) {
    for (Model variant : variants(model, outcome)) {
      for (FeatureVector vector : FRESH) {
        Prediction prediction = variant.predict(vector); // refuses parts that do not add up within 1e-12
        assertTrue(prediction.probability() >= 0 && prediction.probability() <= 1);
        assertTrue(Double.isFinite(prediction.logOdds()));
        double sum = prediction.baselineLogOdds();
        for (double contribution : prediction.contributions()) {
          sum += contribution;
        }
        assertEquals(prediction.logOdds(), sum + prediction.calibration(), 1e-12);
        Explanation.of(variant, vector, prediction);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingAgainAndReplayingGiveTheSameBits(String model, String outcome) {
    List<Model> once = variants(model, outcome);
    List<Model> again = variants(model, outcome);
    for (int index = 0; index < once.size(); index++) {
      for (FeatureVector vector : FRESH) {
        assertEquals(once.get(index).predict(vector), again.get(index).predict(vector));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneRowAndABatchGiveTheSameBits(String model, String outcome) {
    for (Model variant : variants(model, outcome)) {
      BatchScorer scorer = variant.batch();
      int features = SET.size();
      double[] values = new double[FRESH.size() * features];
      byte[] states = new byte[values.length];
      for (int row = 0; row < FRESH.size(); row++) {
        System.arraycopy(FRESH.get(row).values(), 0, values, row * features, features);
        System.arraycopy(FRESH.get(row).stateCodes(), 0, states, row * features, features);
      }
      ScoreArrays out = ScoreArrays.of(FRESH.size(), features);
      scorer.score(values, states, FRESH.size(), out);
      for (int row = 0; row < FRESH.size(); row++) {
        Prediction prediction = variant.predict(FRESH.get(row));
        assertEquals(prediction.logOdds(), out.logOdds()[row]);
        assertEquals(prediction.lower(), out.lower()[row]);
        assertEquals(prediction.upper(), out.upper()[row]);
        assertEquals(prediction.coverage(), out.coverage()[row]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOrderOfRowsAndColumnsDoesNotShow(String model, String outcome) {
    if (model.equals("M1")) {
      return; // not trained
    }
    TrainingTable table = table(outcome);
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, table.rows()).boxed().toList());
    Collections.shuffle(shuffled, new java.util.Random(4));
    TrainingTable rows = table.rows(shuffled.stream().mapToInt(Integer::intValue).toArray());
    TrainingTable turned = new TrainingTable(
        rows.columns().reversed(),
        lost(rows), IntStream.range(0, rows.rows()).mapToLong(rows::group).toArray(), new long[rows.rows()]);
    Model one = MODELS.get(model).apply(table);
    Model other = MODELS.get(model).apply(turned);
    for (FeatureVector vector : FRESH) {
      assertEquals(one.predict(vector), other.predict(vector));
    }
  }

  private static boolean[] lost(TrainingTable table) {
    boolean[] lost = new boolean[table.rows()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = table.lost(row);
    }
    return lost;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDocumentSurvivesJson(String model, String outcome) throws Exception {
    if (!(MODELS.get(model).apply(table(outcome)) instanceof LearnedModel learned)) {
      return;
    }
    Model back = new LearnedModel("learned", 1, SET, Json.roundTrip(learned.document()), Map.of());
    assertEquals(learned.document(), Json.roundTrip(learned.document()));
    for (FeatureVector vector : FRESH) {
      assertEquals(learned.predict(vector), back.predict(vector));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatCannotBeKnownWidensTheIntervalAndMovesNothing(String model, String outcome) {
    Model bare = MODELS.get(model).apply(table(outcome));
    double[] none = new double[SET.size()];
    Arrays.fill(none, Double.NaN);
    Prediction unknown = bare.predict(FeatureVector.of(SET, none, "NNNNNN"));
    assertEquals(bare.batch().baselineLogOdds(), unknown.logOdds());
    assertTrue(unknown.upper() >= unknown.probability() && unknown.lower() <= unknown.probability());
    boolean reads = IntStream.range(0, SET.size()).anyMatch(bare::uses);
    assertEquals(reads ? 0 : 1, unknown.coverage());
    if (bare.uses(SET.indexOf("tier"))) {
      double[] noLevel = {0, 0, 0, 0, 99, 7};
      ScoreArrays out = ScoreArrays.of(1, 6);
      assertThrows(IllegalArgumentException.class, () -> bare.batch().score(noLevel, new byte[6], 1, out));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMeanContributionOverTheRowsOfTrainingIsNothing(String model, String outcome) {
    if (!(MODELS.get(model).apply(table(outcome)) instanceof LearnedModel learned) || model.equals("M2 expert")) {
      return; // stated references are people's, not the rows'
    }
    double[] sums = new double[SET.size()];
    for (FeatureVector vector : VECTORS) {
      double[] contributions = learned.predict(vector).contributions();
      for (int feature = 0; feature < sums.length; feature++) {
        sums[feature] += contributions[feature] / VECTORS.size();
      }
    }
    double[] nothing = new double[SET.size()];
    // With unconnected rows left out of a mean, and pairs only where both columns are known.
    assertArrayEquals(nothing, sums, 0.01);
    double[] logOdds = TableScores.logOdds(learned.document(), table(outcome));
    assertEquals(learned.predict(VECTORS.getFirst()).logOdds(), logOdds[0]);
  }
}
