package dev.perennial.adoption;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Stored definitions of paths. */
@Singleton
class AdoptionPathRepository {
  private static final String SELECT =
      "SELECT code, version, name, strict_order, steps, updated_at FROM app.adoption_path WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  AdoptionPathRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  void put(AdoptionPathView path) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.adoption_path (tenant_id, code, version, name, strict_order, steps, updated_at)"
                        + " VALUES (:tenant, :code, :version, :name, :strict, :steps, :now) ON CONFLICT (tenant_id, code) DO UPDATE"
                        + " SET version = excluded.version, name = excluded.name, strict_order = excluded.strict_order, steps = excluded.steps,"
                        + " updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("code", path.code())
                .bind("version", path.version())
                .bind("name", path.name())
                .bind("strict", path.strictOrder())
                .bind("steps", json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(path.steps()))
                .bind("now", path.updatedAt())
                .execute());
  }

  List<AdoptionPathView> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " ORDER BY code").bind("tenant", callers.tenantId())
                .map((row, context) -> read(row)).list());
  }

  Optional<AdoptionPathView> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " AND code = :code").bind("tenant", callers.tenantId()).bind("code", code)
                .map((row, context) -> read(row)).findOne());
  }

  private AdoptionPathView read(ResultSet row) throws SQLException {
    try {
      List<AdoptionStep> steps = json.readValue(row.getString("steps"), new TypeReference<>() {});
      return new AdoptionPathView(
          row.getString("code"), row.getLong("version"), row.getString("name"), row.getBoolean("strict_order"), steps, Rows.instant(row, "updated_at"));
    } catch (IOException e) {
      throw new IllegalStateException("a stored path is not readable", e);
    }
  }
}
