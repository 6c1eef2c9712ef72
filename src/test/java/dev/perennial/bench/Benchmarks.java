package dev.perennial.bench;

import dev.perennial.packaging.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The end of {@code make bench}: what is measured outside of the tests' JVM, and then all results of the run, also those of
 * the {@code *Bench} classes that ran before. {@code -Dbench.only=start,kernel} runs some of it, {@code -Dbench.scale=0.1}
 * less of it.
 */
public final class Benchmarks {
  private static final List<String> PARTS = List.of("start", "kernel", "learned");

  private Benchmarks() {}

  /** A goal not met is told, not punished. */
  public static void main(String[] arguments) throws Exception {
    Set<String> only = Set.of(System.getProperty("bench.only", String.join(",", PARTS)).split(","));
    if (!PARTS.containsAll(only)) {
      System.err.println("-Dbench.only takes some of " + PARTS + ", not " + only + ".");
      System.exit(2);
    }
    Instant begin = Instant.now();
    System.out.printf(
        "%s, %d processors, load %s, scale %s%n",
        System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors(),
        load(),
        BenchReport.SCALE);
    if (only.contains("start")) {
      requireArtefact();
      StartMeasurement.run();
    }
    if (only.contains("kernel")) {
      ScoringKernel.run();
    }
    if (only.contains("learned")) {
      LearnedKernel.run();
    }
    System.out.println();
    BenchReport.lines().forEach(System.out::println);
    System.out.printf(
        "%d s, load at the end %s%n", Duration.between(begin, Instant.now()).toSeconds(), load());
  }

  private static void requireArtefact() {
    if (!Files.exists(PackagedService.FOLDER.resolve("quarkus-run.jar"))) {
      System.err.println("There is no target/quarkus-app; `make bench` builds it.");
      System.exit(2);
    }
  }

  /** Other programs on the machine make every number worse: the reader must know. */
  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
  }
}
