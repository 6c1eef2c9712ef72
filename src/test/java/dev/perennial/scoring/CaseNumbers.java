package dev.perennial.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.scoring.numeric.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads numbers of the shared cases and rows of the shared data. */
public final class CaseNumbers {
  private CaseNumbers() {}

  /** An array of numbers; null becomes NaN. */
  public static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToDouble(index -> array.get(index).isNull() ? Double.NaN : array.get(index).asDouble())
        .toArray();
  }

  public static double[][] rows(JsonNode array) {
    double[][] rows = new double[array.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = numbers(array.get(row));
    }
    return rows;
  }

  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Compares relative to the size of the number where it is above 1. */
  public static void assertNear(JsonNode expected, double actual, double tolerance) {
    double value = expected.asDouble();
    assertEquals(value, actual, tolerance * Math.max(1, Math.abs(value)));
  }

  public static void assertNear(JsonNode expected, double[] actual, double tolerance) {
    assertArrayEquals(numbers(expected), actual, tolerance);
  }

  public static void assertNear(JsonNode expected, Interval actual, double tolerance) {
    assertNear(expected.get(0), actual.lower(), tolerance);
    assertNear(expected.get(1), actual.upper(), tolerance);
  }

  /** The lines of a file of the shared data; the test is skipped where it is absent. */
  public static List<String> lines(String file) throws IOException {
    Path path = Path.of(System.getProperty("perennial.shared", "../shared"), "data").resolve(file);
    assumeTrue(Files.isReadable(path), () -> path + " is absent");
    return Files.readAllLines(path);
  }
}
