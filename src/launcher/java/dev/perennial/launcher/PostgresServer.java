package dev.perennial.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates, starts and stops the PostgreSQL server of one data folder with PostgreSQL's own
 * programs. Its caller holds the folder's lock.
 */
final class PostgresServer {
  /** Crash recovery after a kill may take a while. */
  private static final int START_SECONDS = 120;

  private static final int STOP_SECONDS = 30;

  private final PostgresBinaries binaries;
  private final Path dataFolder;
  private final Path logFile;

  /**
   * @param dataFolder what PostgreSQL calls PGDATA, an absolute path
   * @param logFile takes the output of the server and of the programs that control it
   */
  PostgresServer(PostgresBinaries binaries, Path dataFolder, Path logFile) {
    this.binaries = binaries;
    this.dataFolder = dataFolder;
    this.logFile = logFile;
  }

  /**
   * Creates the data folder with a superuser {@code postgres} who, like everybody, needs a
   * password. The folder gets its name only when complete, so an interrupted creation leaves none.
   */
  void create(String superuserPassword, ServerSettings settings) throws IOException {
    Path partial = dataFolder.resolveSibling(dataFolder.getFileName() + ".partial");
    Folders.deleteRecursively(partial);
    Files.createDirectory(partial);
    UnprivilegedCommand.own(partial);
    Path passwordFile = dataFolder.resolveSibling("initial-password");
    Folders.writePrivately(passwordFile, superuserPassword);
    UnprivilegedCommand.own(passwordFile);
    try {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(
          List.of("--pgdata", partial.toString(), "--pwfile", passwordFile.toString()));
      arguments.addAll(
          List.of("--username", EmbeddedDatabase.SUPERUSER, "--auth", "scram-sha-256"));
      arguments.addAll(List.of("--encoding", "UTF8", "--locale", "C", "--no-instructions"));
      if (settings == ServerSettings.THROW_AWAY) {
        arguments.add("--no-sync");
      }
      long logStart = logSize();
      if (run("initdb", arguments, START_SECONDS) != 0) {
        throw broken("PostgreSQL could not create its data: " + LogTail.reason(logFile, logStart));
      }
      ServerSettings.include(partial);
      Files.move(partial, dataFolder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /**
   * Starts the server and returns when it answers.
   *
   * @throws LauncherFailure when the data folder is broken or the port taken
   */
  void start(ServerSettings settings, int port) throws IOException {
    checkVersion();
    stopOrphan();
    Ports.checkFree(port, Ports.DATABASE_VARIABLE);
    Postmaster.disownLeftOverFile(dataFolder);
    settings.write(dataFolder, port);
    long logStart = logSize();
    List<String> arguments = new ArrayList<>(List.of("start", "--wait", "--silent"));
    arguments.addAll(List.of("--timeout", Integer.toString(START_SECONDS)));
    arguments.addAll(List.of("--log", logFile.toString()));
    if (control(arguments, START_SECONDS) != 0) {
      stop("immediate"); // in case it is still trying
      if (LogTail.since(logFile, logStart).contains("could not bind")) {
        throw Ports.inUse(port, Ports.DATABASE_VARIABLE);
      }
      throw broken("PostgreSQL did not start: " + LogTail.reason(logFile, logStart));
    }
  }

  /** The present size of the log file in bytes; creates it for the user who will write into it. */
  private long logSize() throws IOException {
    if (!Files.exists(logFile)) {
      Files.createFile(logFile);
      UnprivilegedCommand.own(logFile);
    }
    return Files.size(logFile);
  }

  /** Whether the server process lives. */
  boolean isRunning() throws IOException {
    return Postmaster.live(dataFolder).isPresent();
  }

  /** Stops the server in an orderly way, whatever its clients do; no error when it is not there. */
  void stop() {
    if (!stop("fast")) {
      stop("immediate");
    }
  }

  private boolean stop(String mode) {
    List<String> arguments = new ArrayList<>(List.of("stop", "--wait", "--silent"));
    arguments.addAll(List.of("--timeout", Integer.toString(STOP_SECONDS), "--mode", mode));
    try {
      if (!isRunning()) {
        return true;
      }
      return control(arguments, STOP_SECONDS) == 0 || !isRunning();
    } catch (IOException e) {
      return false;
    }
  }

  /** A live server without a launcher holding the lock is what a killed launcher left behind. */
  private void stopOrphan() throws IOException {
    if (isRunning()) {
      stop();
      if (isRunning()) {
        throw broken("A PostgreSQL server left behind by an earlier start does not stop");
      }
    }
  }

  private void checkVersion() throws IOException {
    Path file = dataFolder.resolve("PG_VERSION");
    if (!Files.isRegularFile(file)) {
      throw broken("There is no PostgreSQL data where it should be (PG_VERSION is missing)");
    }
    String ofData = Files.readString(file).strip();
    String ofBinaries = binaries.majorVersion();
    if (!ofData.equals(ofBinaries)) {
      throw broken(
          "The data was written by PostgreSQL " + ofData + ", this is PostgreSQL " + ofBinaries);
    }
  }

  /** The failure that says in one line what is wrong with the data folder and what to do. */
  LauncherFailure broken(String what) {
    return new LauncherFailure(
        "%s (folder %s, log file %s); `make reset` starts over with empty data."
            .formatted(what, dataFolder, logFile));
  }

  private int control(List<String> arguments, int seconds) throws IOException {
    List<String> whole = new ArrayList<>(List.of("--pgdata", dataFolder.toString()));
    whole.addAll(arguments);
    return run("pg_ctl", whole, seconds);
  }

  private int run(String program, List<String> arguments, int seconds) throws IOException {
    List<String> command = new ArrayList<>(List.of(binaries.program(program)));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(UnprivilegedCommand.of(command))
            .directory(dataFolder.getParent().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    // PGPORT, PGDATA and the like of the caller's shell are meant for another server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return EndingProcess.exitCode(builder.start(), Duration.ofSeconds(seconds + 10L));
  }
}
