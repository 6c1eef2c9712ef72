package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The demo tenant of {@code make run}, created once.
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

  /** Whether an earlier creation began and did not finish. */
  boolean isHalfCreated() {
    return Files.exists(marker);
  }

  /** Forgets the earlier creation, after its database is gone. */
  void forgetHalfCreated() throws IOException {
    Files.deleteIfExists(marker);
  }

  /** The demo's keys; creates the demo when no keys are kept. */
  DemoKeys keys(ServiceProgram service) throws IOException, InterruptedException {
    Optional<DemoKeys> kept = DemoKeys.read(folder);
    if (kept.isPresent()) {
      return kept.get();
    }
    System.out.println("Creating the demo portfolio …");
    Files.writeString(marker, "");
    DemoKeys keys = DemoKeys.parse(service.createDemoTenant());
    keys.write(folder);
    Files.delete(marker);
    return keys;
  }
}
