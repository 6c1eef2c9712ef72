package dev.perennial.scoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reference numbers that lie beside the project; tests are skipped where they are absent. */
public final class SharedCases {
  private SharedCases() {}

  public static JsonNode read(String file) throws IOException {
    Path path = Path.of(System.getProperty("perennial.shared", "../shared"), "cases", file);
    assumeTrue(
        Files.isReadable(path),
        () -> path + " is absent: point -Dperennial.shared at the folder with the cases");
    return new ObjectMapper().readTree(path.toFile());
  }
}
