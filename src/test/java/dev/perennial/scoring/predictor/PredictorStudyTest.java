package dev.perennial.scoring.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two panels, never mixed; the adjusted one must not be fooled by what merely goes along. */
class PredictorStudyTest {
  private static final Map<String, Integer> TRUE_DRIVERS =
      Map.of(
          "champion_left", 1, "competitor_contact", 1, "price_increase_notice", 1, "severe_outage", 1, "exec_review_held",
          -1, "seats_added", -1, "funding_round", -1);

  @Test
  void theSyntheticWorldsDriversAreFoundAndAtMostOneFalse() throws IOException {
    SyntheticWorld world = SyntheticWorld.load();
    PredictorStudy.Findings found = PredictorStudy.of(world.rows, world.exposures, world.segments, 0.05);
    Set<String> drivers = new TreeSet<>();
    for (ExposureFinding finding : found.exposures()) {
      Double q = finding.adjustedQ();
      Slope adjusted = finding.adjusted();
      if (q != null && adjusted != null && q <= 0.05) {
        drivers.add(finding.code());
        Integer sign = TRUE_DRIVERS.get(finding.code());
        assertTrue(sign == null || sign * adjusted.logOddsRatio() > 0, finding.toString());
      }
    }
    assertTrue(drivers.containsAll(TRUE_DRIVERS.keySet()), drivers.toString());
    assertTrue(drivers.size() <= TRUE_DRIVERS.size() + 1, drivers.toString());
    for (String fooling : List.of("webinar_attended", "newsletter_opened")) {
      ExposureFinding finding = of(found, fooling);
      Double q = finding.adjustedQ();
      assertTrue(finding.confounded() || q != null && q > 0.05, finding.toString());
    }
    assertNotNull(of(found, "cancellation_form_opened").reason(), "as of 60 days before there is nothing of it to see");
  }

  private static ExposureFinding of(PredictorStudy.Findings found, String code) {
    return found.exposures().stream().filter(finding -> finding.code().equals(code)).findFirst().orElseThrow();
  }

  /** Two segments, in each of which the exposure helps; the exposed are mostly in the bad one. */
  @Test
  void simpsonsParadoxIsCalledByItsName() {
    // segment, then exposed lost and kept, others lost and kept
    int[][] cells = {{1, 160, 240, 60, 40}, {0, 12, 88, 180, 820}};
    int rows = 400 + 100 + 100 + 1000;
    boolean[] lost = new boolean[rows];
    boolean[] exposed = new boolean[rows];
    int[] segments = new int[rows];
    double[] noise = new double[rows];
    int row = 0;
    for (int[] segment : cells) {
      for (int cell = 1; cell <= 4; cell++) {
        for (int i = 0; i < segment[cell]; i++) {
          lost[row] = cell % 2 == 1;
          exposed[row] = cell <= 2;
          segments[row] = segment[0];
          noise[row] = (row * 7919) % 101;
          row++;
        }
      }
    }
    ExposureFinding finding = study(lost, exposed, segments, noise).exposures().getFirst();
    Association crude = finding.association();
    Stratification within = finding.stratification();
    assertNotNull(crude);
    assertNotNull(within);
    assertTrue(crude.oddsRatio().estimate().value() > 1);
    assertTrue(within.commonOddsRatio().value() < 1);
    assertTrue(finding.simpson());
    Slope adjusted = finding.adjusted();
    assertNotNull(adjusted);
    assertTrue(adjusted.logOddsRatio() < 0, "the segment is held equal");
    assertTrue(finding.confounded());
  }

