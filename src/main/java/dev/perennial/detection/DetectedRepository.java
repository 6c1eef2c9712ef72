package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.triggerevent.TriggerEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What rules detected before: the newest revision of each, retracted or not. */
@Singleton
class DetectedRepository {
  private static final String SELECT =
      """
      SELECT DISTINCT ON (e.source_id) e.customer_id, e.source_id, e.revision, e.type, e.occurred_at, e.retracted,
             e.attributes ->> 'renewalId' AS renewal_id
      FROM app.trigger_event e
      WHERE e.tenant_id = :tenant AND e.rule_code = :code AND e.source = :source
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  DetectedRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<Detected> ofCustomers(String code, Collection<UUID> customers, Instant from) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT + " AND e.customer_id = ANY(:customers) AND e.occurred_at >= :from ORDER BY e.source_id, e.revision DESC")
                .bind("tenant", callers.tenantId())
                .bind("source", TriggerEvent.DETECTION)
                .bind("code", code)
                .bind("customers", customers.toArray(UUID[]::new))
                .bind("from", from)
                .map((row, context) -> detected(row))
                .list());
  }

  List<Detected> since(String code, Instant from) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND e.occurred_at >= :from ORDER BY e.source_id, e.revision DESC")
                .bind("tenant", callers.tenantId())
                .bind("source", TriggerEvent.DETECTION)
                .bind("code", code)
                .bind("from", from)
                .map((row, context) -> detected(row))
                .list());
  }

  private static Detected detected(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Detected(
        Rows.uuid(row, "customer_id"), row.getString("source_id"), row.getInt("revision"), row.getString("type"),
        Rows.instant(row, "occurred_at"), row.getBoolean("retracted"), String.valueOf(row.getString("renewal_id")));
  }

  /** @param renewal id of the renewal of a date-based one */
  record Detected(
      UUID customer, String sourceId, int revision, String type, Instant occurredAt, boolean retracted, String renewal) {}
}
