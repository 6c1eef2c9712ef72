package dev.perennial.scoring.survival;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.SharedCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Reference case 06 and what holds for any cohort. */
class ShiftedBetaGeometricTest {
  /** Fader and Hardie 2007, "high end" cohort: α = .668, β = 3.806. */
  @Test
  void fitOfThePaper() {
    ShiftedBetaGeometric fit =
        ShiftedBetaGeometric.fit(1000, 869, 743, 653, 593, 551, 517, 491);
    assertEquals(0.668, fit.alpha(), 5e-4);
    assertEquals(3.806, fit.beta(), 5e-4);
    assertEquals(-1611.158147, fit.logLikelihood(), 1e-5);
  }

  @Test
  void agreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("06_sbg_retention.json");
    for (String cohort : new String[] {"high_end", "regular"}) {
      assertCohort(shared.get(cohort), shared.get("tolerance"));
    }
  }

  private static void assertCohort(JsonNode expected, JsonNode tolerances) {
    double[] percent = numbers(expected.get("actual_percent"));
    double[] survivors =
        Arrays.stream(percent, 0, expected.get("fit_on_renewals").asInt() + 1).map(p -> 10 * p).toArray();
    ShiftedBetaGeometric fit = ShiftedBetaGeometric.fit(survivors);
    double loose = tolerances.get("alpha_beta").asDouble();
    double tight = tolerances.get("survival").asDouble();
    assertNear(expected.get("alpha"), fit.alpha(), loose);
    assertNear(expected.get("beta"), fit.beta(), loose);
    assertNear(expected.get("loglik_per_1000"), fit.logLikelihood(), tight);
    for (int renewals = 0; renewals < percent.length; renewals++) {
      assertNear(expected.get("survival_pred").get(renewals), fit.survival(renewals), tight);
      if (renewals > 0) {
        assertNear(expected.get("retention_rate_pred").get(renewals - 1), fit.retention(renewals), tight);
      }
    }
    for (JsonNode value : expected.get("DERL_d10_n")) {
      double derl = fit.discountedResidualLifetime(value.get("n").asInt(), 0.1);
      assertEquals(value.get("derl").asDouble(), derl, loose);
    }
    double off = Math.abs(100 * fit.survival(12) - percent[12]);
    assertNear(expected.get("abs_err_year12_pct_points"), off, 100 * tight);
    double mean = 0;
    for (int year = 8; year <= 12; year++) {
      mean += Math.abs(100 * fit.survival(year) - percent[year]) / 5;
    }
    assertNear(expected.get("mae_years_8_12"), mean, 100 * tight);
  }

  @Test
  void retentionRisesAndSurvivalIsItsProduct() {
    RandomGenerator random = new RandomCases(6).random();
    for (int round = 0; round < 100; round++) {
      ShiftedBetaGeometric model =
          new ShiftedBetaGeometric(random.nextDouble(0.1, 5), random.nextDouble(0.1, 9), 0);
      double left = 1;
      for (int renewal = 1; renewal < 30; renewal++) {
        assertTrue(model.retention(renewal) < model.retention(renewal + 1));
        left *= model.retention(renewal);
        assertEquals(left, model.survival(renewal), 1e-12);
      }
      assertEquals(left, model.projected(1, 0, 29), 1e-12);
      assertEquals(derlBySum(model, 3, 0.1), model.discountedResidualLifetime(3, 0.1), 1e-9);
    }
  }

  /** Σ over renewals from the n-th on of survival given n - 1 renewals, discounted. */
  private static double derlBySum(ShiftedBetaGeometric model, int renewal, double discount) {
    double sum = 0;
    double term = 1;
    for (int next = renewal; next < renewal + 2000; next++) {
      term *= model.retention(next);
      sum += term;
      term /= 1 + discount;
    }
    return sum;
  }
}
