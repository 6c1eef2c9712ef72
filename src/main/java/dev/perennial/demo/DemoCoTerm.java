package dev.perennial.demo;

import dev.perennial.coterm.CoTermGroupRequest;
import dev.perennial.coterm.CoTermGroupService;
import dev.perennial.editing.Reference;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One customer of the demo whose contracts were brought to end together. */
@Singleton
class DemoCoTerm {
  private final CoTermGroupService groups;

  DemoCoTerm(CoTermGroupService groups) {
    this.groups = groups;
  }

  /** The last customer with two open terms in one currency: the first ones are what examples and people play with. */
  void store(DemoWorld world, Map<String, UUID> contractIds) {
    Set<String> settled = world.decisions().stream().map(DemoWorld.Decision::contract).collect(Collectors.toSet());
    world.standings().stream()
        .filter(standing -> standing.noticeReceived() != null)
        .forEach(standing -> settled.add(standing.contract()));
    Map<String, List<DemoWorld.Contract>> terms = new LinkedHashMap<>();
    for (DemoWorld.Contract contract : world.contracts()) {
      LocalDate end = contract.lastDay();
      if (!settled.contains(contract.key()) && end != null && end.isAfter(world.anchor())) {
        terms.computeIfAbsent(contract.customer() + " " + contract.currency(), key -> new ArrayList<>()).add(contract);
      }
    }
    List<DemoWorld.Contract> members =
        terms.values().stream()
            .filter(contracts -> contracts.size() == 2)
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("nobody in the demo has two open terms"));
    groups.create(
        new CoTermGroupRequest(
            members.stream().map(member -> Reference.of(Objects.requireNonNull(contractIds.get(member.key())))).toList(),
            members.stream().map(member -> Objects.requireNonNull(member.lastDay())).max(Comparator.naturalOrder()).orElseThrow()));
  }
}
