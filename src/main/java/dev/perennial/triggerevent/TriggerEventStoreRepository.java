package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch in one statement, in the order of its key; the customers of what is new, and of every revision it corrects,
 * are marked for re-scoring.
 */
@Singleton
class TriggerEventStoreRepository {
  private static final String STORE =
      """
      WITH stored AS (
        INSERT INTO app.trigger_event (tenant_id, source, source_id, revision, type, customer_id, contact_id, occurred_at,
                                       known_at, recorded_at, detected_by, rule_code, retracted, attributes)
        SELECT :tenant, source, source_id, revision, type, customer_id, contact_id, CAST(occurred_at AS timestamptz),
               CAST(known_at AS timestamptz), :now, detected_by, rule_code, CAST(retracted AS boolean),
               CAST(attributes AS jsonb)
        FROM unnest(:sources, :sourceIds, :revisions, :types, :customers, :contacts, :occurred, :known, :detectedBy,
                    :ruleCodes, :retracted, :attributes)
          AS t(source, source_id, revision, type, customer_id, contact_id, occurred_at, known_at, detected_by, rule_code,
               retracted, attributes)
        ON CONFLICT DO NOTHING
        RETURNING source, source_id, revision, customer_id
      ), touched AS (
        SELECT customer_id FROM stored
        UNION
        SELECT e.customer_id FROM stored s JOIN app.trigger_event e ON e.tenant_id = :tenant AND e.source = s.source
          AND e.source_id = s.source_id WHERE s.revision > 0 AND e.customer_id IS NOT NULL
      ), marks AS (
        INSERT INTO app.rescore_mark AS m (tenant_id, customer_id, marked_at)
        SELECT :tenant, customer_id, CAST(:now AS timestamptz) FROM touched ORDER BY customer_id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET marked_at = greatest(m.marked_at, excluded.marked_at)
        RETURNING 1
      ), tenants AS (
        INSERT INTO platform.rescore_tenant AS r (tenant_id, marked_at)
        SELECT :tenant, :now WHERE (SELECT count(*) FROM marks) >= 0 AND EXISTS (SELECT FROM stored)
        ON CONFLICT (tenant_id) DO UPDATE SET marked_at = greatest(r.marked_at, excluded.marked_at)
      )
      SELECT source || chr(31) || source_id || chr(31) || revision FROM stored
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  TriggerEventStoreRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Keys of those that are new. */
  Set<String> store(List<TriggerEvent> ordered, Instant now) {
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(STORE)
                    .bind("tenant", callers.tenantId())
                    .bind("now", now)
                    .bind("sources", texts(ordered, TriggerEvent::source))
                    .bind("sourceIds", texts(ordered, TriggerEvent::sourceId))
                    .bind("revisions", ordered.stream().map(TriggerEvent::revision).toArray(Integer[]::new))
                    .bind("types", texts(ordered, TriggerEvent::type))
                    .bind("customers", ordered.stream().map(TriggerEvent::customerId).toArray(UUID[]::new))
                    .bind("contacts", ordered.stream().map(TriggerEvent::contactId).toArray(UUID[]::new))
                    .bind("occurred", texts(ordered, event -> time(event.occurredAt())))
                    .bind("known", texts(ordered, event -> time(event.knownAt())))
                    .bind("detectedBy", texts(ordered, TriggerEvent::detectedBy))
                    .bind("ruleCodes", texts(ordered, TriggerEvent::ruleCode))
                    .bind("retracted", texts(ordered, event -> Boolean.toString(event.retracted())))
                    .bind("attributes", texts(ordered, event -> text(event.attributes())))
                    .mapTo(String.class)
                    .list()));
  }

  private static String[] texts(List<TriggerEvent> events, Function<TriggerEvent, @Nullable String> text) {
    return events.stream().map(text).toArray(String[]::new);
  }

  private static @Nullable String text(@Nullable JsonNode attributes) {
    return attributes == null || attributes.isEmpty() ? null : attributes.toString();
  }

  private static String time(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC).toString();
  }
}
