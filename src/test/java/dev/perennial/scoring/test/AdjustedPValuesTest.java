package dev.perennial.scoring.test;

import static dev.perennial.scoring.CaseNumbers.assertNear;
import static dev.perennial.scoring.CaseNumbers.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.SharedCases;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Reference case 03 (R's p.adjust) and what holds for any p-values. */
class AdjustedPValuesTest {
  /** The example of Benjamini and Hochberg 1995: at .05 four are rejected, by Bonferroni three. */
  @Test
  void exampleOfThePaper() {
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1
    };
    assertEquals(4, rejected(AdjustedPValues.benjaminiHochberg(p)));
    assertEquals(3, rejected(AdjustedPValues.bonferroni(p)));
    assertEquals(0.0638571428571429, AdjustedPValues.benjaminiHochberg(p)[5], 1e-12);
    assertEquals(0.00497734348984349, AdjustedPValues.benjaminiYekutieli(p)[0], 1e-12);
  }

  @Test
  void agreesWithTheSharedCase() throws IOException {
    JsonNode shared = SharedCases.read("03_multiple_testing.json");
    double tolerance = shared.get("tolerance").asDouble();
    JsonNode paper = shared.get("bh1995");
    double[] p = numbers(paper.get("p"));
    assertNear(paper.get("bh"), AdjustedPValues.benjaminiHochberg(p), tolerance);
    assertNear(paper.get("by"), AdjustedPValues.benjaminiYekutieli(p), tolerance);
    assertNear(paper.get("holm"), AdjustedPValues.holm(p), tolerance);
    assertNear(paper.get("bonferroni"), AdjustedPValues.bonferroni(p), tolerance);
    assertEquals(paper.get("rejected_bh_05").asInt(), rejected(AdjustedPValues.benjaminiHochberg(p)));
    assertEquals(paper.get("rejected_bonf_05").asInt(), rejected(AdjustedPValues.bonferroni(p)));
    JsonNode unsorted = shared.get("unsorted");
    assertNear(
        unsorted.get("bh"), AdjustedPValues.benjaminiHochberg(numbers(unsorted.get("p"))), tolerance);
    JsonNode edge = shared.get("edge");
    assertNear(
        edge.get("single_bh"),
        AdjustedPValues.benjaminiHochberg(new double[] {edge.get("single_p").asDouble()})[0],
        tolerance);
    assertNear(
        edge.get("with_missing_bh"),
        AdjustedPValues.benjaminiHochberg(numbers(edge.get("with_missing_p"))),
        tolerance);
  }

  @Test
  void adjustedIsNeverSmallerAndKeepsTheOrder() {
    RandomGenerator random = new RandomCases(3).random();
    for (int round = 0; round < 200; round++) {
      double[] p = random.doubles(1 + random.nextInt(40)).map(value -> value * value).toArray();
      double[] hochberg = AdjustedPValues.benjaminiHochberg(p);
      double[] yekutieli = AdjustedPValues.benjaminiYekutieli(p);
      double[] holm = AdjustedPValues.holm(p);
      double[] bonferroni = AdjustedPValues.bonferroni(p);
      for (int one = 0; one < p.length; one++) {
        assertTrue(p[one] <= hochberg[one] && hochberg[one] <= yekutieli[one] + 1e-15);
        assertTrue(hochberg[one] <= holm[one] + 1e-15 && holm[one] <= bonferroni[one] + 1e-15);
        assertTrue(yekutieli[one] <= 1 && bonferroni[one] <= 1);
        for (int other = 0; other < p.length; other++) {
          assertTrue(p[one] > p[other] || hochberg[one] <= hochberg[other]);
        }
      }
    }
  }

  @Test
  void nothingToAdjust() {
    assertEquals(0, AdjustedPValues.benjaminiHochberg(new double[0]).length);
    assertArrayEquals(
        new double[] {Double.NaN}, AdjustedPValues.benjaminiYekutieli(new double[] {Double.NaN}));
    assertThrows(
        IllegalArgumentException.class, () -> AdjustedPValues.benjaminiHochberg(new double[] {1.1}));
  }

  private static int rejected(double[] adjusted) {
    return (int) Arrays.stream(adjusted).filter(q -> q <= 0.05).count();
  }
}
