package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of the packaged service: classes read and linked beforehand,
 * methods profiled. It lies beside the jar and begins to be wrong with the next build; the JVM
 * itself checks the rest (same JDK, same jars) and does without it where it does not fit.
 */
final class AotCache {
  private final Path jar;

  AotCache(Path jar) {
    this.jar = jar;
  }

  /** Where the cache lies; a production machine names it with {@code -XX:AOTCache}. */
  Path file() {
    return jar.resolveSibling("app.aot");
  }

  /** The options that make a start use the cache; none where there is none of this build. */
  List<String> options() throws IOException {
    return isOfBuild(file(), jar) ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /** Whether a file that was made of the jar is there, and none of an earlier build. */
  static boolean isOfBuild(Path file, Path jar) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0;
  }

  /** The options of a run that writes the cache when it ends. */
  List<String> trainingOptions() {
    return List.of("-XX:AOTCacheOutput=" + file());
  }
}
