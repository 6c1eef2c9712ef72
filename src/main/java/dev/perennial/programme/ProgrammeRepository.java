package dev.perennial.programme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SQL of programmes. */
@Singleton
class ProgrammeRepository {
  private static final TypeReference<List<ProgrammeFields.Arm>> ARMS = new TypeReference<>() {};
  private static final String SELECT = "SELECT p.* FROM app.programme p WHERE p.tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  ProgrammeRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /** False where the code is taken. */
  boolean insert(ProgrammeView programme) {
    JsonNode arms = json.valueToTree(programme.arms());
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO app.programme (tenant_id, id, code, name, offer, randomised, arms, control_arm,
                          stratify_by, seed, smallest_effect, created_at, created_by)
                        VALUES (:tenant, :id, :code, :name, :offer, :randomised, :arms, :control, :stratifyBy, :seed,
                          :smallest, :now, :actor) ON CONFLICT (tenant_id, code) DO NOTHING
                        """)
                    .bind("tenant", callers.tenantId())
                    .bind("id", programme.id())
                    .bind("code", programme.code())
                    .bind("name", programme.name())
                    .bind("offer", programme.offer())
                    .bind("randomised", programme.randomised())
                    .bindByType("arms", arms, JsonNode.class)
                    .bind("control", programme.controlArm())
                    .bind("stratifyBy", programme.stratifyBy().stream().map(Stratum::name).toArray(String[]::new))
                    .bind("seed", programme.seed())
                    .bind("smallest", programme.smallestEffect())
                    .bind("now", programme.createdAt())
                    .bind("actor", programme.createdBy())
                    .execute())
        == 1;
  }

  Optional<ProgrammeView> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND p.id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
  }

  List<ProgrammeView> list(Keyset<ProgrammeView> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(keyset.binds())
                .map((row, context) -> read(row))
                .list());
  }

  private ProgrammeView read(ResultSet row) throws SQLException {
    return new ProgrammeView(
        Rows.uuid(row, "id"),
        row.getString("code"),
        row.getString("name"),
        row.getString("offer"),
        row.getBoolean("randomised"),
        arms(row.getString("arms")),
        row.getString("control_arm"),
        Rows.strings(row, "stratify_by").stream().map(Stratum::valueOf).toList(),
        row.getLong("seed"),
        row.getDouble("smallest_effect"),
        Rows.instant(row, "created_at"),
        row.getString("created_by"));
  }

  private List<ProgrammeFields.Arm> arms(String stored) {
    try {
      return json.readValue(stored, ARMS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored arms cannot be read", e);
    }
  }
}
