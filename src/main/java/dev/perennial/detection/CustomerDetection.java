package dev.perennial.detection;

import dev.perennial.triggerevent.TriggerEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at some customers with one rule, each from a time on, and compares what the rule finds with what is stored from that
 * time on. A firing's key is made of rule, customer and time, not of the version: looked at again it is the same one. One
 * that another's cool-down kept away so far is known when the other one is taken back.
 */
@Singleton
class CustomerDetection {
  private final FactRepository facts;
  private final WorkRepository work;
  private final DetectedRepository detected;
  private final Evidence evidence;

  CustomerDetection(
      FactRepository facts, WorkRepository work, DetectedRepository detected, Evidence evidence) {
    this.facts = facts;
    this.work = work;
    this.detected = detected;
    this.evidence = evidence;
  }

  /**
   * @param versions of one rule, older ones first
   * @return what is new and what is taken back
   */
  List<TriggerEvent> look(List<DetectionRule> versions, Map<UUID, Instant> touched, Instant now) {
    String code = versions.getFirst().code();
    Map<UUID, Instant> from = new HashMap<>(touched);
    for (WorkRepository.Due waiting : work.waiting(code, touched.keySet(), now)) {
      from.merge(waiting.customer(), waiting.from(), (one, other) -> one.isBefore(other) ? one : other);
    }
    Map<UUID, List<DetectedRepository.Detected>> stored = stored(versions, from);
    Map<UUID, Firings> found = evaluate(versions, from, stored, now);
    List<TriggerEvent> changes = changes(versions, from, found, stored, now);
    work.removeDue(code, from.keySet());
    Map<UUID, Firings> later = new HashMap<>(found);
    later.values().removeIf(firings -> firings.dueAt() == null);
    if (!later.isEmpty()) {
      work.putDue(code, later);
    }
    return changes;
  }

  private Map<UUID, List<DetectedRepository.Detected>> stored(List<DetectionRule> versions, Map<UUID, Instant> from) {
    int coolDown = versions.stream().mapToInt(rule -> rule.fields().coolDownDays()).max().orElse(0);
    Instant first = from.values().stream().min(Instant::compareTo).orElseThrow().minus(Duration.ofDays(coolDown));
    Map<UUID, List<DetectedRepository.Detected>> stored = new HashMap<>();
    for (DetectedRepository.Detected one : detected.ofCustomers(versions.getFirst().code(), from.keySet(), first)) {
      stored.computeIfAbsent(one.customer(), of -> new ArrayList<>()).add(one);
    }
    return stored;
  }

  private Map<UUID, Firings> evaluate(
      List<DetectionRule> versions, Map<UUID, Instant> from, Map<UUID, List<DetectedRepository.Detected>> stored,
      Instant now) {
    Map<UUID, Firings> found = new HashMap<>();
    from.forEach(
        (customer, start) ->
            found.put(customer, new Firings(start, now, last(stored.getOrDefault(customer, List.of()), start))));
    Instant earliest = from.values().stream().min(Instant::compareTo).orElseThrow();
    for (DetectionRule rule : versions) {
      if (rule.effectiveUntil() == null || rule.effectiveUntil().isAfter(earliest)) {
        Facts seen = facts.load(rule, from);
        found.forEach((customer, firings) -> seen.evaluate(rule, customer, firings));
      }
    }
    return found;
  }

  private static @Nullable Instant last(List<DetectedRepository.Detected> stored, Instant before) {
    return stored.stream()
        .filter(one -> !one.retracted() && one.occurredAt().isBefore(before))
        .map(DetectedRepository.Detected::occurredAt)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private List<TriggerEvent> changes(
      List<DetectionRule> versions, Map<UUID, Instant> from, Map<UUID, Firings> found,
      Map<UUID, List<DetectedRepository.Detected>> stored, Instant now) {
    Map<DetectionRule, List<FactRepository.Found>> fresh = new HashMap<>();
    List<TriggerEvent> changes = new ArrayList<>();
    Map<String, Integer> revisions = new HashMap<>();
    found.forEach(
        (customer, firings) -> {
          Map<String, DetectedRepository.Detected> known = new HashMap<>();
          stored.getOrDefault(customer, List.of()).forEach(one -> known.put(one.sourceId(), one));
          Set<String> keys = new HashSet<>();
          firings.taken().forEach(firing -> keys.add(Evidence.key(customer, firing)));
          Instant start = from.getOrDefault(customer, now);
          List<DetectedRepository.Detected> gone =
              known.values().stream()
                  .filter(one -> !one.retracted() && !one.occurredAt().isBefore(start) && !keys.contains(one.sourceId()))
                  .toList();
          gone.forEach(one -> changes.add(Evidence.retraction(versions.getLast(), one, now)));
          for (Firing firing : firings.taken()) {
            String key = Evidence.key(customer, firing);
            DetectedRepository.Detected before = known.get(key);
            if (before == null || before.retracted() || !before.type().equals(firing.rule().fields().triggerEventType())) {
              revisions.put(key, before == null ? 0 : before.revision() + 1);
              fresh.computeIfAbsent(firing.rule(), rule -> new ArrayList<>())
                  .add(new FactRepository.Found(customer, isSetFree(firing, gone) ? firing.knownFrom(now) : firing));
            }
          }
        });
    fresh.forEach((rule, firings) -> changes.addAll(evidence.events(rule, firings, revisions)));
    return changes;
  }

  /** Whether one that is taken back now stood in its way. */
  private static boolean isSetFree(Firing firing, List<DetectedRepository.Detected> gone) {
    Instant after = firing.at().minus(Duration.ofDays(firing.rule().fields().coolDownDays()));
    return gone.stream().anyMatch(one -> one.occurredAt().isAfter(after) && one.occurredAt().isBefore(firing.at()));
  }
}
