package dev.perennial.bench;

import dev.perennial.scoring.RandomCases;
import dev.perennial.scoring.explain.TopContributions;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.CompiledScorecard;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.model.Scorecard;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The pure arithmetic of scoring on one core: rows of 50 features to probability, interval,
 * contributions and the three largest of them. Its floor reads the same numbers once and writes as
 * many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ScoringKernel {
  private static final int FEATURES = 50;
  private static final int REASONS = 3;
  private static final int WHOLE = 1_000_000;
  private static final double GOAL_SECONDS = 0.4;

  /** Rows scored into the same results, as a scoring run does. */
  private static final int BLOCK = 2_000;

  @Param("1000000")
  int rows;

  private double[][] values;
  private byte[][] states;
  private int[] reasons;
  private ScoreArrays out;
  private CompiledScorecard scorecard;

  /** Numbers, absences and categories as a seed gives them. */
  @Setup
  public void fill() {
    RandomCases cases = new RandomCases(42);
    FeatureSet set = cases.featureSet(FEATURES);
    scorecard = Scorecard.of(cases.scorecard(set), set).compiled();
    int blocks = rows / BLOCK;
    values = new double[blocks][BLOCK * FEATURES];
    states = new byte[blocks][BLOCK * FEATURES];
    for (int block = 0; block < blocks; block++) {
      for (int row = 0; row < BLOCK; row++) {
        FeatureVector vector = cases.vector(set);
        System.arraycopy(vector.values(), 0, values[block], row * FEATURES, FEATURES);
        System.arraycopy(vector.stateCodes(), 0, states[block], row * FEATURES, FEATURES);
      }
    }
    out = ScoreArrays.of(BLOCK, FEATURES);
    reasons = new int[BLOCK * REASONS];
  }

  @Benchmark
  public double score() {
    double sum = 0;
    for (int block = 0; block < values.length; block++) {
      scorecard.score(values[block], states[block], BLOCK, out);
      for (int row = 0; row < BLOCK; row++) {
        TopContributions.select(
            out.contributions(), row * FEATURES, FEATURES, REASONS, reasons, row * REASONS);
        sum += out.probability()[row] + reasons[row * REASONS];
      }
    }
    return sum;
  }

  @Benchmark
  public double floor() {
    double sum = 0;
    double[] contributions = out.contributions();
    for (int block = 0; block < values.length; block++) {
      double[] given = values[block];
      byte[] state = states[block];
      for (int cell = 0; cell < given.length; cell++) {
        contributions[cell] = given[cell] + state[cell];
      }
      sum += contributions[block % contributions.length];
    }
    return sum;
  }

  static void run() throws RunnerException {
    int rows = BenchReport.scaled(WHOLE / BLOCK, 5) * BLOCK;
    Options options =
        new OptionsBuilder()
            .include(ScoringKernel.class.getName() + ".*")
            .param("rows", "" + rows)
            .forks(1)
            .jvmArgs("-Xmx2g", "-XX:+UseSerialGC") // one core
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    double score = milliseconds(results, "score");
    double floor = milliseconds(results, "floor");
    double seconds = score / 1e3 * WHOLE / rows;
    BenchReport.atMost(
        "scoring kernel, 1M rows × 50",
        seconds,
        GOAL_SECONDS,
        "s per core",
        String.format(
            Locale.ROOT,
            "%,.0f rows/s; memory pass %.3f s, ratio %.1f",
            WHOLE / seconds,
            floor / 1e3 * WHOLE / rows,
            score / floor));
  }

  private static double milliseconds(Collection<RunResult> results, String method) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .findFirst()
        .orElseThrow()
        .getPrimaryResult()
        .getScore();
  }
}
