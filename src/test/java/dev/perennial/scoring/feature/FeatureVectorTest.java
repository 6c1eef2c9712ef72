package dev.perennial.scoring.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.Features;
import dev.perennial.scoring.RandomCases;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureVectorTest {
  private static final FeatureSet SET =
      new FeatureSet(
          "mine",
          1,
          List.of(
              Features.of("tenure", FeatureGroup.CUSTOMER, Measure.TENURE_DAYS).build(),
              Features.of("auto", FeatureGroup.CONTRACT, Measure.AUTO_RENEW).build(),
              Features.of("tier", FeatureGroup.CUSTOMER, Measure.TIER)
                  .levels(List.of("A", "B"))
                  .build()));

  @Test
  void keepsTheThreeStatesApart() {
    FeatureVector vector =
        FeatureVector.of(SET, new double[] {12.5, Double.NaN, Double.NaN}, "VSN");
    assertEquals(FeatureState.VALUE, vector.state(0));
    assertEquals(FeatureState.SILENT, vector.state(1));
    assertEquals(FeatureState.NOT_CONNECTED, vector.state(2));
    assertTrue(Double.isNaN(vector.value(2)));
    assertArrayEquals(new byte[] {0, 1, 2}, vector.stateCodes());
  }

  @Test
  void survivesStoringWithEveryBit() {
    RandomCases cases = new RandomCases(7);
    for (int round = 0; round < 200; round++) {
      FeatureSet set = cases.featureSet(1 + cases.random().nextInt(30));
      FeatureVector vector = cases.vector(set);
      FeatureVector read = FeatureVector.of(set, vector.values(), vector.encodedStates());
      assertEquals(vector, read);
      assertEquals(vector.hashCode(), read.hashCode());
      byte[] codes = vector.stateCodes();
      for (int index = 0; index < codes.length; index++) {
        assertEquals(vector.state(index), FeatureState.ofCode(codes[index]));
      }
    }
  }

  @Test
  void oneBitMakesADifference() {
    double[] values = {0.1 + 0.2, 0, 1};
    FeatureVector vector = FeatureVector.of(SET, values, "VVV");
    assertNotEquals(vector, FeatureVector.of(SET, new double[] {0.3, 0, 1}, "VVV"));
    values[0] = 99;
    vector.values()[0] = 99;
    assertEquals(0.1 + 0.2, vector.value(0));
  }

  @Test
  void refusesWhatAFeatureCannotBe() {
    assertRefused("auto", new double[] {1, 0.5, 0}, "VVV");
    assertRefused("tier", new double[] {1, 0, 2}, "VVV");
    assertRefused("tier", new double[] {1, 0, 0.5}, "VVV");
    assertRefused("tenure", new double[] {Double.NaN, 0, 0}, "VVV");
    assertRefused("tenure", new double[] {Double.POSITIVE_INFINITY, 0, 0}, "VVV");
    assertRefused("auto", new double[] {1, 0, 0}, "VSV");
    assertRefused("3 features", new double[] {1, 0}, "VV");
    assertRefused("letter x", new double[] {1, 0, 0}, "VVx");
    FeatureVector.of(SET, new double[] {1, 0, -1}, "VVV"); // a level that is not listed
  }

  private static void assertRefused(String named, double[] values, String states) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> FeatureVector.of(SET, values, states));
    assertTrue(thrown.getMessage().contains(named), thrown.getMessage());
  }
}
