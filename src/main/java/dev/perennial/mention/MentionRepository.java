package dev.perennial.mention;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.signal.Signals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads mentions, acts of advocacy and contacts with competitors. */
@Singleton
class MentionRepository {
  private static final String OF_CUSTOMER =
      """
      SELECT $ID$ AS id, $ACT$ AS is_act, s.type, s.occurred_at, s.source, s.contact_id, s.channel, s.sentiment
      FROM app.signal s
      WHERE s.tenant_id = :tenant AND s.customer_id = ANY(:family) AND s.kind IN ('ADVOCACY', 'MENTION')
        AND s.occurred_at <= :knownAt $PAST$
      ORDER BY s.occurred_at DESC, s.source_id DESC
      """
          .replace("$ID$", Signals.ID_SQL)
          .replace("$ACT$", AdvocacySql.IS_ACT)
          .replace("$PAST$", Signals.PAST_SQL);

  /** The baseline begins when somebody could have told of the customer: its own beginning, or the source's. */
  private static final String COMPETITORS =
      """
      SELECT f.customer_id, c.name, count(*) FILTER (WHERE f.at > :window) AS in_window,
             count(*) FILTER (WHERE f.at <= :window) AS in_baseline, max(f.at) AS last_at,
             CAST(greatest(0, extract(epoch FROM CAST(:window AS timestamptz) - greatest(CAST(:baseline AS timestamptz),
               least(min(f.at), greatest(c.created_at, CAST(:connected AS timestamptz))))) / 86400) AS float8) AS baseline_days
      FROM (SELECT $SURVIVOR$ AS customer_id, s.occurred_at AS at FROM app.signal s
            WHERE s.tenant_id = :tenant AND s.kind IN ('MENTION', 'EVENT') AND s.type = ANY(:types)
              AND s.occurred_at > :baseline AND s.occurred_at <= :knownAt $PAST$) f
      JOIN $CUSTOMERS$ c ON c.id = f.customer_id
      GROUP BY f.customer_id, c.name, c.created_at HAVING count(*) FILTER (WHERE f.at > :window) > 0
      """
          .replace("$SURVIVOR$", Survivors.of("s.customer_id"))
          .replace("$PAST$", Signals.PAST_SQL);

  private final Jdbi jdbi;
  private final CallerContext callers;

  MentionRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<MentionFact> ofCustomer(List<UUID> family, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_CUSTOMER)
                .bind("tenant", callers.tenantId())
                .bind("family", family.toArray(UUID[]::new))
                .bindMap(at.binds())
                .map((row, context) -> MentionFact.read(row))
                .list());
  }

  boolean isConnected(PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM app.signal_stream WHERE tenant_id = :tenant AND kind IN ('ADVOCACY', 'MENTION')"
                        + " AND first_known_at <= :knownAt)")
                .bind("tenant", callers.tenantId())
                .bind("knownAt", at.knownAt())
                .mapTo(Boolean.class)
                .one());
  }

  /** Since when a source tells of these types; empty when none does. */
  List<Instant> connectedSince(List<String> types, PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT first_known_at FROM app.signal_stream WHERE tenant_id = :tenant AND kind IN ('MENTION', 'EVENT')"
                        + " AND type = ANY(:types) AND first_known_at <= :knownAt ORDER BY 1 LIMIT 1")
                .bind("tenant", callers.tenantId())
                .bind("types", types.toArray(String[]::new))
                .bind("knownAt", at.knownAt())
                .mapTo(Instant.class)
                .list());
  }

  /** Customers with at least one contact in the window. */
  List<CompetitorCount> competitors(BurstParameters parameters, Instant connected, PointInTime at) {
    Instant window = at.knownAt().minus(Duration.ofDays(parameters.windowDays()));
    String customers =
        at.named().isEmpty() ? "(SELECT * FROM app.customer WHERE tenant_id = :tenant)" : PastState.all("customer");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COMPETITORS.replace("$CUSTOMERS$", customers))
                .bind("tenant", callers.tenantId())
                .bind("types", parameters.types().toArray(String[]::new))
                .bind("window", window)
                .bind("baseline", window.minus(Duration.ofDays(parameters.baselineDays())))
                .bind("connected", connected)
                .bindMap(at.binds())
                .map((row, context) -> CompetitorCount.read(row))
                .list());
  }
}
