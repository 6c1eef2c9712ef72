package dev.perennial.history;

import dev.perennial.platform.access.CallerContext;
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
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes a {@link PointInTime} of what a request names. */
@Singleton
public class PointsInTime {
  /** The settings of the time; the tenant's first ones for what a back-fill says was known before the tenant was there. */
  private static final String SETTINGS =
      """
      SELECT v.content ->> 'time_zone', v.content ->> 'reporting_currency' FROM app.settings_version v
      WHERE v.tenant_id = :tenant AND v.id = :tenant
        AND (v.version = 0 OR v.known_from <= :knownAt AND v.recorded_at <= :recordedBy)
      ORDER BY v.version DESC LIMIT 1
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;
  private final Clock clock;

  PointsInTime(Jdbi jdbi, CallerContext callers, SettingsService settings, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The named point, or null for a plain read. No round trip unless the settings have changed since.
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
        ? past(knownAt, recordedBy, named)
        : point(knownAt, recordedBy, recent.timeZone(), recent.reportingCurrency(), named);
  }

  /** The named point; of a plain read, the present one. */
  public PointInTime orNow(PointInTimeRequest request) {
    PointInTime named = of(request);
    return named == null ? now() : named;
  }

  /** The present: everything stored that is known by now. */
  public PointInTime now() {
    Settings recent = settings.recent();
    return point(micros(clock.instant()), PointInTime.ALL, recent.timeZone(), recent.reportingCurrency(), "");
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

  private PointInTime past(Instant knownAt, Instant recordedBy, String named) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SETTINGS)
                .bind("tenant", callers.tenantId())
                .bind("knownAt", knownAt)
                .bind("recordedBy", recordedBy)
                .map((row, context) -> point(knownAt, recordedBy, row.getString(1), row.getString(2), named))
                .one());
  }

  private static PointInTime point(
      Instant knownAt, Instant recordedBy, String zone, String currency, String named) {
    return new PointInTime(knownAt, recordedBy, LocalDate.ofInstant(knownAt, ZoneId.of(zone)), currency, named);
  }
}
