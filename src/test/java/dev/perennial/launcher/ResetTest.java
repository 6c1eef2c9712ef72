package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetTest {
  @TempDir Path project;

  @Test
  void deletesWhatIsNotServed() throws Exception {
    LauncherSettings settings = LauncherSettings.of(project, Map.of());
    EmbeddedDatabase.durable(settings.databaseFolder(), 0).close();

    Reset.reset(settings);

    assertFalse(Files.exists(settings.stateFolder()));
    Reset.reset(settings); // once more is no error
  }

  @Test
  void refusesWhatIsServed() throws Exception {
    LauncherSettings settings = LauncherSettings.of(project, Map.of());
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(settings.databaseFolder(), 0)) {
      LauncherFailure refusal = assertThrows(LauncherFailure.class, () -> Reset.reset(settings));
      assertTrue(refusal.getMessage().contains("already served"), refusal.getMessage());
      assertEquals("1", EmbeddedDatabaseTest.query(database, "select 1"));
    }
  }
}
