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
 * @param corrections by customer
 * @param contractStarts by customer, in the order of time
 * @param beginnings by customer
 * @param connectedSince since when signals that the rule expects or counts could have reached us; null = they never could
 * @see CustomerFacts
 */
record Facts(
    Map<UUID, List<Fact>> facts, Map<UUID, List<Known>> corrections, Map<UUID, List<Known>> contractStarts,
    Map<UUID, List<Known>> beginnings, @Nullable Instant connectedSince) {
  Facts(@Nullable Instant connectedSince) {
    this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), connectedSince);
  }

  void add(UUID customer, Fact fact) {
    facts.computeIfAbsent(customer, of -> new ArrayList<>()).add(fact);
  }

  void addCorrection(UUID customer, Known correction) {
    corrections.computeIfAbsent(customer, of -> new ArrayList<>()).add(correction);
  }

  void addContractStart(UUID customer, Known start) {
    contractStarts.computeIfAbsent(customer, of -> new ArrayList<>()).add(start);
  }

  void addBeginning(UUID customer, Known beginning) {
    beginnings.computeIfAbsent(customer, of -> new ArrayList<>()).add(beginning);
  }

  void evaluate(DetectionRule rule, UUID customer, Firings firings) {
    CustomerFacts seen =
        new CustomerFacts(
            facts.getOrDefault(customer, List.of()), corrections.getOrDefault(customer, List.of()),
            contractStarts.getOrDefault(customer, List.of()), beginnings.getOrDefault(customer, List.of()), connectedSince);
    Evaluator.evaluate(rule, seen, firings);
  }
}
