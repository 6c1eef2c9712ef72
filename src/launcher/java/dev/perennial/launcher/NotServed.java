package dev.perennial.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Fails with one line when a {@code make run} of this project runs. Asked before building, because
 * a build replaces the files that a running server reads. Uses nothing but the JDK, so that it runs
 * from source without a build.
 */
public final class NotServed {
  private NotServed() {}

  /** Exit code 1 when the project is being served. */
  public static void main(String[] arguments) {
    Path folder = LauncherSettings.of(Path.of(""), Map.of()).databaseFolder();
    if (!Files.exists(folder)) {
      return;
    }
    try {
      FolderLock.take(folder).close();
    } catch (LauncherFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
