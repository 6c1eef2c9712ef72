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

  /** The demo whose keys are kept; begins to create one when there are none. */
  Creation begin(ServiceProgram service) throws IOException {
    Optional<DemoKeys> kept = DemoKeys.read(folder);
    if (kept.isPresent()) {
      return new Creation(kept.get(), null);
    }
    System.out.println("Creating the demo portfolio …");
    Files.writeString(marker, "");
    return new Creation(null, service.createDemoTenant());
  }

  /** A demo that is there, or on its way. */
  final class Creation implements AutoCloseable {
    private final DemoKeys kept;
    private final RunningCommand command;

    private Creation(DemoKeys kept, RunningCommand command) {
      this.kept = kept;
      this.command = command;
    }

    /** Waits until the demo can be used. The scores of the past may still be on their way. */
    void awaitUsable() throws IOException, InterruptedException {
      if (command != null) {
        command.awaitLine(DemoKeys.LAST_LABEL);
      }
    }

    /** Waits until the demo is complete; its keys are kept from then on. */
    DemoKeys finish() throws IOException, InterruptedException {
      if (command == null) {
        return kept;
      }
      DemoKeys keys = DemoKeys.parse(command.awaitEnd());
      keys.write(folder);
      Files.delete(marker);
      return keys;
    }

    @Override
    public void close() {
      if (command != null) {
        command.close();
      }
    }
  }
}
