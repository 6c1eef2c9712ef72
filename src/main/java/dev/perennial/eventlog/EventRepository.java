package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Singleton
class EventRepository {
  private static final String COLUMNS =
      "sequence, id, type, recorded_at, actor, origin, request_id, address, subject_type, subject_id,"
          + " subject_version, customer_id, previous, object, personal";

  /** Takes as many numbers as there are events and writes them, all in one statement. */
  private static final String APPEND =
      """
      WITH counter AS (
        INSERT INTO app.event_counter AS c (tenant_id, last_sequence) VALUES (:tenant, :count)
        ON CONFLICT (tenant_id) DO UPDATE SET last_sequence = c.last_sequence + :count
        RETURNING last_sequence)
      INSERT INTO app.event (tenant_id, sequence, id, type, recorded_at, actor, origin, request_id, address,
                             subject_type, subject_id, subject_version, customer_id, previous, object, personal)
      SELECT :tenant, counter.last_sequence - :count + e.ordinality, (e.value->>'id')::uuid, e.value->>'type', :now,
             :actor, :origin, :requestId, :address, e.value->>'subjectType', (e.value->>'subjectId')::uuid,
             (e.value->>'subjectVersion')::bigint, (e.value->>'customerId')::uuid,
             nullif(e.value->'previous', 'null'), nullif(e.value->'object', 'null'), nullif(e.value->'personal', 'null')
      FROM counter, jsonb_array_elements(:events) WITH ORDINALITY AS e
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  EventRepository(Jdbi jdbi, CallerContext callers, Clock clock, Ids ids, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  void append(List<Event> events) {
    Caller caller = callers.caller();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("tenant", caller.tenantId())
                .bind("count", (long) events.size())
                .bind("now", clock.instant())
                .bind("actor", caller.actor())
                .bind("origin", caller.origin())
                .bind("requestId", callers.requestId())
                .bind("address", callers.address())
                .bindByType("events", tree(events), JsonNode.class)
                .execute());
  }

  private ArrayNode tree(List<Event> events) {
    ArrayNode array = json.createArrayNode();
    for (Event event : events) {
      ObjectNode node = array.addObject();
      node.put("id", ids.next().toString());
      node.put("type", event.type());
      node.put("subjectType", event.subjectType());
      node.put("subjectId", event.subjectId().toString());
      node.put("subjectVersion", event.subjectVersion());
      node.put("customerId", event.customerId() == null ? null : event.customerId().toString());
      node.set("previous", PersonalFields.without(event.subjectType(), event.previous()));
      node.set("object", PersonalFields.without(event.subjectType(), event.object()));
      node.set("personal", personal(event));
    }
    return array;
  }

  private @Nullable ObjectNode personal(Event event) {
    ObjectNode previous = PersonalFields.of(event.subjectType(), event.previous());
    ObjectNode object = PersonalFields.of(event.subjectType(), event.object());
    if (previous == null && object == null) {
      return null;
    }
    ObjectNode personal = json.createObjectNode();
    personal.set("previous", previous);
    personal.set("object", object);
    return personal;
  }

  /** Events after a sequence number, oldest first. */
  List<EventRow> after(long sequence, int limit, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM app.event WHERE tenant_id = :tenant AND sequence > :after"
                        + filters.sql() + " ORDER BY sequence LIMIT :limit")
                .bind("tenant", callers.tenantId())
                .bind("after", sequence)
                .bind("limit", limit)
                .bindMap(filters.binds())
                .map(EventRow::read)
                .list());
  }

  /** Events before a sequence number, newest first. */
  List<EventRow> before(long sequence, int limit, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM app.event WHERE tenant_id = :tenant AND sequence < :before"
                        + filters.sql() + " ORDER BY sequence DESC LIMIT :limit")
                .bind("tenant", callers.tenantId())
                .bind("before", sequence)
                .bind("limit", limit)
                .bindMap(filters.binds())
                .map(EventRow::read)
                .list());
  }

  /** Events as a list with its own order and filters. */
  List<EventRow> list(Keyset<EventRow> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM app.event WHERE tenant_id = :tenant"
                        + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(EventRow::read)
                .list());
  }
}
