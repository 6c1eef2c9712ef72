package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeysTest {
  @TempDir Path folder;

  @Test
  void keysAreTheLastLabelledLines() {
    List<String> output =
        List.of("API key: prn_old", "a log line", "API key: prn_a", "Read-only API key: prn_b");
    assertEquals(new DemoKeys("prn_a", "prn_b"), DemoKeys.parse(output));
  }

  @Test
  void outputWithoutBothKeysIsRefused() {
    assertThrows(LauncherFailure.class, () -> DemoKeys.parse(List.of("API key: prn_a")));
  }

  @Test
  void keysAreReadFromTheFileTheServerKeepsThemIn() throws Exception {
    assertEquals(Optional.empty(), DemoKeys.read(folder));
    DemoKeys keys = new DemoKeys("prn_a", "prn_b");
    Files.writeString(DemoKeys.file(folder), keys.lines());
    assertEquals(Optional.of(keys), DemoKeys.read(folder));
  }
}
