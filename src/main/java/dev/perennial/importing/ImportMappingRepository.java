package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Saved mappings, by name. */
@Singleton
class ImportMappingRepository {
  private static final String SELECT =
      "SELECT id, version, name, resource, document, updated_at FROM app.import_mapping WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  ImportMappingRepository(Jdbi jdbi, CallerContext callers, Clock clock, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  Optional<SavedMapping> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND name = :name")
                .bind("tenant", callers.tenantId())
                .bind("name", name)
                .map(ImportMappingRepository::read)
                .findOne());
  }

  List<SavedMapping> list(Keyset<SavedMapping> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(keyset.binds())
                .map(ImportMappingRepository::read)
                .list());
  }

  SavedMapping put(String name, long version, String resource, JsonNode document) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO app.import_mapping (tenant_id, id, version, name, resource, document, updated_at)"
                        + " VALUES (:tenant, :id, :version, :name, :resource, :document, :now)"
                        + " ON CONFLICT (tenant_id, name) DO UPDATE SET version = excluded.version,"
                        + " resource = excluded.resource, document = excluded.document, updated_at = excluded.updated_at"
                        + " RETURNING id, version, name, resource, document, updated_at")
                .bind("tenant", callers.tenantId())
                .bind("id", ids.next())
                .bind("version", version)
                .bind("name", name)
                .bind("resource", resource)
                .bindByType("document", document, JsonNode.class)
                .bind("now", clock.instant())
                .map(ImportMappingRepository::read)
                .one());
  }

  private static SavedMapping read(ResultSet row, StatementContext context) throws SQLException {
    return new SavedMapping(
        Rows.uuid(row, "id"),
        row.getLong("version"),
        ETags.ofVersion(row.getLong("version")),
        row.getString("name"),
        row.getString("resource"),
        context.findColumnMapperFor(JsonNode.class).orElseThrow().map(row, "document", context),
        Rows.instant(row, "updated_at"));
  }
}
