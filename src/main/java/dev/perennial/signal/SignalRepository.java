package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads signals. */
@Singleton
class SignalRepository {
  private static final String SELECT =
      "SELECT " + Signals.ID_SQL + " AS id, s.*, " + Signals.PARTICIPANTS_SQL + " AS participants FROM app.signal s WHERE s.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  SignalRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  List<SignalView> list(Filters filters, String conditions, Keyset<SignalView> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + filters.sql()
                        + conditions
                        + keyset.predicate()
                        + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(SignalRepository::view)
                .list());
  }

  Optional<SignalView> find(SignalKey key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " AND s.source = :source AND s.source_id = :sourceId AND s.revision = :revision")
                .bind("tenant", callers.tenantId())
                .bind("source", key.source())
                .bind("sourceId", key.sourceId())
                .bind("revision", key.revision())
                .map(SignalRepository::view)
                .findOne());
  }

  /** Those of these keys, in their order, as what was stored. */
  List<Signal> ofKeys(List<SignalKey> keys) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " AND (s.source, s.source_id, s.revision) IN"
                        + " (SELECT * FROM unnest(:sources, :sourceIds, :revisions)) ORDER BY s.source, s.source_id, s.revision")
                .bind("tenant", callers.tenantId())
                .bind("sources", keys.stream().map(SignalKey::source).toArray(String[]::new))
                .bind("sourceIds", keys.stream().map(SignalKey::sourceId).toArray(String[]::new))
                .bind("revisions", keys.stream().map(SignalKey::revision).toArray(Integer[]::new))
                .map((row, context) -> view(row, context).signal(json))
                .list());
  }

  private static SignalView view(ResultSet row, StatementContext context) throws SQLException {
    JsonNode attributes =
        context.findColumnMapperFor(JsonNode.class).orElseThrow().map(row, "attributes", context);
    return new SignalView(
        row.getObject("id", UUID.class),
        row.getString("source"),
        row.getString("source_id"),
        row.getInt("revision"),
        row.getObject("customer_id", UUID.class),
        SignalKind.valueOf(row.getString("kind")),
        row.getString("type"),
        time(row, "occurred_at"),
        time(row, "known_at"),
        time(row, "recorded_at"),
        row.getObject("value", Double.class),
        row.getObject("sentiment", Double.class),
        row.getObject("severity", Integer.class),
        constant(SignalDirection.class, row.getString("direction")),
        row.getString("channel"),
        constant(SignalPhase.class, row.getString("phase")),
        row.getString("subject_key"),
        row.getBoolean("retracted"),
        row.getObject("contact_id", UUID.class),
        row.getObject("contract_id", UUID.class),
        row.getObject("product_id", UUID.class),
        attributes == null ? JsonNodeFactory.instance.objectNode() : attributes,
        List.of((UUID[]) row.getArray("participants").getArray()));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }
}
