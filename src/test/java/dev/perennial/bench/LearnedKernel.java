package dev.perennial.bench;

import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.explain.TopContributions;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.learned.CompiledModel;
import dev.perennial.scoring.learned.TableScores;
import dev.perennial.scoring.logistic.LogisticSpec;
import dev.perennial.scoring.model.BatchScorer;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.model.ScoreArrays;
import dev.perennial.scoring.numeric.SplitMix64;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.scoring.training.Training;
import dev.perennial.scoring.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Learned models on one core: a million rows of 50 numbers scored with interval, contributions and the three
 * largest of them; and training, with the heap that is promised.
 */
public final class LearnedKernel {
  private static final int FEATURES = 50;
  private static final int REASONS = 3;
  private static final int BLOCK = 2_000;
  private static final int WHOLE = 1_000_000;
  private static final int TRAINED = 50_000;

  private LearnedKernel() {}

  /** Numbers with lines, curves and a pair behind the outcome; floats, as large tables are kept. */
  public static TrainingTable table(int rows) {
    SplitMix64 chance = new SplitMix64(42);
    float[][] values = new float[FEATURES][rows];
    boolean[] lost = new boolean[rows];
    long[] customers = new long[rows];
    for (int row = 0; row < rows; row++) {
      double logOdds = -2;
      for (int feature = 0; feature < FEATURES; feature++) {
        double sum = 0;
        for (int draw = 0; draw < 4; draw++) {
          sum += chance.nextDouble();
        }
        values[feature][row] = (float) ((sum - 2) * StrictMath.sqrt(3));
        logOdds += feature < 10 ? 0.3 * values[feature][row] : 0;
      }
      logOdds += 0.5 * StrictMath.abs(values[11][row]) + (values[12][row] > 0 == values[13][row] > 0 ? 0.7 : -0.7);
      lost[row] = chance.nextDouble() < Logistic.probability(logOdds);
      customers[row] = row / 3;
    }
    List<TrainingColumn> columns = new ArrayList<>();
    for (int feature = 0; feature < FEATURES; feature++) {
      columns.add(TrainingColumn.of("f" + (100 + feature), FeatureType.NUMERIC, values[feature], null));
    }
    return new TrainingTable(columns, lost, customers, new long[rows]);
  }

  private static TrainingSpec spec(String kind) {
    return kind.equals("M2") ? TrainingSpec.ofLogistic(LogisticSpec.ridge()) : TrainingSpec.ofAdditive();
  }

  /** Scoring. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public static class Scoring {
    @Param({"M2", "M3"})
    String kind;

    private BatchScorer scorer;
    private double[] values;
    private final byte[] states = new byte[BLOCK * FEATURES];
    private final int[] reasons = new int[BLOCK * REASONS];
    private final ScoreArrays out = ScoreArrays.of(BLOCK, FEATURES);
    private static final int ROWS = 100_000;

    @Setup
    public void train() {
      TrainingTable table = table(TRAINED / 5);
      ModelDocument document = Training.train(table, spec(kind), 1);
      scorer = CompiledModel.of(document, TableScores.columns(table));
      TrainingTable scored = table(ROWS);
      values = new double[ROWS * FEATURES];
      for (int feature = 0; feature < FEATURES; feature++) {
        for (int row = 0; row < ROWS; row++) {
          values[row * FEATURES + feature] = scored.columns().get(feature).value(row);
        }
      }
    }

    @Benchmark
    public double score() {
      double sum = 0;
      double[] block = new double[BLOCK * FEATURES];
      for (int from = 0; from < ROWS; from += BLOCK) {
        System.arraycopy(values, from * FEATURES, block, 0, block.length);
        scorer.score(block, states, BLOCK, out);
        for (int row = 0; row < BLOCK; row++) {
          TopContributions.select(out.contributions(), row * FEATURES, FEATURES, REASONS, reasons, row * REASONS);
          sum += out.probability()[row] + reasons[row * REASONS];
        }
      }
      return sum;
    }
  }

  /** Training. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public static class Trained {
    @Param("50000")
    int rows;

    @Param({"M2", "M3"})
    String kind;

    private TrainingTable table;

    @Setup
    public void fill() {
      table = table(rows);
    }

    @Benchmark
    public ModelDocument train() {
      return Training.train(table, spec(kind), 1);
    }
  }

  static void run() throws RunnerException {
    for (String kind : List.of("M2", "M3")) {
      double seconds = milliseconds(Scoring.class, kind, 0, 3) / 1e3 * WHOLE / Scoring.ROWS;
      BenchReport.atMost(
          "scoring by " + kind + ", 1M rows × 50", seconds, 0.4, "s per core",
          String.format(Locale.ROOT, "%,.0f rows/s with interval and reasons", WHOLE / seconds));
    }
    int rows = BenchReport.scaled(TRAINED, 2_000);
    BenchReport.atMost("M2 trained on " + rows + " × 50", milliseconds(Trained.class, "M2", rows, 3) / 1e3, 1, "s", "");
    BenchReport.atMost("M3 trained on " + rows + " × 50", milliseconds(Trained.class, "M3", rows, 1) / 1e3, 60, "s", "");
    int many = BenchReport.scaled(WHOLE, 2_000);
    BenchReport.atMost(
        "M3 trained on " + many + " × 50", milliseconds(Trained.class, "M3", many, 0) / 6e4, 30, "min", "heap of 512 MB");
  }

  private static double milliseconds(Class<?> benchmark, String kind, int rows, int warmups) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(benchmark.getCanonicalName().replace(".", "\\.") + "\\..*")
        .param("kind", kind)
        .forks(1)
        .jvmArgs("-Xmx512m", "-XX:+UseSerialGC") // one core
        .warmupIterations(warmups)
        .warmupTime(TimeValue.seconds(2))
        .measurementIterations(rows > TRAINED ? 1 : 3)
        .measurementTime(TimeValue.seconds(2))
        .verbosity(VerboseMode.SILENT);
    if (rows > 0) {
      options.param("rows", "" + rows);
    }
    return new Runner(options.build()).run().iterator().next().getPrimaryResult().getScore();
  }
}
