package dev.perennial.scoring.programme;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.lines;
import static dev.perennial.scoring.CaseNumbers.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.SharedCases;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.test.Proportion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Reference case 11. Effects on shares follow from its counts; those on spend need Hillstrom's data. */
class ProgrammeCaseTest {
  private static final Confidence LEVEL = Confidence.NINETY_FIVE;

  /** The small trial of case 11: Qini coefficient .0963541667, end 1. */
  @Test
  void smallTrial() {
    QiniCurve curve =
        QiniCurve.of(
            new double[] {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2},
            new boolean[] {true, false, true, false, true, false, true, false},
            new double[] {1, 0, 1, 0, 0, 1, 0, 0});
    assertEquals(0.09635416666666669, curve.coefficient(), 1e-12);
    assertEquals(1, curve.end(), 1e-12);
  }

  /** Case 11, men's e-mail: 3,894 of 21,307 visited, 2,262 of 21,306 without it. */
  @Test
  void visitsOfTheEmailTest() {
    Effect effect = IntentionToTreat.onMean(binary(3894, 21307), binary(2262, 21306), LEVEL);
    assertEquals(0.07658956365153125, effect.difference(), 1e-10);
    assertEquals(0.0033858878117283653, effect.standardError(), 1e-10);
    ProportionEffect share =
        IntentionToTreat.onShare(new Proportion(3894, 21307), new Proportion(2262, 21306), LEVEL);
    assertEquals(0.06995334548485052, share.difference().interval().lower(), 1e-5);
  }

  @Test
  void sharesAgreeWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("11_programme_uplift.json");
    double tolerance = shared.get("tolerance").get("ate").asDouble();
    for (Map.Entry<String, JsonNode> one : shared.get("ate").properties()) {
      if (!one.getKey().endsWith("spend")) {
        JsonNode expected = one.getValue();
        SampleSummary treated = binary(expected, "treated_mean", "n_treated");
        SampleSummary control = binary(expected, "control_mean", "n_control");
        Effect effect = IntentionToTreat.onMean(treated, control, LEVEL);
        assertNear(expected.get("ate"), effect.difference(), tolerance);
        assertNear(expected.get("se_welch"), effect.standardError(), tolerance);
        assertNear(expected.get("z"), effect.difference() / effect.standardError(), tolerance);
        assertNear(expected.get("relative_lift"), effect.difference() / control.mean(), tolerance);
        // The case takes the normal quantile, we take Student's with some 42,000 degrees of freedom.
        assertNear(expected.get("ci95"), effect.interval(), 1e-6);
      }
    }
  }

  @Test
  void smallTrialAndChangesAgreeWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("11_programme_uplift.json");
    JsonNode small = shared.get("qini").get("small");
    double[] arms = numbers(small.get("input").get("t"));
    boolean[] treated = new boolean[arms.length];
    for (int index = 0; index < arms.length; index++) {
      treated[index] = arms[index] == 1;
    }
    QiniCurve curve =
        QiniCurve.of(
            numbers(small.get("input").get("u")), treated, numbers(small.get("input").get("y")));
    assertNear(small.get("qini_coef"), curve.coefficient(), 1e-10);
    assertNear(small.get("end"), curve.end(), 1e-10);
    JsonNode did = shared.get("did");
    Effect effect =
        DifferenceInDifferences.ofShares(shares(did, "treated"), shares(did, "control"), LEVEL);
    assertNear(did.get("did"), effect.difference(), 1e-10);
    assertNear(did.get("se_independent_binomials"), effect.standardError(), 1e-10);
  }

  /** Skipped where Hillstrom's data are absent, as they are from the folder of shared data. */
  @Test
  void spendAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("11_programme_uplift.json");
    double tolerance = shared.get("tolerance").get("ate").asDouble();
    for (String arm : List.of("Mens E-Mail", "Womens E-Mail")) {
      JsonNode expected = shared.get("ate").get(arm + " vs No E-Mail | spend");
      double[] treated = column(arm, "spend");
      double[] control = column("No E-Mail", "spend");
      Effect effect =
          IntentionToTreat.onMean(SampleSummary.of(treated), SampleSummary.of(control), LEVEL);
      assertNear(expected.get("ate"), effect.difference(), tolerance);
      assertNear(expected.get("se_welch"), effect.standardError(), tolerance);
      JsonNode adjusted = shared.get("cuped").get(arm + " | spend ~ history");
      Cuped cuped =
          Cuped.of(treated, column(arm, "history"), control, column("No E-Mail", "history"), LEVEL);
      assertNear(adjusted.get("theta"), cuped.theta(), tolerance);
      assertNear(adjusted.get("ate"), cuped.effect().difference(), tolerance);
      assertNear(adjusted.get("se"), cuped.effect().standardError(), tolerance);
      assertNear(adjusted.get("variance_reduction"), cuped.varianceReduction(), tolerance);
    }
  }

  private static double[] column(String arm, String name) throws IOException {
    List<String> lines = lines("hillstrom/hillstrom.csv");
    List<String> header = List.of(lines.getFirst().split(","));
    Predicate<String[]> inArm = cells -> cells[header.indexOf("segment")].equals(arm);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .filter(inArm)
        .mapToDouble(cells -> Double.parseDouble(cells[header.indexOf(name)]))
        .toArray();
  }

  private static DifferenceInDifferences.Shares shares(JsonNode did, String group) {
    return new DifferenceInDifferences.Shares(
        did.get(group + "_pre").asDouble(),
        did.get(group + "_post").asDouble(),
        did.get("n_" + group).asLong());
  }

  private static SampleSummary binary(JsonNode expected, String mean, String size) {
    long trials = expected.get(size).asLong();
    return binary(Math.round(expected.get(mean).asDouble() * trials), trials);
  }

  private static SampleSummary binary(long successes, long trials) {
    double mean = (double) successes / trials;
    return new SampleSummary(trials, mean, mean * (1 - mean) * trials / (trials - 1));
  }
}
