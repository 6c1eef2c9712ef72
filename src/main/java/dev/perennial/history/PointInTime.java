package dev.perennial.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a point-in-time read sees.
 *
 * @param knownAt only what was known by then
 * @param recordedBy only what was stored by then
 * @param today the tenant's calendar day at {@code knownAt}
 * @param reportingCurrency of that time, ISO 4217
 * @param graceDays of that time: how long what ended undecided keeps its MRR
 * @param named what the request named, for cursors: "now" is another time on every page
 */
public record PointInTime(
    Instant knownAt, Instant recordedBy, LocalDate today, String reportingCurrency, int graceDays, String named) {
  /** Later than anything will be recorded, and still a time PostgreSQL and Java agree on. */
  public static final Instant ALL = Instant.parse("9999-12-31T00:00:00Z");

  /** What binds a cursor to this selection at this point. */
  public String binding(Object filters) {
    return filters + named;
  }

  /** Values for {@code :knownAt}, {@code :recordedBy} and {@code :today} of {@link PastState}'s SQL. */
  public Map<String, Object> binds() {
    return Map.of("knownAt", knownAt, "recordedBy", recordedBy, "today", today);
  }
}
