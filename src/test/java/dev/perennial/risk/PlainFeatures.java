package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Signal features the slow and obvious way, one fact after the other, from the words of {@link
 * Measure}; what the SQL is held against.
 */
final class PlainFeatures {
  /**
   * @param value NaN unless the state is VALUE
   */
  record Found(FeatureState state, double value) {
    static Found silent() {
      return new Found(FeatureState.SILENT, Double.NaN);
    }

    static Found of(double value) {
      return new Found(FeatureState.VALUE, value);
    }
  }

  private final List<Fact> everything;
  private final Instant cutoff;

  PlainFeatures(List<Fact> everything, Instant cutoff) {
    this.everything = everything;
    this.cutoff = cutoff;
  }

  Found find(FeatureDefinition feature, UUID customer) {
    if (!connected(feature)) {
      return new Found(FeatureState.NOT_CONNECTED, Double.NaN);
    }
    List<Fact> known = known(customer);
    return switch (feature.measure()) {
      case COUNT -> Found.of(window(feature, known, feature.windowDays(), 0).size());
      case OCCURRED -> Found.of(window(feature, known, feature.windowDays(), 0).isEmpty() ? 0 : 1);
      case SUM ->
          Found.of(
              numbers(feature, window(feature, known, feature.windowDays(), 0)).stream()
                  .mapToDouble(d -> d)
                  .sum());
      case MEAN -> mean(numbers(feature, window(feature, known, feature.windowDays(), 0)));
      case TREND -> trend(feature, known);
      case LAST, SURVEY_LAST -> {
        List<Double> latest = latest(feature, known);
        yield latest.isEmpty() ? Found.silent() : Found.of(latest.getFirst());
      }
      case SURVEY_CHANGE -> {
        List<Double> latest = latest(feature, known);
        yield latest.size() < 2 ? Found.silent() : Found.of(latest.get(0) - latest.get(1));
      }
      case SURVEY_NEVER_ANSWERED -> neverAnswered(feature, known);
      case TWO_WAY_SILENCE ->
          Found.of(window(feature, known, feature.windowDays(), 0).isEmpty() ? 1 : 0);
      case DAYS_SINCE ->
          window(feature, known, feature.windowDays(), 0).stream()
              .map(Fact::occurredAt)
              .max(Comparator.naturalOrder())
              .map(at -> Found.of(days(at)))
              .orElse(Found.silent());
      case DECAYED_SUM -> {
        double sum = 0;
        for (Fact fact : window(feature, known, feature.windowDays(), 0)) {
          if (fact.number(feature.attribute()) != null) {
            sum +=
                fact.number(feature.attribute())
                    * Math.pow(0.5, days(fact.occurredAt()) / feature.halfLifeDays());
          }
        }
        yield Found.of(sum);
      }
      case TICKETS_OPEN, TICKETS_OPEN_SEVERE -> Found.of(openTickets(feature, known).size());
      case TICKET_OLDEST_OPEN_DAYS ->
          Found.of(openTickets(feature, known).stream().mapToDouble(this::days).max().orElse(0));
      case COVERAGE -> {
        Set<String> kinds = new HashSet<>();
        known.forEach(fact -> kinds.add(fact.kind()));
        Set<String> all = new HashSet<>();
        everything.stream()
            .filter(fact -> !fact.knownAt().isAfter(cutoff))
            .forEach(fact -> all.add(fact.kind()));
        yield Found.of((double) kinds.size() / all.size());
      }
      default -> throw new IllegalArgumentException(feature.measure().name());
    };
  }

  private Found neverAnswered(FeatureDefinition feature, List<Fact> known) {
    if (!latest(feature, known).isEmpty()) {
      return Found.of(0);
    }
    boolean asked = !window(feature, known, feature.windowDays(), 0).isEmpty();
    boolean tellsAskings =
        everything.stream()
            .anyMatch(
                fact ->
                    !fact.knownAt().isAfter(cutoff) && fact.kind().equals("SURVEY") && fact.type().equals(feature.signalType())
                        && fact.value() == null && !fact.retracted());
    return asked || !tellsAskings ? Found.of(1) : Found.silent();
  }

  private boolean connected(FeatureDefinition feature) {
    return everything.stream()
        .anyMatch(
            fact ->
                !fact.knownAt().isAfter(cutoff)
                    && (feature.effectiveSignalKind() == null
                        || fact.kind().equals(feature.effectiveSignalKind()))
                    && (feature.signalType() == null || fact.type().equals(feature.signalType())));
  }

