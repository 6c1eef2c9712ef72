package dev.perennial.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Waits for processes to end, or makes them end. An interruption does not cut the waiting short,
 * because half-stopped processes would outlive the launcher; it is kept for the caller.
 */
final class EndingProcess {
  private static final int POLL_MILLISECONDS = 20;

  private EndingProcess() {}

  /**
   * The exit code of a child process that ends by itself, or -1 after killing one that does not.
   */
  static int exitCode(Process process, Duration patience) {
    if (awaitEnd(process::isAlive, patience)) {
      return process.exitValue();
    }
    process.destroyForcibly();
    return -1;
  }

  /** Asks a process to end (SIGTERM), and kills it when it has not done so in time. */
  static void stop(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!awaitEnd(() -> works(process), patience)) {
      process.destroyForcibly();
      awaitEnd(() -> works(process), patience);
    }
  }

  /**
   * In a container whose first process reaps nobody, ended processes stay, without command line.
   */
  private static boolean works(ProcessHandle process) {
    return process.isAlive() && process.info().commandLine().isPresent();
  }

  private static boolean awaitEnd(BooleanSupplier works, Duration patience) {
    Instant latest = Instant.now().plus(patience);
    boolean interrupted = false;
    boolean working = works.getAsBoolean();
    while (working && Instant.now().isBefore(latest)) {
      try {
        Thread.sleep(POLL_MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      working = works.getAsBoolean();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !working;
  }
}
