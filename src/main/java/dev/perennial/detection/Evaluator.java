package dev.perennial.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Offers the moments at which a version of a rule finds what it looks for. Pure: facts in, moments out, in order. A moment
 * depends only on facts from {@link DetectionRuleFields#lookbackDays} before it to itself; facts of one instant are seen
 * together. It is known with the last that it rests on, so that no answer for an earlier time changes with what is known
 * later; where that is more than need be (a window that was full before its last fact), it errs on the late side.
 */
final class Evaluator {
  /** So much of a baseline must be on record. */
  private static final double MINIMUM_OF_BASELINE = 0.5;

  private static final double MILLIS_OF_DAY = 86_400_000;
  private static final Comparator<Known> BY_TIME = Comparator.comparing(Known::at).thenComparing(Known::knownAt);

  private final DetectionRule rule;
  private final DetectionRuleFields fields;
  private final CustomerFacts seen;
  private final List<Fact> facts;
  private final Firings firings;

  private Evaluator(DetectionRule rule, CustomerFacts seen, Firings firings) {
    this.rule = rule;
    this.fields = rule.fields();
    this.seen = seen;
    this.facts = seen.facts();
    this.firings = firings;
  }

  static void evaluate(DetectionRule rule, CustomerFacts seen, Firings firings) {
    Evaluator evaluator = new Evaluator(rule, seen, firings);
    switch (rule.fields().kind()) {
      case THRESHOLD -> evaluator.threshold();
      case BURST -> evaluator.burst();
      case SILENCE -> evaluator.silence();
      case SEQUENCE -> evaluator.sequence();
      case MISSING_EXPECTED -> evaluator.missing();
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
        firings.offer(rule, at, true, () -> new Firing(rule, at, known(window, after, at), after, window.size(), value, null));
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

  /** What is usual is known only from a baseline: where most of it is not on record, nothing is a burst. */
  private void burst() {
    double limit = Objects.requireNonNull(fields.limit());
    double factor = Objects.requireNonNull(fields.factor());
    Duration baseline = Duration.ofDays(Objects.requireNonNull(fields.baselineDays()));
    int start = 0;
    int before = 0;
    for (int end = nextInstant(0); end <= facts.size(); end = nextInstant(end)) {
      Instant at = facts.get(end - 1).at();
      Instant after = at.minus(rule.window());
      start = firstAfter(after, start);
      Instant baselineFrom = after.minus(baseline);
      before = firstAfter(baselineFrom, before);
      List<Fact> window = facts.subList(start, end);
      if (window.size() < limit) {
        continue;
      }
      Known onRecord = onRecordSince(baselineFrom, before);
      double days = Duration.between(onRecord.at(), after).toMillis() / MILLIS_OF_DAY;
      if (days < MINIMUM_OF_BASELINE * baseline.toDays()) {
        firings.askAgain(rule, at, baseline);
        continue;
      }
      double usual = (start - before) * (double) fields.windowDays() / days;
      if (window.size() >= factor * usual) {
        firings.offer(
            rule, at, true,
            () ->
                new Firing(
                    rule, at, Known.later(known(window, baselineFrom, at), onRecord.knownAt()), after, window.size(), null,
                    usual));
      }
    }
  }

  /**
   * Since when, within the baseline, somebody could have told of the customer: since its own beginning and the source's, or
   * since the first signal in it.
   *
   * @param first index of the first fact in the baseline or after it
   */
  private Known onRecordSince(Instant baselineFrom, int first) {
    Known since = new Known(facts.get(first).at(), facts.get(first).knownAt());
    Instant connected = seen.connectedSince() == null ? Instant.MAX : seen.connectedSince();
    for (Known beginning : seen.beginnings()) {
      Instant at = Known.later(Known.later(beginning.at(), connected), baselineFrom);
      Known other = new Known(at, Known.later(beginning.knownAt(), connected));
      since = BY_TIME.compare(other, since) < 0 ? other : since;
    }
    return since;
  }

  /** Something was there before; silence counts only while the source of the last signal goes on telling of others. */
  private void silence() {
    for (int end = nextInstant(0); end <= facts.size(); end = nextInstant(end)) {
      Fact last = facts.get(end - 1);
      Instant at = last.at().plus(rule.window());
      if (end == facts.size() || facts.get(end).at().isAfter(at)) {
        boolean isSourceAlive = last.sourceLast() != null && !last.sourceLast().isBefore(at);
        firings.offer(rule, at, isSourceAlive, () -> new Firing(rule, at, silent(last, at), last.at(), 1, null, null));
      }
    }
  }

  private Instant silent(Fact last, Instant at) {
    return Known.later(known(List.of(last), last.at(), at), last.sourceKnownAt());
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
    return new Firing(rule, at, known(evidence, beginning, at), beginning, evidence.size(), null, null);
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

  private void missing() {
    List<Known> anchors =
        rule.startsFromContracts()
            ? seen.contractStarts()
            : facts.stream().filter(fact -> fact.matches(1)).map(fact -> new Known(fact.at(), fact.knownAt())).toList();
    Instant connectedSince = seen.connectedSince();
    List<Instant> expected = facts.stream().filter(fact -> fact.matches(0)).map(Fact::at).toList();
    int next = 0;
    for (Known anchor : anchors) {
      Instant at = anchor.at().plus(rule.window());
      while (next < expected.size() && expected.get(next).isBefore(anchor.at())) {
        next++;
      }
      if (next == expected.size() || expected.get(next).isAfter(at)) {
        boolean isConnected = connectedSince != null && !connectedSince.isAfter(at);
        firings.offer(rule, at, isConnected, () -> new Firing(rule, at, missed(anchor, at), anchor.at(), 0, null, null));
      }
    }
  }

  private Instant missed(Known anchor, Instant at) {
    return Known.later(known(List.of(), anchor.at(), at), anchor.knownAt());
  }

  /** When the last of the evidence was known, and the last of the corrections from then on that may have left it so. */
  private Instant known(List<Fact> evidence, Instant from, Instant at) {
    Instant known = at;
    for (Fact fact : evidence) {
      known = Known.later(known, fact.knownAt());
    }
    return Known.last(known, seen.corrections(), from, at);
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
