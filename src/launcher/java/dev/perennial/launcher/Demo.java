package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo tenant of {@code make run}, which the server creates at its first start.
 *
 * <p>A marker file exists from before the creation until its keys are kept. A start that finds it
 * knows that the earlier creation did not finish and that nobody got a key, so nobody's data can be
 * lost by starting over with an empty database.
 */
final class Demo {
  private final Path folder;
  private final Path marker;

  /**
   * @param folder where keys and marker are kept
   */
  Demo(Path folder) {
    this.folder = folder;
    this.marker = folder.resolve("demo-unfinished");
  }

  /** Whether an earlier creation began and did not finish: the keys are written last. */
  boolean isHalfCreated() throws IOException {
    if (Files.exists(marker) && DemoKeys.read(folder).isPresent()) {
      Files.delete(marker); // only the launcher died too early
    }
    return Files.exists(marker);
  }

  /** Forgets the earlier creation, after its database is gone. */
  void forgetHalfCreated() throws IOException {
    Files.deleteIfExists(marker);
  }

  /** Before the server starts, which creates the demo when there are no keys yet. */
  void begin() throws IOException {
    if (DemoKeys.read(folder).isEmpty()) {
      System.out.println("Creating the demo portfolio …");
      Files.writeString(marker, "");
    }
  }

  /**
   * After the server became ready.
   *
   * @throws LauncherFailure when the server kept no keys
   */
  DemoKeys finish() throws IOException {
    DemoKeys keys =
        DemoKeys.read(folder).orElseThrow(() -> new LauncherFailure("The server created no demo."));
    Files.deleteIfExists(marker);
    return keys;
  }
}
