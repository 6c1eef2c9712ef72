package dev.perennial.triggerevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads trigger events. */
@Singleton
class TriggerEventRepository {
  private static final String SELECT =
      "SELECT " + TriggerEvents.ID_SQL + " AS id, e.* FROM app.trigger_event e"
          + " WHERE e.tenant_id = :tenant AND e.customer_id IS NOT NULL";

  private final Jdbi jdbi;
  private final CallerContext callers;

  TriggerEventRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  List<TriggerEventView> list(
      Filters filters, String conditions, Map<String, Object> binds, Keyset<TriggerEventView> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + filters.sql() + conditions + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(binds)
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(TriggerEventRepository::view)
                .list());
  }

  /** Whatever revision it is. */
  Optional<TriggerEventView> find(String source, String sourceId, int revision) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND e.source = :source AND e.source_id = :sourceId AND e.revision = :revision")
                .bind("tenant", callers.tenantId())
                .bind("source", source)
                .bind("sourceId", sourceId)
                .bind("revision", revision)
                .map(TriggerEventRepository::view)
                .findOne());
  }

  private static TriggerEventView view(ResultSet row, StatementContext context) throws SQLException {
    JsonNode attributes = context.findColumnMapperFor(JsonNode.class).orElseThrow().map(row, "attributes", context);
    return new TriggerEventView(
        row.getObject("id", UUID.class), row.getString("source"), row.getString("source_id"), row.getInt("revision"),
        Rows.uuid(row, "customer_id"), Rows.uuidOrNull(row, "contact_id"), row.getString("type"),
        Rows.instant(row, "occurred_at"), Rows.instant(row, "known_at"), Rows.instant(row, "recorded_at"),
        row.getBoolean("retracted"), row.getString("detected_by"),
        attributes == null ? JsonNodeFactory.instance.objectNode() : attributes);
  }
}
