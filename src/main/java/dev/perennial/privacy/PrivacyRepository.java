package dev.perennial.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads everything about a person in one statement; changes it through the owner's function. */
@Singleton
class PrivacyRepository {
  /** Of each list; the newest. */
  private static final int AT_MOST = 10_000;

  private static final String CONTACT =
      """
      SELECT jsonb_build_object('id', id, 'customerId', customer_id, 'name', name, 'email', email, 'phone', phone,
             'title', title, 'roles', roles, 'leftDate', left_date, 'createdAt', utc(created_at), 'updatedAt', utc(updated_at))
      FROM app.contact WHERE tenant_id = :tenant AND id = :id
      """;

  private static final String USER =
      """
      SELECT jsonb_build_object('id', id, 'name', name, 'email', email, 'roles', roles, 'active', active,
             'createdAt', utc(created_at), 'updatedAt', utc(updated_at))
      FROM app.app_user WHERE tenant_id = :tenant AND id = :id
      """;

  private static final String EXPORT =
      """
      WITH person AS (%s),
      customers AS (
        SELECT customer_id FROM app.contact WHERE tenant_id = :tenant AND id = :id
        UNION
        SELECT customer_id FROM app.event
        WHERE tenant_id = :tenant AND subject_id = :id AND subject_type = 'contact' AND customer_id IS NOT NULL)
      SELECT (SELECT * FROM person) AS person,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'externalId', external_id, 'deletedAt', utc(deleted_at))), '[]')
         FROM app.external_key WHERE tenant_id = :tenant AND resource_type = :kind AND resource_id = :id) AS external_ids,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', sequence, 'type', type, 'at', utc(recorded_at), 'actor', actor,
                  'previous', previous, 'object', object, 'personal', personal)), '[]')
         FROM (SELECT * FROM app.event WHERE tenant_id = :tenant AND subject_id = :id AND subject_type = :kind
               ORDER BY sequence DESC LIMIT :limit) AS e) AS events,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'sourceId', source_id, 'revision', revision,
                  'kind', kind, 'type', type, 'occurredAt', utc(occurred_at), 'value', value, 'sentiment', sentiment,
                  'direction', direction, 'channel', channel, 'attributes', attributes)), '[]')
         FROM (SELECT * FROM app.signal s WHERE tenant_id = :tenant
               AND (contact_id = :id OR kind = 'INTERACTION' AND EXISTS (
                      SELECT FROM app.signal_participant p WHERE p.tenant_id = :tenant AND p.source = s.source
                      AND p.source_id = s.source_id AND p.revision = s.revision AND p.contact_id = :id))
               AND customer_id IN (SELECT customer_id FROM customers) ORDER BY occurred_at DESC LIMIT :limit) AS s) AS signals,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'sourceId', source_id, 'type', type,
                  'occurredAt', utc(occurred_at), 'attributes', attributes)), '[]')
         FROM (SELECT * FROM app.trigger_event WHERE tenant_id = :tenant AND contact_id = :id
               AND customer_id IN (SELECT customer_id FROM customers) ORDER BY occurred_at DESC LIMIT :limit) AS t) AS trigger_events,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('successMetricId', success_metric_id, 'value', value,
                  'occurredAt', utc(occurred_at))), '[]')
         FROM (SELECT * FROM app.measurement WHERE tenant_id = :tenant AND respondent_contact_id = :id
               ORDER BY occurred_at DESC LIMIT :limit) AS m) AS measurements,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('purchaseCriterionId', purchase_criterion_id, 'value', value,
                  'evidence', evidence, 'occurredAt', utc(occurred_at))), '[]')
         FROM (SELECT * FROM app.delivery_score WHERE tenant_id = :tenant AND respondent_contact_id = :id
               ORDER BY occurred_at DESC LIMIT :limit) AS d) AS delivery_scores,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'customerId', customer_id, 'text', text, 'category', category,
                  'state', state, 'openedAt', utc(opened_at))), '[]')
         FROM (SELECT * FROM app.feedback_item WHERE tenant_id = :tenant AND contact_id = :id
               ORDER BY opened_at DESC LIMIT :limit) AS f) AS feedback_items,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('source', source, 'sourceId', source_id, 'revision', revision,
                  'kind', kind, 'type', type, 'occurredAt', utc(occurred_at), 'attributes', attributes)), '[]')
         FROM (SELECT * FROM app.unmatched_signal WHERE tenant_id = :tenant AND contact_id = :id
               ORDER BY occurred_at DESC LIMIT :limit) AS u) AS unmatched_signals
      """;

  /** Times as everywhere in the API: RFC 3339 with Z. */
  private static final String UTC = "to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private final Jdbi jdbi;
  private final CallerContext callers;

  PrivacyRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  Optional<PersonalData> export(PersonKind kind, UUID id, Instant now) {
    String person = kind == PersonKind.CONTACT ? CONTACT : USER;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(EXPORT.formatted(person).replaceAll("utc\\((\\w+)\\)", UTC))
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .bind("kind", kind.label())
                .bind("limit", AT_MOST)
                .map((row, context) -> read(id, now, row, context))
                .findOne());
  }

  private static @Nullable PersonalData read(UUID id, Instant now, ResultSet row, StatementContext context)
      throws SQLException {
    var tree = context.findColumnMapperFor(JsonNode.class).orElseThrow();
    JsonNode person = tree.map(row, "person", context);
    return person == null
        ? null
        : new PersonalData(
            id, now, person, tree.map(row, "external_ids", context), tree.map(row, "events", context),
            tree.map(row, "signals", context), tree.map(row, "trigger_events", context),
            tree.map(row, "measurements", context), tree.map(row, "delivery_scores", context),
            tree.map(row, "feedback_items", context), tree.map(row, "unmatched_signals", context));
  }

  /** Rows that were changed; empty when the tenant has no such person. */
  OptionalLong erase(PersonKind kind, UUID id, Instant now) {
    Long changed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT platform.erase_person(:tenant, :kind, :id, :now)")
                    .bind("tenant", callers.tenantId())
                    .bind("kind", kind.label())
                    .bind("id", id)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(null));
    return changed == null ? OptionalLong.empty() : OptionalLong.of(changed);
  }

  /** Whether an upload of such people is waiting or being worked on: it would bring them back. */
  boolean isBeingImported(PersonKind kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM app.job WHERE tenant_id = :tenant AND kind = 'import'"
                        + " AND state IN ('QUEUED', 'RUNNING') AND parameters ->> 'resource' = :resource)")
                .bind("tenant", callers.tenantId())
                .bind("resource", kind.importResource())
                .mapTo(Boolean.class)
                .one());
  }
}
