package dev.perennial.mention;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.mention.AdvocacyView.Act;
import dev.perennial.mention.AdvocacyView.Mentions;
import dev.perennial.mention.AdvocacyView.State;
import dev.perennial.mention.AdvocacyView.TypeCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Advocacy of one customer. */
@ApplicationScoped
class AdvocacyService {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int SHOWN = 50;

  private final MentionRepository repository;
  private final Survivors survivors;

  AdvocacyService(MentionRepository repository, Survivors survivors) {
    this.repository = repository;
    this.survivors = survivors;
  }

  AdvocacyView of(UUID customer, PointInTime at) {
    List<UUID> family = survivors.known(customer, at);
    List<MentionFact> facts = repository.ofCustomer(family, at);
    List<MentionFact> acts = facts.stream().filter(MentionFact::isAct).toList();
    Instant yearAgo = at.knownAt().minus(YEAR);
    return new AdvocacyView(
        family.getFirst(), at.knownAt(), state(facts, acts, at), acts.size(),
        acts.stream().filter(act -> act.at().isAfter(yearAgo)).count(), acts.isEmpty() ? null : acts.getFirst().at(),
        types(acts), acts.stream().limit(SHOWN).map(AdvocacyService::act).toList(),
        mentions(facts.stream().filter(fact -> !fact.isAct()).toList()));
  }

  private State state(List<MentionFact> facts, List<MentionFact> acts, PointInTime at) {
    if (!acts.isEmpty()) {
      return State.ADVOCATE;
    }
    return !facts.isEmpty() || repository.isConnected(at) ? State.NONE : State.NOT_CONNECTED;
  }

  private static List<TypeCount> types(List<MentionFact> acts) {
    List<TypeCount> counts = new ArrayList<>();
    acts.stream()
        .collect(Collectors.groupingBy(MentionFact::type, TreeMap::new, Collectors.toList()))
        .forEach((type, of) -> counts.add(new TypeCount(type, of.size(), of.getFirst().at())));
    return counts;
  }

  private static Act act(MentionFact fact) {
    return new Act(fact.id(), fact.type(), fact.at(), fact.source(), fact.contactId(), fact.channel());
  }

  private static Mentions mentions(List<MentionFact> mentions) {
    OptionalDouble mean =
        mentions.stream().map(MentionFact::sentiment).filter(Objects::nonNull).mapToDouble(Double::doubleValue).average();
    return new Mentions(
        mentions.size(), mentions.isEmpty() ? null : mentions.getFirst().at(), mean.isPresent() ? mean.getAsDouble() : null);
  }
}
