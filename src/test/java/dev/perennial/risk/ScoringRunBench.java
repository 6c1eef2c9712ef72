package dev.perennial.risk;

import dev.perennial.bench.BenchReport;
import dev.perennial.bench.Load;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.tenant.SettingsService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A run over 20,000 renewals with 2,000,000 signals beside its floor: the same SELECT, its rows thrown away, and the same
 * writes of scores made before. Part of {@code make bench}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class ScoringRunBench extends ApiTest {
  private static final int RENEWALS = BenchReport.scaled(20_000, 500);
  private static final int SIGNALS_EACH = 100;
  private static final int CHUNK = 2000;
  private static final int ROUNDS = 3;
  private static final double GOAL = 1.5;
  private static final double SECONDS_OF_BOARD = Math.max(1, 8 * BenchReport.SCALE);

  @Inject Portfolio portfolio;
  @Inject ScoringRunService runs;
  @Inject ScoringRunRepository repository;
  @Inject RiskScoreRepository ledger;
  @Inject FeatureLoader loader;
  @Inject ModelRepository models;
  @Inject ModelCache cache;
  @Inject SettingsService settings;
  @Inject JobService jobs;
  @Inject Jdbi jdbi;
  @Inject Clock now;

  @Test
  void runBesideItsFloor() throws Exception {
    BenchPortfolio.fill(tenant.id(), RENEWALS, RENEWALS * SIGNALS_EACH);
    double[] ratios = new double[ROUNDS];
    double[] runs = new double[ROUNDS];
    long[] heap = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      runs[round] = run();
      heap[round] = BenchReport.usedHeapMebibytes(); // before the floor, which keeps what it writes
      long[] floor = floor();
      ratios[round] = runs[round] / (floor[0] + floor[1]);
      System.out.printf(
          "round %d: run %.0f ms; floor %d ms = SELECT %d + writes %d; ratio %.2f; heap after the run %d MiB%n",
          round + 1, runs[round], floor[0] + floor[1], floor[0], floor[1], ratios[round], heap[round]);
    }
    BenchReport.atMost(
        "scoring run / SELECT + writes",
        BenchReport.median(ratios),
        GOAL,
        "",
        String.format(
            Locale.ROOT,
            "%,d renewals, %,d signals in %.1f s; heap after runs %s MiB",
            RENEWALS, RENEWALS * SIGNALS_EACH, BenchReport.median(runs) / 1e3, Arrays.toString(heap)));
    single();
    boardDuringARun();
  }

  /** The board's first page alone, and while a run is under way. */
  private void boardDuringARun() throws Exception {
    String board = "/v1/renewals?limit=50";
    Load.of(board, tenant.apiKey(), 4, SECONDS_OF_BOARD);
    Load alone = Load.of(board, tenant.apiKey(), 4, SECONDS_OF_BOARD);
    Thread scoring = Thread.ofPlatform().start(() -> {
      try {
        run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    Thread.sleep(500); // the run has begun
    Load during = Load.of(board, tenant.apiKey(), 4, SECONDS_OF_BOARD);
    boolean whole = scoring.isAlive();
    scoring.join();
    BenchReport.atMost(
        "board p99 during a run / alone",
        (double) during.percentile99() / alone.percentile99(),
        2,
        "",
        String.format(
            Locale.ROOT, "p99 %d µs against %d µs, %.0f/s against %.0f/s%s", during.percentile99(), alone.percentile99(),
            during.perSecond(), alone.perSecond(), whole ? "" : "; the run ended first"));
  }

  private long run() throws InterruptedException {
    UUID job = portfolio.in(tenant.id(), () -> runs.startFull().id());
    while (true) {
      var state = portfolio.in(tenant.id(), () -> jobs.get(job));
      if (state.finishedAt() != null && state.startedAt() != null) {
        System.out.println(state.state() + " " + state.result() + " " + state.failure());
        return Duration.between(state.startedAt(), state.finishedAt()).toMillis();
      }
      Thread.sleep(20);
    }
  }

  /** The same statements, and nothing else: no decoding, no arithmetic, no job. */
  private long[] floor() {
    ScoringModel model = portfolio.in(tenant.id(), () -> cache.get(models.activeModel().orElseThrow()));
    List<ScoreBatch> made = new ArrayList<>();
    List<UUID[]> chunks = new ArrayList<>();
    Instant cutoff = now.instant();
    RenewalSelection all = new RenewalSelection(null, null, null, null, null);
    UUID after = null;
    while (true) {
      UUID from = after;
      UUID[] ids = portfolio.in(tenant.id(), () -> repository.next(all, from, CHUNK));
      if (ids.length == 0) {
        break;
      }
      chunks.add(ids);
      made.add(ScoreBatch.of(model, portfolio.in(tenant.id(), () -> loader.load(model.query(), ids, cutoff))));
      after = ids[ids.length - 1];
    }
    RiskRules rules = RiskRules.of(portfolio.in(tenant.id(), settings::current));
    ScoreOrigin origin = ScoreOrigin.at(cutoff, UUID.randomUUID(), ModelState.ACTIVE, cutoff, rules);
    long select = 0;
    long write = 0;
    for (int i = 0; i < chunks.size(); i++) {
      UUID[] ids = chunks.get(i);
      long start = System.nanoTime();
      select(model.query(), ids, cutoff);
      select += System.nanoTime() - start;
      ScoreBatch batch = made.get(i);
      start = System.nanoTime();
      portfolio.in(tenant.id(), () -> ledger.append(batch, origin));
      write += System.nanoTime() - start;
    }
    return new long[] {select / 1_000_000, write / 1_000_000};
  }

  private void select(FeatureQuery query, UUID[] ids, Instant cutoff) {
    portfolio.in(
        tenant.id(),
        () -> {
          jdbi.useHandle(handle -> BareSelect.run(handle, tenant.id(), query, ids, cutoff));
          return ids.length;
        });
  }

  /** One renewal's features, score and reasons, again and again. */
  private void single() {
    ScoringModel model = portfolio.in(tenant.id(), () -> cache.get(models.activeModel().orElseThrow()));
    UUID[] some = portfolio.in(tenant.id(), () -> repository.next(new RenewalSelection(null, null, null, null, null), null, 500));
    List<Long> times = new ArrayList<>();
    for (UUID renewal : some) {
      long start = System.nanoTime();
      portfolio.in(
          tenant.id(),
          () -> {
            FeatureBatch batch = loader.load(model.query(), new UUID[] {renewal}, now.instant());
            return dev.perennial.scoring.explain.Explanation.of(
                model.model(), batch.vector(0), model.model().predict(batch.vector(0)));
          });
      times.add(System.nanoTime() - start);
    }
    times.sort(null);
    System.out.printf(
        "BENCH one renewal with features and reasons: p50 %.2f ms, p95 %.2f ms%n", times.get(250) / 1e6, times.get(475) / 1e6);
  }
}
