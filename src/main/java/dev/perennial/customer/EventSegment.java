package dev.perennial.customer;

import dev.perennial.history.PastState;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Customers with a trigger event in the last or in the next days: a condition for any list that knows its customers. Days are
 * calendar days of the tenant, so that a cursor stays good while the day lasts; today belongs to the last days.
 *
 * @param events types, comma-separated; null = no condition
 * @param withinDays in so many days up to today
 * @param nextDays in so many days from tomorrow on: announced
 */
public record EventSegment(@Nullable String events, @Nullable Integer withinDays, @Nullable Integer nextDays) {
  private static final int MOST_DAYS = 3660;

  private static final String MEMBERS =
      """
      IN (SELECT $CUSTOMER$ FROM app.trigger_event te
          WHERE te.tenant_id = :tenant AND te.type = ANY(:event) AND te.occurred_at >= :eventFrom AND te.occurred_at < :eventTo
            AND NOT te.retracted$TIME$
            AND NOT EXISTS (SELECT FROM app.trigger_event tn WHERE tn.tenant_id = :tenant AND tn.source = te.source
                            AND tn.source_id = te.source_id AND tn.revision > te.revision AND tn.revision > 0$LATER$))\
      """;

  /** A merged customer's events are its survivor's. */
  private static final String NOW =
      MEMBERS.replace("$CUSTOMER$", Survivors.of("te.customer_id")).replace("$TIME$", "").replace("$LATER$", "");

  /** And of who had been merged by then, its survivor's of then. */
  private static final String PAST =
      MEMBERS
          .replace("$CUSTOMER$", PastState.survivor("te.customer_id"))
          .replace("$TIME$", " AND te.known_at <= :knownAt AND te.recorded_at <= :recordedBy")
          .replace("$LATER$", " AND tn.known_at <= :knownAt AND tn.recorded_at <= :recordedBy");

  /**
   * Adds the condition, if there is one.
   *
   * @param customerColumn whose values are looked for, such as {@code c.id}
   * @param today the tenant's day, that of the point in time for a read of the past
   * @param past whether only what was known by {@code :knownAt} and stored by {@code :recordedBy} counts
   */
  public Filters addTo(Filters filters, String customerColumn, LocalDate today, ZoneId zone, boolean past) {
    if (events == null) {
      return needEvent(filters);
    }
    checkDays("eventWithinDays", withinDays);
    checkDays("eventNextDays", nextDays);
    LocalDate tomorrow = today.plusDays(1);
    Instant from =
        withinDays != null ? start(today.minusDays(withinDays), zone)
            : nextDays != null ? start(tomorrow, zone) : Instant.EPOCH.minusSeconds(3_000_000_000L);
    Instant to = start(nextDays != null ? tomorrow.plusDays(nextDays) : tomorrow, zone);
    return filters
        .and(customerColumn + " " + (past ? PAST : NOW), "event", events.split(",", -1))
        .and("true", "eventFrom", from)
        .and("true", "eventTo", to);
  }

  private Filters needEvent(Filters filters) {
    if (withinDays != null || nextDays != null) {
      throw ProblemException.invalid(
          FieldError.parameter("event", "required", "Say which event: eventWithinDays and eventNextDays need event."));
    }
    return filters;
  }

  private static void checkDays(String name, @Nullable Integer days) {
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw ProblemException.invalid(
          FieldError.parameter(name, "out_of_range", "The parameter " + name + " must be between 1 and " + MOST_DAYS + "."));
    }
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
