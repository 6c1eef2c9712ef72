package dev.perennial.renewal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contracts read together.
 *
 * @param planned those whose decisions are brought into step
 * @param contracts these and whatever else bears on them
 */
record ContractPortfolio(Set<UUID> planned, Map<UUID, ContractTerms> contracts) {
  Collection<ContractTerms> plannedContracts() {
    return planned.stream().map(contracts::get).filter(Objects::nonNull).toList();
  }

  Set<UUID> all() {
    Set<UUID> all = new HashSet<>(contracts.keySet());
    all.addAll(planned);
    return all;
  }

  @Nullable ContractTerms get(UUID id) {
    return contracts.get(id);
  }

  /** The contracts that renew this one, earliest start first. */
  List<ContractTerms> successorsOf(UUID id) {
    return contracts.values().stream()
        .filter(contract -> contract.renews().contains(id) && !contract.isClosedBecause("VOIDED"))
        .sorted(Comparator.comparing(ContractTerms::startDate).thenComparing(ContractTerms::id))
        .toList();
  }
}
