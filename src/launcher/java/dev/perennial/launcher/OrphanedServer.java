package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Remembers the server's process in a file, so that the next start can stop a server that a killed
 * launcher left behind.
 */
final class OrphanedServer {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final Path file;
  private final Path jar;

  OrphanedServer(LauncherSettings settings) {
    this.file = settings.stateFolder().resolve("server.pid");
    this.jar = settings.jar();
  }

  /** Remembers a server that now runs. */
  void remember(Process server) throws IOException {
    Files.writeString(file, Long.toString(server.pid()));
  }

  /** Forgets the server, which has ended. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Stops the remembered server, if it still runs. The caller holds the folder's lock. */
  void stop() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String identifier = Files.readString(file).strip();
    if (identifier.matches("\\d{1,18}")) {
      ProcessHandle.of(Long.parseLong(identifier))
          .filter(this::runsTheServer)
          .ifPresent(process -> EndingProcess.stop(process, STOP_PATIENCE));
    }
    forget();
  }

  /** The number may belong to another program by now. */
  private boolean runsTheServer(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("-jar " + jar);
  }
}
