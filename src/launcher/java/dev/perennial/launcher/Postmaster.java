package dev.perennial.launcher;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code postmaster.pid}, in which a PostgreSQL server names its process, and tells a live
 * server of this data folder from a left-over file.
 *
 * <p>The first line of that file is the process identifier.
 */
final class Postmaster {
  private static final String FILE_NAME = "postmaster.pid";

  private Postmaster() {}

  /** The live server process of the data folder, if there is one. */
  static Optional<ProcessHandle> live(Path dataFolder) throws IOException {
    return recordedProcess(dataFolder).filter(process -> serves(process, dataFolder));
  }

  /**
   * Lets PostgreSQL accept a left-over file whose process identifier now belongs to another
   * program.
   *
   * <p>The file is not deleted: PostgreSQL finds in it the shared memory of a crashed server and
   * refuses to start while a process of that server still uses it. It ignores the process
   * identifier of the launcher, so that one is written instead. Only an empty file, which a crash
   * at the very start leaves and PostgreSQL does not accept, has nothing to lose.
   */
  static void disownLeftOverFile(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve(FILE_NAME);
    if (Files.exists(file) && Files.size(file) == 0) {
      Files.delete(file);
      return;
    }
    Optional<ProcessHandle> recorded = recordedProcess(dataFolder);
    if (recorded.isEmpty() || serves(recorded.get(), dataFolder)) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);
  }

  private static Optional<ProcessHandle> recordedProcess(Path dataFolder) throws IOException {
    try {
      List<String> lines = Files.readAllLines(dataFolder.resolve(FILE_NAME));
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      long identifier = Long.parseLong(lines.getFirst().strip());
      return ProcessHandle.of(Math.abs(identifier)).filter(ProcessHandle::isAlive);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException | MalformedInputException e) {
      throw new IOException("%s in %s is not readable".formatted(FILE_NAME, dataFolder), e);
    }
  }

  private static boolean serves(ProcessHandle process, Path dataFolder) {
    String commandLine = process.info().commandLine().orElse("");
    return commandLine.contains("bin/postgres -D " + dataFolder);
  }
}
