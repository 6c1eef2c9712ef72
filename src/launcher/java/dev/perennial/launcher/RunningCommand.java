package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command of the service while it runs: what it has printed so far, and its end. */
final class RunningCommand implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Path logFile;
  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> reading;

  private RunningCommand(String name, Path logFile, Process process) {
    this.name = name;
    this.logFile = logFile;
    this.process = process;
    // Read elsewhere, because reading does not end with an interruption and waiting does.
    this.reading = CompletableFuture.runAsync(() -> process.inputReader().lines().forEach(output::add));
  }

  /**
   * @param logFile takes what the command says of itself
   */
  static RunningCommand start(ProcessBuilder command, String name, Path logFile) throws IOException {
    return new RunningCommand(
        name, logFile, command.redirectError(ProcessBuilder.Redirect.to(logFile.toFile())).start());
  }

  /**
   * Waits for the end.
   *
   * @return what the command printed, one element per line
   * @throws LauncherFailure when it failed
   */
  List<String> awaitEnd() throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    reading.join();
    CommandLog.append(logFile, output);
    if (exitCode != 0) {
      throw new LauncherFailure(
          "The command %s failed (exit code %d): %s (log file %s)."
              .formatted(name, exitCode, LogTail.reason(logFile, 0), logFile));
    }
    return List.copyOf(output);
  }

  @Override
  public void close() {
    EndingProcess.stop(process.toHandle(), STOP_PATIENCE);
  }
}
