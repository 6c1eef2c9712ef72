package dev.perennial.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Offers the moments at which a version of a rule finds what it looks for. Pure: facts in, moments out, in order. A moment
 * depends only on facts from {@link DetectionRuleFields#lookbackDays} before it to itself; facts of one instant are seen together.
 */
final class Evaluator {
  private final DetectionRule rule;
  private final DetectionRuleFields fields;
  private final List<Fact> facts;
  private final Firings firings;

  private Evaluator(DetectionRule rule, List<Fact> facts, Firings firings) {
    this.rule = rule;
    this.fields = rule.fields();
    this.facts = facts;
    this.firings = firings;
  }

  /**
   * @param facts of one customer, by time
   * @param contractStarts when its contracts began, by time; for rules that start from there
   * @param connectedSince since when signals that are expected could have reached us; null = they never could
   */
  static void evaluate(
      DetectionRule rule, List<Fact> facts, List<Instant> contractStarts, @Nullable Instant connectedSince, Firings firings) {
    Evaluator evaluator = new Evaluator(rule, facts, firings);
    switch (rule.fields().kind()) {
      case THRESHOLD -> evaluator.threshold();
      case BURST -> evaluator.burst();
      case SILENCE -> evaluator.silence();
      case SEQUENCE -> evaluator.sequence();
      case MISSING_EXPECTED -> evaluator.missing(contractStarts, connectedSince);
      case DATE_BASED -> throw new IllegalArgumentException("dates of renewals are no facts of a customer");
    }
  }

  private void threshold() {
    int start = 0;
    for (int end = nextInstant(0); end <= facts.size(); end = nextInstant(end)) {
      Instant at = facts.get(end - 1).at();
      Instant after = at.minus(rule.window());
      start = firstAfter(after, start);
      if (!firings.isOpen(rule, at)) {
        continue;
      }
      List<Fact> window = facts.subList(start, end);
      Double measured = measure(window);
      if (measured != null && compare(measured)) {
        Double value = fields.aggregate() == null || fields.aggregate() == Aggregate.COUNT ? null : measured;
        firings.offer(rule, at, true, () -> new Firing(rule, at, known(window, at), after, window.size(), value, null));
      }
    }
  }

  /** Summed anew for each window, in order: a running sum would depend on where it began. */
  private @Nullable Double measure(List<Fact> window) {
    Aggregate aggregate = fields.aggregate() == null ? Aggregate.COUNT : fields.aggregate();
    if (aggregate == Aggregate.COUNT) {
      return (double) window.size();
    }
    double sum = 0;
    int count = 0;
    for (Fact fact : window) {
      if (fact.value() != null) {
        sum += fact.value();
        count++;
      }
    }
    return count == 0 ? null : aggregate == Aggregate.SUM ? sum : sum / count;
  }

  private boolean compare(double measured) {
    double limit = Objects.requireNonNull(fields.limit());
    return fields.comparison() == Comparison.AT_MOST ? measured <= limit : measured >= limit;
  }

  private void burst() {
    double limit = Objects.requireNonNull(fields.limit());
    double factor = Objects.requireNonNull(fields.factor());
    int baselineDays = Objects.requireNonNull(fields.baselineDays());
    Duration baseline = Duration.ofDays(baselineDays);
    int start = 0;
    int before = 0;
    for (int end = nextInstant(0); end <= facts.size(); end = nextInstant(end)) {
      Instant at = facts.get(end - 1).at();
      Instant after = at.minus(rule.window());
      start = firstAfter(after, start);
      before = firstAfter(after.minus(baseline), before);
      double usual = (start - before) * (double) fields.windowDays() / baselineDays;
      List<Fact> window = facts.subList(start, end);
      if (window.size() >= limit && window.size() >= factor * usual) {
        firings.offer(rule, at, true, () -> new Firing(rule, at, known(window, at), after, window.size(), null, usual));
      }
    }
  }

  /** Something was there before; silence counts only while the source of the last signal goes on telling of others. */
  private void silence() {
    for (int end = nextInstant(0); end <= facts.size(); end = nextInstant(end)) {
      Fact last = facts.get(end - 1);
      Instant at = last.at().plus(rule.window());
      if (end == facts.size() || facts.get(end).at().isAfter(at)) {
        boolean isSourceAlive = last.sourceLast() != null && !last.sourceLast().isBefore(at);
        firings.offer(rule, at, isSourceAlive, () -> new Firing(rule, at, at, last.at(), 1, null, null));
      }
    }
  }

  /** For each step the latest beginning of a sequence that has come so far: the later it began, the longer it lasts. */
  private void sequence() {
    int steps = fields.selectors().size();
    @Nullable Instant[] begun = new @Nullable Instant[steps];
    int start = 0;
    while (start < facts.size()) {
      int end = nextInstant(start);
      Instant at = facts.get(start).at();
      @Nullable Instant beginning = steps < 2 ? null : begun[steps - 2];
      if (matches(start, end, steps - 1) && beginning != null && !beginning.isBefore(at.minus(rule.window()))) {
        firings.offer(rule, at, true, () -> sequence(beginning, at, end));
      }
      for (int step = steps - 1; step >= 0; step--) {
        if (matches(start, end, step)) {
          begun[step] = step == 0 ? at : later(begun[step], begun[step - 1]);
        }
      }
      start = end;
    }
  }

  private Firing sequence(Instant beginning, Instant at, int end) {
    List<Fact> evidence = facts.subList(firstAfter(beginning.minusNanos(1), 0), end);
    return new Firing(rule, at, known(evidence, at), beginning, evidence.size(), null, null);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }

  private boolean matches(int start, int end, int selector) {
    for (int i = start; i < end; i++) {
      if (facts.get(i).matches(selector)) {
        return true;
      }
    }
    return false;
  }

  private void missing(List<Instant> contractStarts, @Nullable Instant connectedSince) {
    List<Instant> anchors =
        rule.startsFromContracts()
            ? contractStarts
            : facts.stream().filter(fact -> fact.matches(1)).map(Fact::at).distinct().toList();
    List<Instant> expected = facts.stream().filter(fact -> fact.matches(0)).map(Fact::at).toList();
    int next = 0;
    for (Instant anchor : anchors) {
      Instant at = anchor.plus(rule.window());
      while (next < expected.size() && expected.get(next).isBefore(anchor)) {
        next++;
      }
      if (next == expected.size() || expected.get(next).isAfter(at)) {
        boolean isConnected = connectedSince != null && !connectedSince.isAfter(at);
        firings.offer(rule, at, isConnected, () -> new Firing(rule, at, at, anchor, 0, null, null));
      }
    }
  }

  private static Instant known(List<Fact> evidence, Instant at) {
    Instant known = at;
    for (Fact fact : evidence) {
      known = fact.knownAt().isAfter(known) ? fact.knownAt() : known;
    }
    return known;
  }

  /** Index behind all facts of the instant of the fact at this index; past the end where there is none. */
  private int nextInstant(int index) {
    int next = index;
    if (next >= facts.size()) {
      return facts.size() + 1;
    }
    Instant at = facts.get(index).at();
    while (next < facts.size() && facts.get(next).at().equals(at)) {
      next++;
    }
    return next;
  }

  private int firstAfter(Instant time, int start) {
    int first = start;
    while (first < facts.size() && !facts.get(first).at().isAfter(time)) {
      first++;
    }
    return first;
  }
}
