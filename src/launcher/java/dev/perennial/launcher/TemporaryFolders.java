package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of throw-away databases, with the clearing of those whose process was killed. */
final class TemporaryFolders {
  private static final String PREFIX = "perennial-database-";

  /** A younger folder may be about to be locked by the process that just created it. */
  private static final Duration SURELY_LOCKED = Duration.ofMinutes(1);

  private TemporaryFolders() {}

  /** Creates and locks a fresh folder, after clearing abandoned ones. */
  static FolderLock create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    Path folder = Files.createTempDirectory(parent, PREFIX);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    UnprivilegedCommand.own(folder);
    clearAbandoned(parent, Files.getOwner(folder));
    return FolderLock.take(folder);
  }

  /** Deletes a folder as well as possible; what remains is cleared by a later call. */
  static void delete(Path folder) {
    try {
      Folders.deleteRecursively(folder);
    } catch (IOException e) {
      // Not worth failing a test run.
    }
  }

  private static void clearAbandoned(Path parent, UserPrincipal owner) throws IOException {
    List<Path> folders;
    try (Stream<Path> children = Files.list(parent)) {
      folders =
          children
              .filter(child -> child.getFileName().toString().startsWith(PREFIX))
              .filter(child -> isOldEnoughAndOf(owner, child))
              .toList();
    }
    for (Path folder : folders) {
      Optional<FolderLock> lock = FolderLock.tryTake(folder);
      if (lock.isPresent()) {
        EmbeddedDatabase.serverOf(folder).stop();
        delete(folder);
        lock.get().close();
      }
    }
  }

  private static boolean isOldEnoughAndOf(UserPrincipal owner, Path folder) {
    try {
      Instant changed = Files.getLastModifiedTime(folder).toInstant();
      return Files.getOwner(folder).equals(owner)
          && changed.isBefore(Instant.now().minus(SURELY_LOCKED));
    } catch (IOException e) {
      return false; // another process is deleting it
    }
  }
}
