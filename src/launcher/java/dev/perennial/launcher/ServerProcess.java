package dev.perennial.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The running service: its start, its readiness, its end. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int POLL_MILLISECONDS = 200;

  private final Process process;
  private final ServerLog log;
  private final OrphanedServer memory;
  private boolean ready;

  private ServerProcess(Process process, ServerLog log, OrphanedServer memory) {
    this.process = process;
    this.log = log;
    this.memory = memory;
  }

  /** Starts the server, without waiting for it. */
  static ServerProcess start(LauncherSettings settings, ServiceProgram service) throws IOException {
    Path logFile = settings.stateFolder().resolve("server.log");
    Process process = service.server(logFile).start();
    OrphanedServer memory = new OrphanedServer(settings);
    memory.remember(process);
    return new ServerProcess(process, new ServerLog(logFile), memory);
  }

  /**
   * Waits until the server says that it can serve.
   *
   * @throws LauncherFailure when it ends before, or takes too long
   */
  void awaitReady(int managementPort) throws IOException, InterruptedException {
    Instant latest = Instant.now().plus(START_PATIENCE);
    while (!isReady(managementPort)) {
      failWhenEnded();
      if (Instant.now().isAfter(latest)) {
        throw new LauncherFailure(
            "The server is not ready after %d s: %s (log file %s)."
                .formatted(START_PATIENCE.toSeconds(), log.lastErrors(), log.file()));
      }
      log.showNewErrors();
      Thread.sleep(POLL_MILLISECONDS);
    }
    ready = true;
  }

  /**
   * Shows the server's errors as long as it runs, which ends with an interruption or a failure.
   *
   * @throws LauncherFailure when the server ends by itself
   */
  void watch() throws IOException, InterruptedException {
    while (true) {
      failWhenEnded();
      log.showNewErrors();
      Thread.sleep(POLL_MILLISECONDS);
    }
  }

  private void failWhenEnded() throws IOException {
    if (!process.isAlive()) {
      throw new LauncherFailure(
          "The server stopped by itself (exit code %d): %s (log file %s)."
              .formatted(process.exitValue(), log.lastErrors(), log.file()));
    }
  }

  /** Whether the service says that it can serve. */
  static boolean isReady(int managementPort) {
    URI health = URI.create("http://localhost:" + managementPort + "/q/health/ready");
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Stops the server in an orderly way, or after ten seconds in any way. One that is not ready has begun nothing that could
   * be lost, and would end only after all of its start: it is killed.
   */
  @Override
  public void close() throws IOException {
    if (!ready) {
      process.destroyForcibly();
    }
    EndingProcess.stop(process.toHandle(), STOP_PATIENCE);
    memory.forget();
  }
}
