package dev.perennial.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to serve a data folder, held by one process at a time. The operating system takes the
 * lock back when the process dies, however it dies. The file stays: deleting a lock file would let
 * two processes lock two different files of that name.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE_NAME = "launcher.lock";

  /**
   * Folders locked by this process, as system properties: tests load this class several times, and
   * the process has one lock. Asked first, because POSIX drops a process's lock as soon as it closes
   * any other descriptor of the same file.
   */
  private static final String HELD_HERE = "perennial.held-here.";

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing folder.
   *
   * @throws LauncherFailure when a process, named in the message, already serves the folder
   */
  static FolderLock take(Path folder) {
    return tryTake(folder)
        .orElseThrow(
            () ->
                new LauncherFailure(
                    "The data folder %s is already served by another `make run` (process %s); stop it first."
                        .formatted(folder, holder(folder))));
  }

  /** Takes the lock of an existing folder, or gives nothing when another process has it. */
  static Optional<FolderLock> tryTake(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (System.getProperties().putIfAbsent(HELD_HERE + real, "true") != null) {
        return Optional.empty();
      }
      FileChannel channel = open(real);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        closeAndForget(real, channel);
        return Optional.empty();
      }
      writeHolder(channel);
      return Optional.of(new FolderLock(real, channel));
    } catch (IOException e) {
      throw new LauncherFailure("Could not lock the data folder " + folder + ": " + e, e);
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve(FILE_NAME),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      System.clearProperty(HELD_HERE + folder);
      throw e;
    }
  }

  private static void closeAndForget(Path folder, FileChannel channel) throws IOException {
    System.clearProperty(HELD_HERE + folder);
    channel.close();
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    channel.truncate(0);
    String line = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(Path folder) {
    try {
      Path real = folder.toRealPath();
      return System.getProperty(HELD_HERE + real) != null
          ? Long.toString(ProcessHandle.current().pid())
          : Files.readString(real.resolve(FILE_NAME)).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The locked folder, without symbolic links. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      closeAndForget(folder, channel);
    } catch (IOException e) {
      // The lock ends with the process in any case.
    }
  }
}
