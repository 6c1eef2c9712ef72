package dev.perennial.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What is known about types of events before anything is tested. */
@Singleton
class EventTypeRepository {
  private static final String TYPES =
      "SELECT DISTINCT type FROM app.signal_stream WHERE tenant_id = :tenant AND kind = 'EVENT' ORDER BY type";

  /**
   * An event belongs to the customer's next renewal due on that day or later. It is late within 45 days of the due date, once
   * that renewal was decided, and after the last of all renewals.
   */
  private static final String TIMING =
      """
      SELECT s.type, count(*) AS occurrences,
             count(*) FILTER (WHERE n.due_date IS NULL OR s.day > n.due_date - 45 OR s.day >= n.decided_date) AS late
      FROM (SELECT x.type, x.customer_id, CAST(x.occurred_at AT TIME ZONE :zone AS date) AS day FROM app.signal x
            WHERE x.tenant_id = :tenant AND x.kind = 'EVENT' AND x.type = ANY(:types) AND x.revision = 0
              AND EXISTS (SELECT FROM app.renewal r WHERE r.tenant_id = :tenant AND r.customer_id = x.customer_id
                          AND r.outcome IN ('RENEWED', 'NOT_RENEWED', 'TERMINATED_EARLY'))) s
      LEFT JOIN LATERAL (
        SELECT r.due_date, r.decided_date FROM app.renewal r
        WHERE r.tenant_id = :tenant AND r.customer_id = s.customer_id AND r.due_date >= s.day
          AND r.outcome IS DISTINCT FROM 'VOIDED'
        ORDER BY r.due_date LIMIT 1) n ON true
      GROUP BY s.type
      """;

  private static final String ARMS =
      """
      SELECT a.type, jsonb_object_agg(a.arm, a.signals) AS arms
      FROM (SELECT x.type, x.attributes ->> 'arm' AS arm, count(*) AS signals FROM app.signal x
            WHERE x.tenant_id = :tenant AND x.kind = 'EVENT' AND x.revision = 0 AND x.attributes ->> 'arm' IS NOT NULL
            GROUP BY 1, 2) a
      GROUP BY a.type
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  EventTypeRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /**
   * @param late occurrences within 45 days of the due date, or after the decision
   */
  record Timing(long occurrences, long late) {}

  List<String> types() {
    return jdbi.withHandle(
        handle -> handle.createQuery(TYPES).bind("tenant", callers.tenantId()).mapTo(String.class).list());
  }

  Map<String, Timing> timing(List<String> types, String zone) {
    Map<String, Timing> timing = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(TIMING)
                .bind("tenant", callers.tenantId())
                .bind("types", types.toArray(String[]::new))
                .bind("zone", zone)
                .map((row, context) -> timing.put(row.getString("type"), new Timing(row.getLong("occurrences"), row.getLong("late"))))
                .list());
    return timing;
  }

  /** Signals per arm, of those types whose signals name one. */
  Map<String, Map<String, Long>> arms() {
    Map<String, Map<String, Long>> arms = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(ARMS)
                .bind("tenant", callers.tenantId())
                .map((row, context) -> arms.put(row.getString("type"), read(row)))
                .list());
    return arms;
  }

  private Map<String, Long> read(ResultSet row) throws SQLException {
    Map<String, Long> arms = new TreeMap<>();
    JsonNode node = Json.read(json, row.getString("arms"));
    node.properties().forEach(arm -> arms.put(arm.getKey(), arm.getValue().asLong()));
    return arms;
  }

  /** Decision deadlines of renewals. */
  Map<UUID, LocalDate> deadlines(List<UUID> renewals) {
    Map<UUID, LocalDate> deadlines = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, coalesce(decision_deadline_date, due_date) AS deadline FROM app.renewal"
                        + " WHERE tenant_id = :tenant AND id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", renewals.toArray(UUID[]::new))
                .map((row, context) -> deadlines.put(row.getObject("id", UUID.class), row.getObject("deadline", LocalDate.class)))
                .list());
    return deadlines;
  }
}
