package dev.perennial.risk;

import dev.perennial.bench.BenchReport;
import dev.perennial.bench.Load;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.tenant.SettingsService;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final String CUSTOMERS =
      """
      INSERT INTO app.customer SELECT '{t}', md5('c' || i)::uuid, 0, now(), now(), now(), 'C' || i, 'c' || i, 'ACTIVE',
        null, null, null, null, (ARRAY['ENTERPRISE', 'MID_MARKET', 'SMALL_BUSINESS'])[1 + i % 3], null, 'EMEA', 'EUR',
        null, '{}', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.contract SELECT '{t}', md5('k' || i)::uuid, 0, now(), now(), now(), md5('c' || i)::uuid, null,
        'SUBSCRIPTION', null, current_date - 200, current_date + 165, 12, i % 2 = 0, 30, 'EUR', null, null, null, '{}',
        null, null, '[]', '[]', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.contract_line SELECT '{t}', md5('l' || i || 'x' || n)::uuid, md5('k' || i)::uuid,
        md5('c' || i)::uuid, n, md5('p' || n)::uuid, 10, 100 + i % 50, i % 20, 'RECURRING', 'MONTH', current_date - 200,
        current_date + 165, 900 FROM generate_series(1, {n}) i, generate_series(1, 2) n;
      INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
        contract_kind, term_number, due_date, decision_deadline_date, renewal_amount, currency, auto_renew, stage,
        forecast_category, external_ids)
        SELECT '{t}', md5('r' || i)::uuid, 0, now(), now(), now(), md5('c' || i)::uuid, md5('k' || i)::uuid, 'TERM',
        'SUBSCRIPTION', 1 + i % 4, current_date + 165, current_date + 135, 1000 + i::bigint * 7919 % 100000, 'EUR', i % 2 = 0,
        'UPCOMING', 'PIPELINE', '[]' FROM generate_series(1, {n}) i;
      INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, tier, kind, contract_kind, stage,
        forecast_category, is_open, due_date, decision_deadline_date, amount)
        SELECT '{t}', md5('r' || i)::uuid, md5('k' || i)::uuid, md5('c' || i)::uuid, 'C' || i, 'ENTERPRISE', 'TERM',
        'SUBSCRIPTION', 'UPCOMING', 'PIPELINE', true, current_date + 165, current_date + 135, (1000 + i::bigint * 7919 % 100000) * 10000
        FROM generate_series(1, {n}) i;
      """;

  /** In the order of time, as they come in, so that a customer's facts lie far apart. */
  private static final String SIGNALS =
      """
      INSERT INTO app.signal SELECT '{t}', 'gen', 's' || n, 0, md5('c' || (1 + floor(random() * {n}))::int)::uuid, t, t, t,
        k.kind, k.type, random() * 50, CASE WHEN k.kind = 'INTERACTION' THEN random() * 2 - 1 END,
        CASE WHEN k.kind = 'TICKET' THEN 1 + floor(random() * 4) END,
        CASE WHEN k.kind = 'INTERACTION' THEN CASE WHEN random() < .5 THEN 'INBOUND' ELSE 'OUTBOUND' END END, null,
        CASE WHEN k.kind = 'TICKET' THEN CASE WHEN random() < .5 THEN 'OPENED' ELSE 'CLOSED' END END,
        CASE WHEN k.kind = 'TICKET' THEN 't' || (n / 400) % 1000 END, false, null, null, null, null
      FROM (SELECT n, now() - interval '3 years' * (1 - n / {s}.0) AS t, random() AS u
            FROM generate_series(1, {s}) n OFFSET 0) g,
      LATERAL (SELECT CASE WHEN u < .6 THEN 'USAGE' WHEN u < .85 THEN 'INTERACTION' WHEN u < .9 THEN 'TICKET'
                 WHEN u < .95 THEN 'METRIC' WHEN u < .97 THEN 'SURVEY' ELSE 'EVENT' END AS kind,
               CASE WHEN u < .6 THEN 'logins' WHEN u < .85 THEN 'call' WHEN u < .9 THEN 'ticket'
                 WHEN u < .95 THEN 'success_goal_attainment_pct' WHEN u < .97 THEN 'nps' WHEN u < .98 THEN 'champion_left'
                 WHEN u < .99 THEN 'funding_round' ELSE 'competitor_contact' END AS type) k;
      INSERT INTO app.signal_stream SELECT tenant_id, source, kind, type, min(known_at), max(occurred_at) FROM app.signal
        WHERE tenant_id = '{t}' GROUP BY 1, 2, 3, 4;
      """;

  private static void superuser(String sql) throws Exception {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void runBesideItsFloor() throws Exception {
    for (String sql : List.of(CUSTOMERS, SIGNALS, "ANALYZE")) {
      superuser(
          sql.replace("{t}", tenant.id().toString())
              .replace("{n}", "" + RENEWALS)
              .replace("{s}", "" + RENEWALS * SIGNALS_EACH));
    }
    superuser("VACUUM app.signal");
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
    RenewalSelection all = new RenewalSelection(null, null, null, null);
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
      portfolio.in(tenant.id(), () -> bareSelect(model.query(), ids, cutoff));
      select += System.nanoTime() - start;
      ScoreBatch batch = made.get(i);
      start = System.nanoTime();
      portfolio.in(tenant.id(), () -> ledger.append(batch, origin));
      write += System.nanoTime() - start;
    }
    return new long[] {select / 1_000_000, write / 1_000_000};
  }

  private int bareSelect(FeatureQuery query, UUID[] ids, Instant cutoff) {
    Map<String, Object> times = new HashMap<>();
    times.put("cutoff", cutoff.atOffset(ZoneOffset.UTC));
    times.put("day", LocalDate.ofInstant(cutoff, ZoneOffset.UTC));
    query.windows().keySet()
        .forEach(days -> times.put("w" + days, cutoff.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC)));
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(query.sql(new FeatureQuery.Variant(false, false, false, false)))
                .bind("tenant", tenant.id())
                .bind("zone", "UTC")
                .bind("renewals", ids)
                .bind("kinds", query.kinds().toArray(String[]::new))
                .bindMap(query.binds())
                .bindMap(times)
                .scanResultSet(
                    (rows, context) -> {
                      int count = 0;
                      try (context; ResultSet set = rows.get()) {
                        while (set.next()) {
                          count++;
                        }
                      }
                      return count;
                    }));
  }

  /** One renewal's features, score and reasons, again and again. */
  private void single() {
    ScoringModel model = portfolio.in(tenant.id(), () -> cache.get(models.activeModel().orElseThrow()));
    UUID[] some = portfolio.in(tenant.id(), () -> repository.next(new RenewalSelection(null, null, null, null), null, 500));
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
