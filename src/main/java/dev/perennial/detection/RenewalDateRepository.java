package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Dates of renewals that rules count down to. */
@Singleton
class RenewalDateRepository {
  /** An open renewal has a date since the first version with which it was open and had it, as all later ones do. */
  private static final String DUE =
      """
      SELECT r.customer_id, r.id, r.$DATE$ AS date, CAST(r.$DATE$ - :days AS timestamp) AT TIME ZONE :zone AS at,
             greatest(CAST(r.$DATE$ - :days AS timestamp) AT TIME ZONE :zone, r.created_at,
               (SELECT min(v.known_from) FROM app.renewal_version v
                WHERE v.tenant_id = :tenant AND v.id = r.id AND NOT EXISTS (
                  SELECT FROM app.renewal_version o WHERE o.tenant_id = :tenant AND o.id = r.id AND o.version >= v.version
                    AND (o.content ->> '$DATE$', o.customer_id, o.content ->> 'outcome')
                        IS DISTINCT FROM (CAST(r.$DATE$ AS text), r.customer_id, r.outcome)))) AS known_at
      FROM app.renewal r
      WHERE r.tenant_id = :tenant AND r.$DATE$ - :days BETWEEN :first AND :last
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;

  RenewalDateRepository(Jdbi jdbi, CallerContext callers, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
  }

  /** Renewals whose date is so many days after a day from {@code first} to {@code last}. */
  List<RenewalMoment> moments(DetectionRuleFields rule, LocalDate first, LocalDate last, boolean openOnly) {
    String column =
        switch (rule.renewalDate()) {
          case DECISION_DEADLINE -> "decision_deadline_date";
          case DUE_DATE -> "due_date";
          case null, default -> "notice_deadline_date";
        };
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    DUE.replace("$DATE$", column) + (openOnly ? " AND r.outcome IS NULL" : "") + " ORDER BY at, r.id")
                .bind("tenant", callers.tenantId())
                .bind("days", rule.windowDays())
                .bind("zone", settings.recent().zone().getId())
                .bind("first", first)
                .bind("last", last)
                .map(
                    (row, context) ->
                        new RenewalMoment(
                            Rows.uuid(row, "customer_id"), Rows.uuid(row, "id"), Rows.date(row, "date"),
                            Rows.instant(row, "at"), Rows.instant(row, "known_at")))
                .list());
  }

  List<String> open(Collection<String> renewals) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id::text FROM app.renewal WHERE tenant_id = :tenant AND id = ANY(:ids) AND outcome IS NULL")
                .bind("tenant", callers.tenantId())
                .bind("ids", renewals.stream().map(UUID::fromString).toArray(UUID[]::new))
                .mapTo(String.class)
                .list());
  }
}
