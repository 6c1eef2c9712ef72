package dev.perennial.scoring.migration;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.numbers;
import static dev.perennial.scoring.CaseNumbers.rows;
import static dev.perennial.scoring.CaseNumbers.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.SharedCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reference case 08: moves between five segments. */
class MigrationCaseTest {
  /** Kemeny and Snell's Land of Oz (rain, nice, snow): steady state 2/5, 1/5, 2/5. */
  @Test
  void weatherOfOz() {
    TransitionMatrix oz =
        new TransitionMatrix(
            List.of("rain", "nice", "snow"),
            new double[][] {{0.5, 0.25, 0.25}, {0.5, 0, 0.5}, {0.25, 0.25, 0.5}});
    double[] steady = oz.steadyState();
    assertEquals(0.4, steady[0], 1e-12);
    assertEquals(0.2, steady[1], 1e-12);
    assertEquals(0.25, oz.secondEigenvalueModulus(), 1e-12);
  }

  @Test
  void agreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("08_segment_migration_markov.json");
    JsonNode expected = shared.get("expected");
    double tolerance = shared.get("tolerance").asDouble();
    MigrationCounts counts = counts(shared);
    TransitionMatrix matrix = TransitionMatrix.of(counts);
    assertRows(expected.get("P"), matrix.probabilities(), tolerance);
    assertRows(expected.get("P_power_4"), matrix.power(4).probabilities(), tolerance);
    double all = IntStream.range(0, 5).mapToLong(counts::began).sum();
    double[] start = IntStream.range(0, 5).mapToDouble(index -> counts.began(index) / all).toArray();
    assertNear(expected.get("start_share"), start, tolerance);
    assertNear(expected.get("stationary"), matrix.steadyState(), tolerance);
    assertNear(expected.get("share_after_1"), matrix.project(start, 1), tolerance);
    assertNear(expected.get("share_after_4"), matrix.project(start, 4), tolerance);
    assertNear(
        expected.get("second_eigenvalue_modulus"), matrix.secondEigenvalueModulus(), tolerance);
    double[] retained = IntStream.range(0, 5).mapToDouble(index -> matrix.probability(index, index)).toArray();
    assertNear(expected.get("retained_share_by_row"), retained, tolerance);
    double[] net = IntStream.range(0, 5).mapToDouble(counts::net).toArray();
    assertNear(expected.get("net_migration"), net, tolerance);
    assertEquals(expected.get("upgraded").asLong(), counts.upgraded());
    assertEquals(expected.get("downgraded").asLong(), counts.downgraded());
  }

  @Test
  void absorptionAgreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("08_segment_migration_markov.json");
    JsonNode expected = shared.get("expected");
    Absorption absorption = Absorption.of(TransitionMatrix.of(counts(shared)), Set.of("Inactive"));
    double tolerance = shared.get("tolerance").asDouble();
    double[][] visits =
        absorption.visits().stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    assertRows(expected.get("absorbing_fundamental"), visits, tolerance);
    double[] periods = absorption.expectedPeriods().stream().mapToDouble(Double::doubleValue).toArray();
    assertNear(expected.get("expected_periods_to_inactive"), periods, tolerance);
  }

  private static void assertRows(JsonNode expected, double[][] actual, double tolerance) {
    double[][] rows = rows(expected);
    assertEquals(rows.length, actual.length);
    for (int row = 0; row < rows.length; row++) {
      assertNear(expected.get(row), actual[row], tolerance);
    }
  }

  private static MigrationCounts counts(JsonNode shared) {
    List<List<Long>> moved =
        IntStream.range(0, 5)
            .mapToObj(row -> numbers(shared.get("counts").get(row)))
            .map(row -> Arrays.stream(row).mapToObj(value -> (long) value).toList())
            .toList();
    return MigrationCounts.closed(texts(shared.get("segments")), moved);
  }
}
