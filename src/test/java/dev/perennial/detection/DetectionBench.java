package dev.perennial.detection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.bench.BenchReport;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.signal.CustomerRows;
import dev.perennial.signal.Signal;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalPhase;
import dev.perennial.signal.SignalService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Signals per second through detection by the starter rules, against their ingest: a batch of 10,000 is a day of a thousand
 * customers; after every five days detection catches up. Part of {@code make bench}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class DetectionBench extends ApiTest {
  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final int WARM_UP = BenchReport.scaled(15, 5);
  private static final int BATCHES = BenchReport.scaled(60, 10);
  private static final int DAYS_AT_ONCE = 5;
  private static final double GOAL = 0.7;
  private static final int CUSTOMERS = 1_000;

  @Inject SignalService service;
  @Inject DetectionWork work;
  @Inject Callers callers;
  @Inject CustomerRows rows;

  @Test
  void ratio() {
    List<UUID> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(UUID.randomUUID());
    }
    Random random = new Random(7);
    long ingest = 0;
    long detection = 0;
    for (int day = 0; day < WARM_UP + BATCHES; day++) {
      List<Signal> signals = signals(day, customers, random);
      clock.set(START.plusSeconds((day + 1) * 86_400L));
      long start = System.nanoTime();
      callers.run(Caller.system(tenant.id(), "bench"), () -> service.store(signals));
      long middle = System.nanoTime();
      if ((day + 1) % DAYS_AT_ONCE == 0) {
        work.run(tenant.id());
      }
      if (day >= WARM_UP) {
        ingest += middle - start;
        detection += System.nanoTime() - middle;
      }
    }
    String found =
        rows.read(tenant.id(), "SELECT count(*) FROM app.trigger_event WHERE tenant_id = :tenant", tenant.id());
    assertTrue(Integer.parseInt(found) > CUSTOMERS / 10, found + " detections");
    double count = (double) BATCHES * SignalService.MAX_BATCH * 1e9;
    BenchReport.atLeast(
        "detection / signal ingest", (double) ingest / detection, GOAL, "",
        String.format(
            Locale.ROOT, "%,.0f signals/s against %,.0f signals/s, %s detections", count / detection, count / ingest, found));
  }

  private static List<Signal> signals(int day, List<UUID> customers, Random random) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < SignalService.MAX_BATCH; i++) {
      Instant at = START.plusSeconds(day * 86_400L + random.nextInt(86_400));
      SignalKind kind =
          i % 40 == 0 ? SignalKind.TICKET : i % 10 == 1 ? SignalKind.INTERACTION : i % 200 == 2 ? SignalKind.EVENT : SignalKind.USAGE;
      String type =
          switch (kind) {
            case EVENT -> random.nextBoolean() ? "champion_left" : "competitor_contact";
            case USAGE -> "type_" + random.nextInt(20);
            default -> "any";
          };
      boolean isTicket = kind == SignalKind.TICKET;
      signals.add(
          new Signal(
              "app", "evt-" + day + "-" + i, 0, customers.get(random.nextInt(CUSTOMERS)), kind, type, at, at,
              (double) random.nextInt(1000), null, isTicket ? 1 + random.nextInt(3) : null, null, null,
              isTicket ? SignalPhase.OPENED : null, isTicket ? "t-" + day + "-" + i : null, false, null, null, null, Map.of()));
    }
    return signals;
  }
}
