package dev.perennial.detection;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import dev.perennial.triggerevent.TriggerEvent;
import dev.perennial.triggerevent.TriggerEventService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Looks at what is new: signals that came in, and what became due by the passing of time. Each round is a transaction: its
 * work leaves the list with what was detected, so that a round that fails is done again and stores nothing twice.
 */
@Singleton
public class Detection implements RecurringWork {
  private static final int SIGNALS_AT_ONCE = 100_000;
  private static final int DUE_AT_ONCE = 5_000;
  private static final int CUSTOMERS_AT_ONCE = 1_000;
  private static final int EVENTS_AT_ONCE = 10_000;
  private static final int SECONDS = 600;

  private final DetectionRuleRepository rules;
  private final WorkRepository work;
  private final CustomerDetection customers;
  private final DateDetection dates;
  private final TriggerEventService events;
  private final EachTenant eachTenant;
  private final Clock clock;

  Detection(
      DetectionRuleRepository rules, WorkRepository work, CustomerDetection customers, DateDetection dates,
      TriggerEventService events, EachTenant eachTenant, Clock clock) {
    this.rules = rules;
    this.work = work;
    this.customers = customers;
    this.dates = dates;
    this.events = events;
    this.eachTenant = eachTenant;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "detection";
  }

  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofSeconds(15));
  }

  @Override
  public void run() {
    eachTenant.run(name(), this::detect);
  }

  /** Looks at everything there is to look at for the caller's tenant. */
  public void detect() {
    QuarkusTransaction.requiringNew().timeout(SECONDS).run(dates::look);
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = QuarkusTransaction.requiringNew().timeout(SECONDS).call(this::round);
    }
  }

  /** @return whether there may be more to do */
  private boolean round() {
    List<WorkRepository.Batch> batches = work.batches(SIGNALS_AT_ONCE);
    Instant now = clock.instant();
    List<WorkRepository.Due> due = work.due(now, DUE_AT_ONCE);
    if (batches.isEmpty() && due.isEmpty() || !work.lock()) {
      return false;
    }
    Map<String, List<DetectionRule>> byCode = byCode();
    Map<String, Map<UUID, Instant>> looked = new HashMap<>();
    if (!batches.isEmpty()) {
      work.touched(batches).forEach(touched -> note(touched, byCode, looked));
    }
    due.forEach(one -> note(one.code(), one.customer(), one.from(), looked));
    List<TriggerEvent> changes = new ArrayList<>();
    byCode.forEach(
        (code, versions) ->
            inChunks(
                looked.getOrDefault(code, Map.of()), chunk -> changes.addAll(customers.look(versions, chunk, now))));
    due.stream()
        .filter(one -> !byCode.containsKey(one.code()))
        .forEach(one -> work.removeDue(one.code(), List.of(one.customer())));
    work.remove(batches);
    store(changes);
    return true;
  }

  /** Last: whoever stores signals waits for the marks of re-scoring that this takes, until the end of the transaction. */
  private void store(List<TriggerEvent> changes) {
    for (int from = 0; from < changes.size(); from += EVENTS_AT_ONCE) {
      events.detected(changes.subList(from, Math.min(changes.size(), from + EVENTS_AT_ONCE)));
    }
  }

  /** In the order in which they are looked at. */
  private Map<String, List<DetectionRule>> byCode() {
    Map<String, List<DetectionRule>> byCode = new LinkedHashMap<>();
    for (DetectionRule rule : rules.all()) {
      if (rule.looksAtSignals()) {
        byCode.computeIfAbsent(rule.code(), code -> new ArrayList<>()).add(rule);
      }
    }
    return byCode;
  }

  private static void note(
      WorkRepository.Touched touched, Map<String, List<DetectionRule>> byCode, Map<String, Map<UUID, Instant>> looked) {
    byCode.forEach(
        (code, versions) -> {
          boolean mayConcern =
              versions.stream()
                  .flatMap(rule -> rule.fields().selectors().stream())
                  .anyMatch(selector -> selector.mayMean(touched.kind(), touched.type()));
          if (mayConcern) {
            note(code, touched.customer(), touched.from(), looked);
          }
        });
  }

  private static void note(String code, UUID customer, Instant from, Map<String, Map<UUID, Instant>> looked) {
    looked
        .computeIfAbsent(code, of -> new HashMap<>())
        .merge(customer, from, (one, other) -> one.isBefore(other) ? one : other);
  }

  private static void inChunks(Map<UUID, Instant> looked, java.util.function.Consumer<Map<UUID, Instant>> task) {
    Map<UUID, Instant> chunk = new HashMap<>();
    for (Map.Entry<UUID, Instant> entry : looked.entrySet()) {
      chunk.put(entry.getKey(), entry.getValue());
      if (chunk.size() == CUSTOMERS_AT_ONCE) {
        task.accept(chunk);
        chunk = new HashMap<>();
      }
    }
    if (!chunk.isEmpty()) {
      task.accept(chunk);
    }
  }
}