  /** Of every fact the highest revision known at the cut-off, unless retracted or yet to happen. */
  private List<Fact> known(UUID customer) {
    Map<String, Fact> highest = new HashMap<>();
    for (Fact fact : everything) {
      if (!fact.knownAt().isAfter(cutoff)) {
        highest.merge(fact.sourceId(), fact, (a, b) -> a.revision() > b.revision() ? a : b);
      }
    }
    return highest.values().stream()
        .filter(
            fact ->
                !fact.retracted()
                    && fact.customer().equals(customer)
                    && fact.occurredAt().isBefore(cutoff))
        .toList();
  }

  /** Matching facts between two ages in days; without a limit where the older is null. */
  private List<Fact> window(
      FeatureDefinition feature, List<Fact> facts, Integer older, int younger) {
    List<Fact> found = new ArrayList<>();
    for (Fact fact : facts) {
      boolean matches =
          fact.kind().equals(feature.effectiveSignalKind())
              && (feature.signalType() == null || feature.signalType().equals(fact.type()))
              && (feature.direction() == null
                  || feature.direction().name().equals(fact.direction()))
              && (feature.attributeValue() == null
                  || feature.attributeValue().equals(fact.text(feature.attribute())))
              && (feature.minimumSeverity() == null
                  || (fact.severity() != null && fact.severity() >= feature.minimumSeverity()))
              && (!fact.kind().equals("TICKET")
                  || fact.phase() == null
                  || fact.phase().equals("OPENED"));
      boolean inTime =
          (older == null || !fact.occurredAt().isBefore(cutoff.minus(Duration.ofDays(older))))
              && (younger == 0
                  || fact.occurredAt().isBefore(cutoff.minus(Duration.ofDays(younger))));
      if (matches && inTime) {
        found.add(fact);
      }
    }
    return found;
  }

  private List<Double> numbers(FeatureDefinition feature, List<Fact> facts) {
    return facts.stream()
        .map(fact -> fact.number(feature.attribute()))
        .filter(number -> number != null)
        .toList();
  }

  private static Found mean(List<Double> numbers) {
    return numbers.isEmpty()
        ? Found.silent()
        : Found.of(numbers.stream().mapToDouble(d -> d).sum() / numbers.size());
  }

  private Found trend(FeatureDefinition feature, List<Fact> known) {
    int days = feature.windowDays();
    Found recent = mean(numbers(feature, window(feature, known, days, 0)));
    Found earlier = mean(numbers(feature, window(feature, known, 2 * days, days)));
    if (recent.state() != FeatureState.VALUE || earlier.state() != FeatureState.VALUE) {
      return Found.silent();
    }
    return Found.of(
        Math.log(
            (Math.max(recent.value(), 0) + Measure.TREND_EPSILON)
                / (Math.max(earlier.value(), 0) + Measure.TREND_EPSILON)));
  }

  private List<Double> latest(FeatureDefinition feature, List<Fact> known) {
    return window(feature, known, feature.windowDays(), 0).stream()
        .filter(fact -> fact.number(feature.attribute()) != null)
        .sorted(
            Comparator.comparing(Fact::occurredAt)
                .thenComparing(Fact::knownAt)
                .thenComparing(Fact::sourceId)
                .reversed())
        .map(fact -> fact.number(feature.attribute()))
        .toList();
  }

  /** When each open ticket was opened. */
  private List<Instant> openTickets(FeatureDefinition feature, List<Fact> known) {
    Map<String, List<Fact>> tickets = new HashMap<>();
    known.stream()
        .filter(fact -> fact.kind().equals("TICKET") && fact.subjectKey() != null)
        .sorted(
            Comparator.comparing(Fact::occurredAt)
                .thenComparing(Fact::knownAt)
                .thenComparing(Fact::sourceId))
        .forEach(
            fact -> tickets.computeIfAbsent(fact.subjectKey(), key -> new ArrayList<>()).add(fact));
    List<Instant> open = new ArrayList<>();
    for (List<Fact> ticket : tickets.values()) {
      Instant closed = null;
      Instant first = null;
      Instant last = null;
      Integer severity = null;
      for (Fact fact : ticket) {
        if ("CLOSED".equals(fact.phase())) {
          closed = fact.occurredAt();
        }
        if ("OPENED".equals(fact.phase())) {
          first = first == null ? fact.occurredAt() : first;
          last = fact.occurredAt();
        }
        severity = fact.severity() == null ? severity : fact.severity();
      }
      boolean severe =
          feature.minimumSeverity() == null
              || (severity != null && severity >= feature.minimumSeverity());
      if (last != null && (closed == null || last.isAfter(closed)) && severe) {
        open.add(closed == null ? first : last);
      }
    }
    return open;
  }

  private double days(Instant at) {
    return Duration.between(at, cutoff).toNanos() / 1e9 / 86400;
  }
}
