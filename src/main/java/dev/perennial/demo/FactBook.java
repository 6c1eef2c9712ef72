package dev.perennial.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what our systems saw up to now; what would be known only later is left out. */
final class FactBook {
  private static final int LAST_HOUR = 10;

  private final Instant horizon;
  private final List<DemoWorld.Fact> facts = new ArrayList<>();

  /**
   * The horizon is the first moment of the anchor day anywhere on earth (UTC+14), so that no fact
   * lies ahead.
   */
  FactBook(LocalDate anchor) {
    this.horizon = anchor.minusDays(1).atTime(LAST_HOUR, 0).toInstant(ZoneOffset.UTC);
  }

  List<DemoWorld.Fact> facts() {
    return facts;
  }

  Instant horizon() {
    return horizon;
  }

  void add(Entry entry) {
    if (!entry.knownAt.isAfter(horizon)) {
      facts.add(entry.fact());
    }
  }

  /** A moment of a working day. */
  static Instant at(LocalDate day, Dice dice) {
    return day.atTime(dice.between(8, 17), dice.between(0, 59), dice.between(0, 59))
        .toInstant(ZoneOffset.UTC);
  }

  /** A fact in the making: everything that is not said is absent. */
  static final class Entry {
    private final String source;
    private final String sourceId;
    private final String customer;
    private final String kind;
    private final String type;
    private final Instant occurredAt;
    private Instant knownAt;
    private @Nullable Double value;
    private @Nullable Double sentiment;
    private @Nullable Integer severity;
    private @Nullable String direction;
    private @Nullable String channel;
    private @Nullable String phase;
    private @Nullable String subjectKey;
    private @Nullable String contact;
    private Map<String, Object> attributes = Map.of();

    Entry(
        String source,
        String sourceId,
        String customer,
        String kind,
        String type,
        Instant occurredAt) {
      this.source = source;
      this.sourceId = sourceId;
      this.customer = customer;
      this.kind = kind;
      this.type = type;
      this.occurredAt = occurredAt;
      this.knownAt = occurredAt;
    }

    Entry knownAfter(Duration delay) {
      knownAt = occurredAt.plus(delay);
      return this;
    }

    Entry value(double number) {
      value = number;
      return this;
    }

    /** From -1 to 1; what lies outside is cut. */
    Entry sentiment(double mood) {
      sentiment = StrictMath.rint(100 * Math.clamp(mood, -1, 1)) / 100;
      return this;
    }

    Entry severity(int level) {
      severity = level;
      return this;
    }

    Entry said(String who, String how, @Nullable String person) {
      direction = who;
      channel = how;
      contact = person;
      return this;
    }

    Entry phase(String subject, String now) {
      subjectKey = subject;
      phase = now;
      return this;
    }

    Entry by(@Nullable String person) {
      contact = person;
      return this;
    }

    Entry attributes(Map<String, Object> more) {
      attributes = more;
      return this;
    }

    private DemoWorld.Fact fact() {
      return new DemoWorld.Fact(
          source,
          sourceId,
          customer,
          kind,
          type,
          occurredAt,
          knownAt,
          value,
          sentiment,
          severity,
          direction,
          channel,
          phase,
          subjectKey,
          contact,
          attributes);
    }
  }
}
