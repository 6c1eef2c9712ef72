package dev.perennial.mention;

import dev.perennial.history.PointInTime;
import dev.perennial.mention.CompetitorBursts.Burst;
import dev.perennial.mention.CompetitorBursts.Verdict;
import dev.perennial.scoring.feature.CompetitorBurst;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds bursts of contact with competitors. */
@ApplicationScoped
class CompetitorBurstService {
  private static final int SHOWN = 200;
  private static final Comparator<Burst> MOST_SURPRISING_FIRST =
      Comparator.comparingDouble((Burst item) -> item.probability() == null ? 2 : item.probability())
          .thenComparing(Burst::count, Comparator.reverseOrder())
          .thenComparing(Burst::customerId);

  private final MentionRepository repository;

  CompetitorBurstService(MentionRepository repository) {
    this.repository = repository;
  }

  CompetitorBursts find(BurstRequest request, PointInTime at) {
    BurstParameters parameters = request.checked();
    List<Instant> connected = repository.connectedSince(parameters.types(), at);
    List<Burst> items =
        connected.isEmpty()
            ? List.of()
            : repository.competitors(parameters, connected.getFirst(), at).stream()
                .map(count -> item(count, parameters))
                .sorted(MOST_SURPRISING_FIRST)
                .toList();
    long insufficient = count(items, Verdict.INSUFFICIENT_BASELINE);
    long tested = items.size() - insufficient;
    return new CompetitorBursts(
        at.knownAt(), parameters, CompetitorBursts.METHOD, !connected.isEmpty(), count(items, Verdict.BURST), tested,
        tested * parameters.level(), insufficient, items.stream().limit(SHOWN).toList());
  }

  private static long count(List<Burst> items, Verdict verdict) {
    return items.stream().filter(item -> item.verdict() == verdict).count();
  }

  private static Burst item(CompetitorCount of, BurstParameters parameters) {
    String contacts = of.inWindow() + (of.inWindow() == 1 ? " contact" : " contacts");
    String found = contacts + " with competitors in the last " + parameters.windowDays() + " days";
    if (of.baselineDays() < parameters.minimumBaselineDays()) {
      return new Burst(
          of.customerId(), of.name(), Verdict.INSUFFICIENT_BASELINE, of.inWindow(), of.inBaseline(), of.baselineDays(), null,
          null, of.lastAt(),
          found + "; what is usual for this customer is not known: " + Math.round(of.baselineDays()) + " days of baseline, "
              + parameters.minimumBaselineDays() + " are needed");
    }
    double expected = of.inBaseline() * parameters.windowDays() / of.baselineDays();
    double tail = CompetitorBurst.probability(of.inWindow(), parameters.windowDays(), of.inBaseline(), of.baselineDays());
    Verdict verdict = tail <= parameters.level() ? Verdict.BURST : Verdict.USUAL;
    return new Burst(
        of.customerId(), of.name(), verdict, of.inWindow(), of.inBaseline(), of.baselineDays(), expected, tail, of.lastAt(),
        found + String.format(Locale.ROOT, "; %.1f would be usual, as many or more come by chance in %.2g of 100 such windows", expected, 100 * tail));
  }
}
