package dev.perennial.risk;

import dev.perennial.bench.BenchReport;
import dev.perennial.bench.Load;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reading facts where there are many: 100,000 customers and 10,000,000 signals of three years. The feature pass as the
 * service runs it beside the same statement without row-level security, one customer over a year, the timeline's first page.
 * Part of {@code make bench}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class FactVolumeBench extends ApiTest {
  private static final int CUSTOMERS = BenchReport.scaled(100_000, 500);
  private static final int SIGNALS = 100 * CUSTOMERS;
  private static final int CHUNK = 2000;
  private static final int SINGLE = 500;
  private static final double SECONDS = Math.max(1, 8 * BenchReport.SCALE);

  @Inject Portfolio portfolio;
  @Inject ScoringRunRepository repository;
  @Inject FeatureLoader loader;
  @Inject ModelRepository models;
  @Inject ModelCache cache;
  @Inject Jdbi jdbi;
  @Inject Clock now;

  @Test
  void factsAtVolume() throws Exception {
    BenchPortfolio.fill(tenant.id(), CUSTOMERS, SIGNALS);
    ScoringModel model = portfolio.in(tenant.id(), () -> cache.get(models.activeModel().orElseThrow()));
    pass(model.query());
    oneCustomer(model);
    timeline();
  }

  /** Chunk by chunk in turns, each first every other time: who comes second finds the pages in memory. */
  private void pass(FeatureQuery query) throws Exception {
    Instant cutoff = now.instant();
    long walled = 0;
    long bare = 0;
    UUID after = null;
    int chunks = 0;
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Handle superuser = jdbi.open(connection)) {
      while (true) {
        UUID from = after;
        UUID[] ids = portfolio.in(tenant.id(), () -> repository.next(new RenewalSelection(null, null, null, null, null), from, CHUNK));
        if (ids.length == 0) {
          break;
        }
        boolean wallFirst = chunks++ % 2 == 0;
        walled += wallFirst ? walled(query, ids, cutoff) : 0;
        long start = System.nanoTime();
        BareSelect.run(superuser, tenant.id(), query, ids, cutoff);
        bare += System.nanoTime() - start;
        walled += wallFirst ? 0 : walled(query, ids, cutoff);
        after = ids[ids.length - 1];
      }
    }
    BenchReport.atMost(
        "feature pass / without row security",
        (double) walled / bare,
        1.3,
        "",
        String.format(
            Locale.ROOT, "%,d renewals from %,d signals in %.1f s against %.1f s", CUSTOMERS, SIGNALS, walled / 1e9, bare / 1e9));
  }

  private long walled(FeatureQuery query, UUID[] ids, Instant cutoff) {
    return portfolio.in(
        tenant.id(),
        () ->
            jdbi.withHandle(
                handle -> {
                  long start = System.nanoTime();
                  BareSelect.run(handle, tenant.id(), query, ids, cutoff);
                  return System.nanoTime() - start;
                }));
  }

  /** All features of one renewal, the longest window a year. */
  private void oneCustomer(ScoringModel model) {
    UUID[] some = portfolio.in(tenant.id(), () -> repository.next(new RenewalSelection(null, null, null, null, null), null, SINGLE));
    List<Long> times = new ArrayList<>();
    for (UUID renewal : some) {
      long start = System.nanoTime();
      portfolio.in(tenant.id(), () -> loader.load(model.query(), new UUID[] {renewal}, now.instant()));
      times.add(System.nanoTime() - start);
    }
    times.sort(null);
    BenchReport.atMost(
        "features of one customer, p50",
        times.get(times.size() / 2) / 1e6,
        5,
        "ms",
        String.format(Locale.ROOT, "p95 %.1f ms, %,d signals stored", times.get(times.size() * 95 / 100) / 1e6, SIGNALS));
  }

  private void timeline() throws Exception {
    UUID customer =
        portfolio.one(tenant.id(), "SELECT id FROM app.customer WHERE tenant_id = :tenant ORDER BY id LIMIT 1", Map.of(), UUID.class);
    String path = "/v1/customers/" + customer + "/timeline";
    Load.of(path, tenant.apiKey(), 4, SECONDS);
    Load load = Load.of(path, tenant.apiKey(), 4, SECONDS);
    BenchReport.atMost(
        "first page of a timeline, p50",
        load.median() / 1e3,
        20,
        "ms",
        String.format(
            Locale.ROOT, "p99 %.1f ms, %.0f/s, 4 connections, %,d signals stored", load.percentile99() / 1e3, load.perSecond(), SIGNALS));
  }
}