  private static PredictorStudy.Findings study(boolean[] lost, boolean[] exposed, int[] segments, double[] noise) {
    int rows = lost.length;
    boolean[] known = new boolean[rows];
    Arrays.fill(known, true);
    long[] groups = new long[rows];
    Arrays.setAll(groups, i -> i);
    double[] levels = Arrays.stream(segments).asDoubleStream().toArray();
    TrainingTable table =
        new TrainingTable(
            List.of(
                TrainingColumn.ofLevels("segment", List.of("a", "b"), levels, null),
                TrainingColumn.of("noise", FeatureType.NUMERIC, noise, null)),
            lost,
            groups,
            new long[rows]);
    return PredictorStudy.of(table, List.of(new Exposure("x", exposed, known)), segments, 0.05);
  }

  @Test
  void tooFewLossesAreSaidToBeTooFew() {
    boolean[] lost = new boolean[200];
    boolean[] exposed = new boolean[200];
    for (int row = 0; row < 200; row++) {
      lost[row] = row < 19;
      exposed[row] = row % 2 == 0;
    }
    ExposureFinding few = study(lost, exposed, new int[200], new double[200]).exposures().getFirst();
    assertEquals("19 losses; at least 20 are needed", few.reason());
    assertNull(few.association());
    lost[19] = true;
    Arrays.fill(exposed, 0, 20, false);
    ExposureFinding unexposed = study(lost, exposed, new int[200], new double[200]).exposures().getFirst();
    assertEquals("0 losses among the exposed; at least 10 are needed", unexposed.reason());
  }

  @Test
  void theFamilyIsEverythingThatWasAsked() {
    boolean[] lost = new boolean[400];
    boolean[] exposed = new boolean[400];
    double[] noise = new double[400];
    for (int row = 0; row < 400; row++) {
      lost[row] = row % 4 == 0;
      exposed[row] = row % 8 < 4;
      noise[row] = row % 5;
    }
    PredictorStudy.Findings found = study(lost, exposed, new int[400], noise);
    assertEquals(2, found.associationFamily());
    assertEquals(2, found.adjustedFamily());
    assertFalse(found.exposures().getFirst().confounded());
    assertEquals(new HashSet<>(List.of("noise")), new HashSet<>(found.covariates().stream().map(CovariateFinding::code).toList()));
  }

  /** x works by itself and is not certain after correction; the rest only goes along with a number that decides. */
  @Test
  void whatIsAsStrongWithTheRestHeldEqualIsUncertainAndNotConfounded() {
    int rows = 900;
    boolean[] lost = new boolean[rows];
    boolean[] exposed = new boolean[rows];
    double[] value = new double[rows];
    for (int row = 0; row < rows; row++) {
      exposed[row] = row % 3 == 0;
      value[row] = (row * 389) % 100 / 100.0;
      double logit = -2.6 + 3 * value[row] + (exposed[row] ? 0.45 : 0);
      double draw = (row * 0.6180339887498949) % 1;
      lost[row] = draw < 1 / (1 + StrictMath.exp(-logit));
    }
    boolean[] known = new boolean[rows];
    Arrays.fill(known, true);
    List<Exposure> exposures = new ArrayList<>(List.of(new Exposure("x", exposed, known)));
    for (int along = 1; along <= 7; along++) {
      boolean[] high = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        high[row] = value[row] + (row * 0.7548776662466927) % 1 * 0.5 > 0.3 + along * 0.1;
      }
      exposures.add(new Exposure("along " + along, high, known));
    }
    long[] groups = new long[rows];
    Arrays.setAll(groups, i -> i);
    TrainingTable table =
        new TrainingTable(
            List.of(TrainingColumn.of("value", FeatureType.NUMERIC, value, null)), lost, groups, new long[rows]);
    PredictorStudy.Findings found = PredictorStudy.of(table, exposures, new int[rows], 0.05);
    ExposureFinding x = of(found, "x");
    assertTrue(Objects.requireNonNull(x.associationQ()) <= 0.05, x.toString());
    assertTrue(Objects.requireNonNull(x.adjustedQ()) > 0.05, x.toString());
    assertFalse(x.confounded(), x.toString());
    assertTrue(of(found, "along 3").confounded());
  }
}
