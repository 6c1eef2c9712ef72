package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's archive of the service's classes, read and verified beforehand: two fifths less time to
 * start. Unlike the {@link AotCache} it needs no database and no requests, so that every build can
 * have it: the service begins to start, finds no database, and the JVM keeps the classes it had got
 * by then. It begins to be wrong with the next build; the JVM itself checks the rest.
 */
public final class ClassArchive {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Nobody listens on port 1; the address is complete, so that all up to the first connection is
   * done.
   */
  private static final String NO_DATABASE = "jdbc:postgresql://127.0.0.1:1/none";

  private final Path jar;

  ClassArchive(Path jar) {
    this.jar = jar;
  }

  /** Where the archive lies. */
  Path file() {
    return jar.resolveSibling("app.jsa");
  }

  /** The options that make a start use the archive; none where there is none of this build. */
  List<String> options() throws IOException {
    return AotCache.isOfBuild(file(), jar) ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
  }

  /**
   * Writes the archive. Without it a start only takes longer, so a failure is told and is none of
   * the build.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    LauncherSettings settings =
        new LauncherSettings(
            Path.of("").toAbsolutePath().normalize(), Ports.findFree(), Ports.findFree(), 0);
    ClassArchive archive = new ClassArchive(settings.jar());
    Path log = settings.project().resolve("target/class-archive.log");
    archive.write(settings, log);
    if (archive.options().isEmpty()) {
      System.out.println(
          "The JVM wrote no archive of classes (see " + log + "): the start will take longer.");
    } else {
      System.out.printf(
          "Wrote %s (%d MiB, %d s)%n",
          settings.project().relativize(archive.file()),
          Files.size(archive.file()) >> 20,
          Duration.between(begin, Instant.now()).toSeconds());
    }
  }

  private void write(LauncherSettings settings, Path log) throws IOException, InterruptedException {
    Files.deleteIfExists(file());
    ProcessBuilder command =
        ServiceProgram.command(
            settings,
            ServiceProgram.quick(List.of("-Xmx256m", "-XX:ArchiveClassesAtExit=" + file())),
            List.of());
    command.environment().put("PERENNIAL_DATABASE_URL", NO_DATABASE);
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }
}
