package dev.perennial.contract;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What follows from written contracts, for a whole batch at once and in the writing transaction.
 */
@Singleton
class ContractConsequences {
  private final ContractLines lines;
  private final Succession succession;
  private final RevenueSteps revenue;
  private final Instance<ContractListener> listeners;

  ContractConsequences(
      ContractLines lines,
      Succession succession,
      RevenueSteps revenue,
      @Any Instance<ContractListener> listeners) {
    this.lines = lines;
    this.succession = succession;
    this.revenue = revenue;
    this.listeners = listeners;
  }

  /**
   * @param contracts as written and flushed
   * @param linked contracts whose end may depend on them: what they renew, what they renewed
   *     before, and themselves unless they are new
   */
  void follow(Collection<ContractEntity> contracts, Collection<UUID> linked) {
    if (contracts.isEmpty()) {
      return;
    }
    lines.replace(contracts);
    followEnds(contracts, linked);
  }

  /** The same when the contracts' lines are what they were. */
  void followEnds(Collection<ContractEntity> contracts, Collection<UUID> linked) {
    Set<UUID> changed =
        contracts.stream()
            .map(contract -> contract.id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    changed.addAll(succession.settle(linked));
    Set<UUID> customers =
        contracts.stream().map(contract -> contract.customerId).collect(Collectors.toSet());
    revenue.lockBoards(customers);
    listeners.forEach(listener -> listener.contractsChanged(changed));
    revenue.recomputeLocked(customers); // last: what ended keeps its revenue while its decision is open
  }
}
