package dev.perennial.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The results of a run: one line each, printed when it is known and kept for the end. */
public final class BenchReport {
  private static final Path FILE = Path.of("target/bench.txt");

  /** Multiplies the default sizes and durations; 1 is the whole benchmark. */
  public static final double SCALE = Double.parseDouble(System.getProperty("bench.scale", "1"));

  private BenchReport() {}

  /** A default size made smaller by {@code -Dbench.scale}. */
  public static int scaled(int size, int atLeast) {
    return Math.max(atLeast, (int) Math.round(size * SCALE));
  }

  /** A result that should reach its goal. */
  public static void atLeast(
      String name, double measured, double goal, String unit, String detail) {
    add(name, measured, "≥", goal, unit, measured >= goal, detail);
  }

  /** A result that should not exceed its goal. */
  public static void atMost(String name, double measured, double goal, String unit, String detail) {
    add(name, measured, "≤", goal, unit, measured <= goal, detail);
  }

  /** The middle one of measurements. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Bytes used on the heap after a collection, in MiB. */
  public static long usedHeapMebibytes() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  static List<String> lines() {
    try {
      return Files.exists(FILE) ? Files.readAllLines(FILE) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(
      String name,
      double measured,
      String relation,
      double goal,
      String unit,
      boolean met,
      String detail) {
    String line =
        String.format(
            Locale.ROOT,
            "%-34s %8.2f %-9s goal %s %-6s %-7s %s",
            name,
            measured,
            unit,
            relation,
            goal,
            met ? "met" : "NOT MET",
            detail);
    System.out.println("BENCH " + line);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
