package dev.perennial.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * What may differ between two ways of running the launcher.
 *
 * @param project the project folder, which holds {@code target} and {@code .perennial}
 * @param httpPort where the API answers
 * @param managementPort where health and metrics answer
 * @param databasePort where PostgreSQL answers
 */
record LauncherSettings(Path project, int httpPort, int managementPort, int databasePort) {

  /**
   * @param environment the environment variables, of which those for ports are read
   * @throws LauncherFailure when a variable is not a port number
   */
  static LauncherSettings of(Path project, Map<String, String> environment) {
    return new LauncherSettings(
        project.toAbsolutePath().normalize(),
        port(environment, Ports.HTTP_VARIABLE, 8080),
        port(environment, Ports.MANAGEMENT_VARIABLE, 9000),
        port(environment, Ports.DATABASE_VARIABLE, 54329));
  }

  /** The packaged service. */
  Path jar() {
    return project.resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** Everything that running leaves behind. */
  Path stateFolder() {
    return project.resolve(".perennial");
  }

  /** The database's folder within {@link #stateFolder()}. */
  Path databaseFolder() {
    return stateFolder().resolve("database");
  }

  private static int port(Map<String, String> environment, String variable, int usual) {
    String value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      return usual;
    }
    if (value.matches("\\d{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new LauncherFailure(
        "%s must be a port number from 1 to 65535, not '%s'.".formatted(variable, value));
  }
}
