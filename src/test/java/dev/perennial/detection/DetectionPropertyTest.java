package dev.perennial.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.signal.Signal;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalService;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Over random histories: signals that come in any order, in pieces, with corrections, looked at after each piece, lead to the
 * detections of one look at everything; and what is known later changes nothing of what was known of the detections earlier.
 */
@QuarkusTest
class DetectionPropertyTest extends ApiTest {
  private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");
  private static final int CUSTOMERS = 4;
  private static final int SIGNALS = 260;
  private static final int DAYS = 240;
  private static final List<String> TYPES = List.of("a", "b", "c");

  @Inject SignalService signals;
  @Inject DetectionWork work;
  @Inject Callers callers;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyOrderOfArrivalLeadsToTheSame(long seed) {
    Random random = new Random(seed);
    clock.set(END);
    TenantService.NewTenant other = tenants.create("at once", "EUR");
    int limit = random.nextInt(5) + 2;
    for (TenantService.NewTenant one : List.of(tenant, other)) {
      rules(one, limit);
    }
    List<Signal> history = history(random, false);
    store(other, history);
    work.run(other.id());
    List<Signal> arriving = new ArrayList<>(history);
    Collections.shuffle(arriving, random);
    while (!arriving.isEmpty()) {
      List<Signal> piece = arriving.subList(0, Math.min(arriving.size(), 1 + random.nextInt(60)));
      store(tenant, new ArrayList<>(piece));
      piece.clear();
      work.run(tenant.id());
    }
    for (int day = 1; day <= 2; day++) { // what nobody could tell yet is asked again a day later
      clock.set(END.plus(day, ChronoUnit.DAYS).plusSeconds(day));
      work.run(tenant.id());
      work.run(other.id());
    }
    List<String> atOnce = detected(other);
    assertFalse(atOnce.isEmpty());
    assertEquals(String.join("\n", atOnce), String.join("\n", detected(tenant)));
  }

  /**
   * Each signal is known a while after it happened, each correction a while after that. Known facts come as time goes on:
   * what was detected as of an earlier time, once everything known by then was looked at, stays the answer for that time.
   */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsKnownLaterChangesNoEarlierAnswer(long seed) {
    Random random = new Random(seed);
    clock.set(END.minus(DAYS, ChronoUnit.DAYS));
    rules(tenant, random.nextInt(4) + 2);
    List<Signal> history = history(random, true);
    Instant before = Instant.EPOCH;
    Map<Instant, List<String>> answers = new LinkedHashMap<>();
    for (int day = DAYS - 30; day >= 0; day -= 30) {
      Instant now = END.minus(day, ChronoUnit.DAYS);
      clock.set(now);
      storeKnown(history, before, now, random);
      for (int later = 1; later <= 2; later++) { // what nobody could tell yet is asked again a day later
        clock.set(now.plus(later, ChronoUnit.DAYS).plusSeconds(later));
        work.run(tenant.id());
      }
      answers.put(now, detected(tenant, now));
      answers.forEach((time, answer) -> assertEquals(String.join("\n", answer), String.join("\n", detected(tenant, time)), "as of " + time));
      before = now;
    }
    assertFalse(answers.get(before).isEmpty());
  }

  private void storeKnown(List<Signal> history, Instant after, Instant until, Random random) {
    List<Signal> known =
        new ArrayList<>(
            history.stream().filter(signal -> signal.knownAt().isAfter(after) && !signal.knownAt().isAfter(until)).toList());
    Collections.shuffle(known, random);
    while (!known.isEmpty()) {
      List<Signal> piece = known.subList(0, Math.min(known.size(), 1 + random.nextInt(40)));
      store(tenant, new ArrayList<>(piece));
      piece.clear();
      work.run(tenant.id());
    }
  }

