package dev.perennial.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code make aot}: starts the packaged service once on a throw-away database, asks it what most
 * callers ask, and stops it; the JVM then writes what it saw into the {@link AotCache}. A build
 * cannot do this by itself, because the service does not start without a database.
 */
public final class AotTraining {
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final int POLL_MILLISECONDS = 200;
  private static final Duration WRITING_PATIENCE = Duration.ofMinutes(5);
  private static final int ROUNDS = 20;
  private static final List<String> PATHS =
      List.of(
          "/openapi",
          "/v1/me",
          "/v1/settings",
          "/v1/customers",
          "/v1/products",
          "/v1/contracts",
          "/v1/renewals?sort=-expectedLoss",
          "/v1/renewals/summary",
          "/v1/worklist",
          "/v1/events?after=0",
          "/v1/jobs",
          "/v1/nothing-here");

  private AotTraining() {}

  /** Exit code 1 after a failure, which is told in one line. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      Instant begin = Instant.now();
      Path cache = train(Path.of(""));
      System.out.printf(
          "Wrote %s (%d MiB, %d s)%n",
          Path.of("").toAbsolutePath().relativize(cache),
          Files.size(cache) >> 20,
          Duration.between(begin, Instant.now()).toSeconds());
      System.exit(0);
    } catch (LauncherFailure | IOException e) {
      System.err.println(e instanceof LauncherFailure ? e.getMessage() : "Failed: " + e);
      System.exit(1);
    }
  }

  private static Path train(Path project) throws IOException, InterruptedException {
    LauncherSettings settings =
        new LauncherSettings(
            project.toAbsolutePath().normalize(), Ports.findFree(), Ports.findFree(), 0);
    Path cache = new AotCache(settings.jar()).file();
    Files.deleteIfExists(cache);
    Files.createDirectories(settings.stateFolder());
    Path logFile = settings.stateFolder().resolve("aot-training.log");
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
      DatabaseRoles roles = DatabaseRoles.prepare(database);
      roles.migrate();
      ServiceProgram service = new ServiceProgram(settings, roles);
      DemoKeys keys = DemoKeys.parse(service.createTenant("Training"));
      Process process = service.training(logFile).start();
      Instant begin = Instant.now();
      try {
        while (!ServerProcess.isReady(settings.managementPort())) {
          if (!process.isAlive() || Instant.now().isAfter(begin.plus(START_PATIENCE))) {
            throw new LauncherFailure(
                "The service does not start: %s (log file %s)."
                    .formatted(LogTail.reason(logFile, 0), logFile));
          }
          Thread.sleep(POLL_MILLISECONDS);
        }
        ask(settings.httpPort(), keys.readOnly());
      } finally {
        process.destroy();
        EndingProcess.exitCode(process, WRITING_PATIENCE);
      }
    }
    if (!Files.exists(cache)) {
      throw new LauncherFailure(
          "The JVM wrote no cache: %s (log file %s)."
              .formatted(LogTail.reason(logFile, 0), logFile));
    }
    return cache;
  }

  private static void ask(int port, String key) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      for (String path : PATHS) {
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create("http://localhost:" + port + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        int status = connection.getResponseCode();
        (status < 400 ? connection.getInputStream() : connection.getErrorStream()).readAllBytes();
        if (status >= 500) {
          throw new LauncherFailure("The service answered %s with %d.".formatted(path, status));
        }
      }
    }
  }
}
