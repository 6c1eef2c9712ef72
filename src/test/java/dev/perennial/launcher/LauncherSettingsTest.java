package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {
  private static final Path PROJECT = Path.of("/project");

  @Test
  void usualPorts() {
    assertEquals(
        new LauncherSettings(PROJECT, 8080, 9000, 54329), LauncherSettings.of(PROJECT, Map.of()));
  }

  @Test
  void portsByEnvironment() {
    Map<String, String> environment =
        Map.of(
            "PERENNIAL_HTTP_PORT", "18080",
            "PERENNIAL_MANAGEMENT_PORT", "19000",
            "PERENNIAL_DATABASE_PORT", "15432");
    assertEquals(
        new LauncherSettings(PROJECT, 18080, 19000, 15432),
        LauncherSettings.of(PROJECT, environment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "abc", "80 80"})
  void whatIsNoPortIsNamedWithItsVariable(String value) {
    LauncherFailure failure =
        assertThrows(
            LauncherFailure.class,
            () -> LauncherSettings.of(PROJECT, Map.of("PERENNIAL_HTTP_PORT", value)));
    assertEquals(
        "PERENNIAL_HTTP_PORT must be a port number from 1 to 65535, not '" + value + "'.",
        failure.getMessage());
  }
}
