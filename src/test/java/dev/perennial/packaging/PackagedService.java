package dev.perennial.packaging;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The artefact in {@code target/quarkus-app}, run as its users run it: a JVM of its own, told by
 * the environment.
 */
public final class PackagedService {
  public static final Path FOLDER = Path.of("target/quarkus-app").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 120;

  /**
   * For commands that end after seconds, and as the launcher of {@code make run} starts the server.
   */
  public static final List<String> QUICK_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=160m");

  private static final String API_KEY = "API key: ";

  private PackagedService() {}

  /** What a command printed and returned. */
  public record Result(int exitCode, List<String> output, List<String> errors) {
    /** Everything a person at the terminal sees. */
    List<String> lines() {
      List<String> all = new ArrayList<>(output);
      all.addAll(errors);
      all.removeIf(String::isBlank);
      return all;
    }
  }

  /** The environment of the service as the application role of the test database. */
  public static Map<String, String> asApplication() {
    return as(
        TestDatabase.roles().url(),
        DatabaseRoles.APPLICATION,
        TestDatabase.roles().applicationPassword());
  }

  /** The environment of the service as another role or on another database. */
  public static Map<String, String> as(String url, String username, String password) {
    return new TreeMap<>(
        Map.of(
            "PERENNIAL_DATABASE_URL", url,
            "PERENNIAL_DATABASE_USERNAME", username,
            "PERENNIAL_DATABASE_PASSWORD", password));
  }

  /** The environment of {@code migrate}. */
  public static Map<String, String> asOwner(String url, String ownerPassword) {
    return Map.of(
        "PERENNIAL_DATABASE_URL",
        url,
        "PERENNIAL_DATABASE_OWNER_USERNAME",
        DatabaseRoles.OWNER,
        "PERENNIAL_DATABASE_OWNER_PASSWORD",
        ownerPassword,
        "PERENNIAL_DATABASE_USERNAME",
        DatabaseRoles.APPLICATION);
  }

  /** Runs a command to its end; one that does not end fails. */
  public static Result run(Map<String, String> environment, String... arguments) throws Exception {
    Path output = Files.createTempFile("perennial-output", ".txt");
    Path errors = Files.createTempFile("perennial-errors", ".txt");
    try {
      Process process =
          builder(environment, QUICK_START, List.of(arguments))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "still running: " + Files.readString(output) + Files.readString(errors));
        }
        return new Result(
            process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /**
   * Creates an empty tenant.
   *
   * @return its API key
   */
  public static String createTenant(Map<String, String> environment, String name) throws Exception {
    Result created = run(environment, "create-tenant", "--name", name);
    return created.output().stream()
        .filter(line -> line.startsWith(API_KEY))
        .map(line -> line.substring(API_KEY.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", created.lines())));
  }

  /** Starts the server on free ports, without waiting for it. */
  public static RunningService start(
      Map<String, String> environment, List<String> options, Path log) throws IOException {
    int http = freePort();
    int management = freePort();
    ProcessBuilder builder =
        builder(environment, options, List.of())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PERENNIAL_HTTP_PORT", "" + http);
    builder.environment().put("PERENNIAL_MANAGEMENT_PORT", "" + management);
    long started = System.nanoTime();
    return new RunningService(builder.start(), started, http, management, log);
  }

  private static ProcessBuilder builder(
      Map<String, String> environment, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", FOLDER.resolve("quarkus-run.jar").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PERENNIAL_") || name.startsWith("QUARKUS_"));
    builder
        .environment()
        .put("PERENNIAL_HTTP_PORT", "0"); // a refusal must not depend on a port being free
    builder.environment().put("PERENNIAL_MANAGEMENT_PORT", "0");
    builder.environment().put("PERENNIAL_SHUTDOWN_DELAY", "0s");
    builder.environment().putAll(environment);
    return builder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
