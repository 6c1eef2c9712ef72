package dev.perennial.scoring.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an association is said to be somebody else's, at a level of 0.05. */
class ConfoundingTest {
  @ParameterizedTest(name = "{0} (q {1}) becomes {2} (q {3})")
  @CsvSource({
    "1.0, 0.01, 0.49, 0.001, true", // less than half is left, however clear
    "1.0, 0.01, 0.51, 0.001, false",
    "1.0, 0.01, 0.79, 0.20, true", // a fifth is gone, and what is left is not clear
    "1.0, 0.01, 0.81, 0.20, false", // as strong, only less certain
    "1.0, 0.01, -0.60, 0.001, true", // turned round
    "-1.0, 0.01, -0.90, 0.01, false",
    "-1.0, 0.01, -0.30, 0.01, true",
    "1.0, 0.06, 0.10, 0.90, false" // not clear by itself
  })
  void parts(double naive, double naiveQ, double adjusted, double adjustedQ, boolean expected) {
    assertEquals(expected, Confounding.parts(naive, naiveQ, adjusted, adjustedQ, 0.05));
  }
}