  private void rules(TenantService.NewTenant of, int limit) {
    Map<String, Object> a = Map.of("kind", "USAGE", "type", "a");
    Map<String, Object> b = Map.of("kind", "USAGE", "type", "b");
    put(of, "threshold", "THRESHOLD", 9, 12, Map.of("signal", a, "limit", limit));
    put(of, "mean", "THRESHOLD", 5, 20, Map.of("signal", b, "aggregate", "MEAN", "limit", 5.5));
    put(of, "low", "THRESHOLD", 5, 20, Map.of("signal", b, "aggregate", "SUM", "comparison", "AT_MOST", "limit", 6));
    put(of, "burst", "BURST", 7, 6, Map.of("signal", Map.of("kind", "USAGE"), "limit", 4, "factor", 2, "baselineDays", 30));
    put(of, "silence", "SILENCE", 3, 9, Map.of("signal", a));
    put(of, "sequence", "SEQUENCE", 4, 15, Map.of("steps", List.of(a, b, Map.of("type", "c"))));
    put(of, "missing", "MISSING_EXPECTED", 6, 8, Map.of("signal", b, "anchor", "SIGNAL", "anchorSignal", a));
  }

  private static void put(TenantService.NewTenant of, String code, String kind, int coolDown, int window, Map<String, Object> more) {
    Map<String, Object> rule = new HashMap<>(more);
    rule.putAll(
        Map.of(
            "label", code, "kind", kind, "triggerEventType", "outage", "coolDownDays", coolDown, "windowDays", window,
            "effectiveFrom", END.minus(DAYS - 20, ChronoUnit.DAYS).toString()));
    as(of.apiKey()).body(rule).put("/v1/detection-rules/" + code).then().statusCode(201);
  }

  /** Times fall on few instants, so that some are equal; a tenth is corrected, some to another customer, some away. */
  private static List<Signal> history(Random random, boolean late) {
    List<Signal> history = new ArrayList<>();
    for (int i = 0; i < SIGNALS; i++) {
      Signal first = signal(random, i, 0, false, late ? Instant.EPOCH : null);
      history.add(first);
      if (random.nextInt(10) == 0) {
        history.add(signal(random, i, 1, random.nextBoolean(), late ? first.knownAt() : null));
      }
    }
    return history;
  }

  /** @param knownAfter null: known when it happened; else half are known later, all after that */
  private static Signal signal(Random random, int number, int revision, boolean retracted, @Nullable Instant knownAfter) {
    Instant at = END.minus(random.nextInt(DAYS * 4) * 6L, ChronoUnit.HOURS);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    Instant known = at;
    if (knownAfter != null) {
      Instant earliest = at.isAfter(knownAfter) ? at : knownAfter.plusSeconds(1);
      known = earliest.plus(random.nextBoolean() ? 0 : random.nextInt(60 * 24), ChronoUnit.HOURS);
    }
    return new Signal(
        "app", "s-" + number, revision, new UUID(7, random.nextInt(CUSTOMERS)), SignalKind.USAGE, type, at, known,
        (double) random.nextInt(10), null, null, null, null, null, null, retracted, null, null, null, Map.of());
  }

  private void store(TenantService.NewTenant of, List<Signal> some) {
    callers.run(Caller.system(of.id(), "test"), () -> signals.store(some));
  }

  private List<String> detected(TenantService.NewTenant of) {
    return detected(of, "");
  }

  private List<String> detected(TenantService.NewTenant of, Instant knownAt) {
    return detected(of, "&knownAt=" + knownAt);
  }

  private List<String> detected(TenantService.NewTenant of, String more) {
    TreeSet<String> all = new TreeSet<>();
    String cursor = "";
    while (cursor != null) {
      var page = as(of.apiKey()).get("/v1/trigger-events?limit=200&type=outage" + more + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
          .then().statusCode(200).extract().jsonPath();
      all.addAll(page.getList("items.sourceId"));
      cursor = page.getString("nextCursor");
    }
    return List.copyOf(all);
  }
}
