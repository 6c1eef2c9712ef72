package dev.perennial.history;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes a {@link PointInTime} of what a request names. */
@Singleton
public class PointsInTime {
  private static final String SETTINGS =
      """
      SELECT v.version, v.known_from, v.recorded_at, v.content ->> 'time_zone' AS time_zone,
             v.content ->> 'reporting_currency' AS reporting_currency, CAST(v.content ->> 'grace_days' AS int) AS grace_days
      FROM app.settings_version v WHERE v.tenant_id = :tenant AND v.id = :tenant ORDER BY v.version DESC
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;
  private final Clock clock;
  private final Map<UUID, SettingsHistory> histories = new ConcurrentHashMap<>();

  PointsInTime(Jdbi jdbi, CallerContext callers, SettingsService settings, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The named point, or null for a plain read. No round trip but the first time after the settings have changed.
   *
   * @throws ProblemException when a time is in the future
   */
  public @Nullable PointInTime of(PointInTimeRequest request) {
    if (request.knownAt == null && request.recordedBy == null) {
      return null;
    }
    Instant now = clock.instant();
    List<FieldError> errors = new ArrayList<>();
    check("knownAt", request.knownAt, now, errors);
    check("recordedBy", request.recordedBy, now, errors);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    Instant knownAt = request.knownAt == null ? now : micros(request.knownAt);
    Instant recordedBy = request.recordedBy == null ? PointInTime.ALL : micros(request.recordedBy);
    String named = "knownAt=" + request.knownAt + ";recordedBy=" + request.recordedBy;
    Settings recent = settings.recent();
    return recent.updatedAt().isAfter(knownAt) || recent.updatedAt().isAfter(recordedBy)
        ? past(knownAt, recordedBy, named, recent.version())
        : point(knownAt, recordedBy, recent.timeZone(), recent.reportingCurrency(), recent.graceDays(), named);
  }

  /** The named point, or the present one: for reads that are computed from facts, where now is a time like any other. */
  public PointInTime orNow(PointInTimeRequest request) {
    PointInTime named = of(request);
    return named == null ? now() : named;
  }

  /** The present one: everything stored that is known by now. */
  public PointInTime now() {
    Settings recent = settings.recent();
    return point(micros(clock.instant()), PointInTime.ALL, recent.timeZone(), recent.reportingCurrency(), recent.graceDays(), "");
  }

  private static void check(String name, @Nullable Instant time, Instant now, List<FieldError> errors) {
    if (time != null && time.isAfter(now)) {
      errors.add(FieldError.parameter(name, "out_of_range", "The parameter " + name + " must not be in the future."));
    }
  }

  /** PostgreSQL keeps microseconds and would round up. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** The settings of the time; the tenant's first ones for what a back-fill says was known before the tenant was there. */
  private PointInTime past(Instant knownAt, Instant recordedBy, String named, long version) {
    UUID tenant = callers.tenantId();
    SettingsHistory history = histories.get(tenant);
    if (history == null || history.version != version) {
      history = new SettingsHistory(version, read(tenant));
      histories.put(tenant, history);
    }
    return history.versions.stream()
        .filter(then -> then.version == 0 || !then.knownFrom.isAfter(knownAt) && !then.recordedAt.isAfter(recordedBy))
        .findFirst()
        .map(then -> point(knownAt, recordedBy, then.timeZone, then.reportingCurrency, then.graceDays, named))
        .orElseThrow(() -> new IllegalStateException("the tenant's first settings are missing"));
  }

  private List<SettingsThen> read(UUID tenant) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SETTINGS)
                .bind("tenant", tenant)
                .map(
                    (row, context) ->
                        new SettingsThen(
                            row.getLong("version"), Rows.instant(row, "known_from"), Rows.instant(row, "recorded_at"),
                            row.getString("time_zone"), row.getString("reporting_currency"),
                            row.getInt("grace_days")))
                .list());
  }

  private static PointInTime point(
      Instant knownAt, Instant recordedBy, String zone, String currency, int graceDays, String named) {
    return new PointInTime(knownAt, recordedBy, LocalDate.ofInstant(knownAt, ZoneId.of(zone)), currency, graceDays, named);
  }

  /** Versions are never changed: what was read when this was the last one holds until there is another. */
  private record SettingsHistory(long version, List<SettingsThen> versions) {}

  /** What a version of the settings said, the last one first. */
  private record SettingsThen(
      long version, Instant knownFrom, Instant recordedAt, String timeZone, String reportingCurrency, int graceDays) {}
}
