package dev.perennial.demo;

import dev.perennial.contract.ContractCommands;
import dev.perennial.contract.ContractEditing;
import dev.perennial.contract.EndReason;
import dev.perennial.editing.Editor.EventDetail;
import dev.perennial.editing.Written;
import dev.perennial.renewal.Outcome;
import dev.perennial.renewal.PastOutcome;
import dev.perennial.renewal.PastOutcomes;
import dev.perennial.renewal.SyncMode;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores contracts as an import of history does, and then how their past terms were decided. */
@Singleton
class DemoContracts {
  private final DemoParts parts;
  private final DemoWriter writer;
  private final ContractEditing contracts;
  private final ContractCommands commands;
  private final PastOutcomes outcomes;
  private final SyncMode mode;

  DemoContracts(
      DemoParts parts, DemoWriter writer, ContractEditing contracts, ContractCommands commands, PastOutcomes outcomes,
      SyncMode mode) {
    this.parts = parts;
    this.writer = writer;
    this.contracts = contracts;
    this.commands = commands;
    this.outcomes = outcomes;
    this.mode = mode;
  }

  /**
   * The showcase's contracts come first and alone, so that their ids depend on nothing else.
   *
   * @return ids by key
   */
  Map<String, UUID> store(DemoWorld world) {
    mode.history();
    mode.quiet();
    Map<String, UUID> stored = new HashMap<>();
    parts.run(DemoIds.Part.SHOWCASE, () -> stored.putAll(generations(ofShowcase(world, true))));
    parts.run(DemoIds.Part.CONTRACTS, () -> stored.putAll(generations(ofShowcase(world, false))));
    parts.run(DemoIds.Part.OUTCOMES, () -> decide(world, stored));
    return stored;
  }

  private static List<DemoWorld.Contract> ofShowcase(DemoWorld world, boolean wanted) {
    String showcase = world.customers().getFirst().key();
    return world.contracts().stream().filter(contract -> wanted == contract.customer().equals(showcase)).toList();
  }

  /** Generation by generation: a contract must be there before the one that renews it. */
  private Map<String, UUID> generations(List<DemoWorld.Contract> all) {
    Map<String, UUID> stored = new HashMap<>();
    while (stored.size() < all.size()) {
      List<DemoWorld.Contract> generation =
          all.stream()
              .filter(contract -> !stored.containsKey(contract.key()) && stored.keySet().containsAll(contract.renews()))
              .toList();
      if (generation.isEmpty()) {
        throw new IllegalStateException("a contract of the demo renews one that is not there");
      }
      stored.putAll(
          writer.write(contracts, generation, DemoWorld.Contract::key, Documents::contract, EventDetail.NONE));
    }
    return stored;
  }

  private void decide(DemoWorld world, Map<String, UUID> ids) {
    for (DemoWorld.Decision decision : world.decisions()) {
      UUID contract = Objects.requireNonNull(ids.get(decision.contract()));
      @Nullable LocalDate ends = decision.ends();
      if (ends != null && endsAnotherDay(world, decision)) {
        commands.end(contract, ends, EndReason.CANCELLED);
      }
    }
    for (Written written :
        outcomes.record(world.decisions().stream().map(decision -> past(decision, ids)).toList())) {
      DemoWriter.idOf("outcome of " + world.decisions().get(written.index()).contract(), written);
    }
  }

  /** Whether the contract says another end (or none) than the one it came to. */
  private static boolean endsAnotherDay(DemoWorld world, DemoWorld.Decision decision) {
    return world.contracts().stream()
        .filter(contract -> contract.key().equals(decision.contract()))
        .anyMatch(contract -> !Objects.equals(contract.lastDay(), decision.ends()));
  }

  private static PastOutcome past(DemoWorld.Decision decision, Map<String, UUID> ids) {
    return new PastOutcome(
        Objects.requireNonNull(ids.get(decision.contract())),
        null,
        Outcome.valueOf(decision.outcome()),
        decision.decided(),
        decision.renewedAmount(),
        decision.reasons().stream().map(DemoWorld.Reason::code).toList());
  }
}
