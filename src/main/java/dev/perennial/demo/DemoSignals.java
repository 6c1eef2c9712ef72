package dev.perennial.demo;

import dev.perennial.signal.Signal;
import dev.perennial.signal.SignalDirection;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalPhase;
import dev.perennial.signal.SignalService;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the world's facts as a back-fill: each with the time its source knew of it. */
@Singleton
class DemoSignals {
  private final SignalService signals;

  DemoSignals(SignalService signals) {
    this.signals = signals;
  }

  void store(List<DemoWorld.Fact> facts, Map<String, UUID> customers, Map<String, UUID> contacts) {
    for (int from = 0; from < facts.size(); from += SignalService.MAX_BATCH) {
      List<DemoWorld.Fact> batch = facts.subList(from, Math.min(facts.size(), from + SignalService.MAX_BATCH));
      signals.store(batch.stream().map(fact -> signal(fact, customers, contacts)).toList());
    }
  }

  private static Signal signal(
      DemoWorld.Fact fact, Map<String, UUID> customers, Map<String, UUID> contacts) {
    return new Signal(
        fact.source(),
        fact.sourceId(),
        0,
        Objects.requireNonNull(customers.get(fact.customer())),
        SignalKind.valueOf(fact.kind()),
        fact.type(),
        fact.occurredAt(),
        fact.knownAt(),
        fact.value(),
        fact.sentiment(),
        fact.severity(),
        fact.direction() == null ? null : SignalDirection.valueOf(fact.direction()),
        fact.channel(),
        fact.phase() == null ? null : SignalPhase.valueOf(fact.phase()),
        fact.subjectKey(),
        false,
        id(contacts, fact.contact()),
        null,
        null,
        fact.attributes());
  }

  private static @Nullable UUID id(Map<String, UUID> ids, @Nullable String key) {
    return key == null ? null : ids.get(key);
  }
}
