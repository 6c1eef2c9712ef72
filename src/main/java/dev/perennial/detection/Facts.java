package dev.perennial.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a rule sees of some customers.
 *
 * @param facts by customer, in the order of time
 * @param contractStarts by customer, in the order of time
 * @param connectedSince since when signals that are expected could have reached us; null = they never could
 */
record Facts(
    Map<UUID, List<Fact>> facts, Map<UUID, List<Instant>> contractStarts, @Nullable Instant connectedSince) {
  Facts() {
    this(new HashMap<>(), new HashMap<>(), null);
  }

  void add(UUID customer, Fact fact) {
    facts.computeIfAbsent(customer, of -> new ArrayList<>()).add(fact);
  }

  void evaluate(DetectionRule rule, UUID customer, Firings firings) {
    Evaluator.evaluate(
        rule, facts.getOrDefault(customer, List.of()), contractStarts.getOrDefault(customer, List.of()), connectedSince,
        firings);
  }
}
