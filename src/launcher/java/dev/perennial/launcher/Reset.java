package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code make reset}: deletes what {@code make run} keeps, unless it is being served. Uses nothing
 * but the JDK, so that it runs from source without a build.
 */
public final class Reset {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private Reset() {}

  /** Exit code 1 when the folder is being served or cannot be deleted. */
  public static void main(String[] arguments) {
    try {
      reset(LauncherSettings.of(Path.of(""), Map.of()));
    } catch (LauncherFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("Could not delete .perennial: " + e);
      System.exit(1);
    }
  }

  static void reset(LauncherSettings settings) throws IOException {
    if (!Files.exists(settings.stateFolder())) {
      System.out.println("There is no .perennial to delete.");
      return;
    }
    Files.createDirectories(settings.databaseFolder());
    try (FolderLock lock = FolderLock.take(settings.databaseFolder())) {
      new OrphanedServer(settings).stop();
      stopOrphanedDatabase(lock.folder().resolve("data"));
      Folders.deleteRecursively(settings.stateFolder());
      System.out.println("Deleted .perennial; the next `make run` starts with a fresh demo.");
    }
  }

  private static void stopOrphanedDatabase(Path dataFolder) throws IOException {
    Optional<ProcessHandle> orphan = Postmaster.live(dataFolder);
    orphan.ifPresent(process -> EndingProcess.stop(process, STOP_PATIENCE));
  }
}
