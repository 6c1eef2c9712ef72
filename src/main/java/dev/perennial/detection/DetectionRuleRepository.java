package dev.perennial.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** All SQL of rules. */
@Singleton
class DetectionRuleRepository {
  private static final String SELECT = "SELECT * FROM app.detection_rule WHERE tenant_id = :tenant";

  private static final String INSERT =
      """
      INSERT INTO app.detection_rule (tenant_id, code, version, kind, trigger_type, priority, definition, effective_from,
                                      started, created_at, created_by)
      VALUES (:tenant, :code, :version, :kind, :type, :priority, CAST(:definition AS jsonb), :from, false, :now, :actor)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  DetectionRuleRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /** Every version that speaks or ever spoke for a while, by priority and code, older versions first. */
  List<DetectionRule> all() {
    return select(" AND (effective_until IS NULL OR effective_until > effective_from) ORDER BY priority, code, version", "");
  }

  /** The newest version of each, by priority and code. */
  List<DetectionRule> newest() {
    return select(
        " AND version = (SELECT max(n.version) FROM app.detection_rule n WHERE n.tenant_id = :tenant"
            + " AND n.code = detection_rule.code) ORDER BY priority, code",
        "");
  }

  /** Versions of one rule, newest first. */
  List<DetectionRule> versions(String code) {
    return select(" AND code = :code ORDER BY version DESC", code);
  }

  private List<DetectionRule> select(String rest, String code) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + rest).bind("tenant", callers.tenantId()).bind("code", code)
                .map((row, context) -> rule(row)).list());
  }

  void insert(String code, int version, DetectionRuleFields fields, Instant from, Instant now, String actor) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("tenant", callers.tenantId())
                .bind("code", code)
                .bind("version", version)
                .bind("kind", fields.kind().name())
                .bind("type", fields.triggerEventType())
                .bind("priority", fields.priorityOrDefault())
                .bind("definition", Json.write(json, fields.undated()))
                .bind("from", from)
                .bind("now", now)
                .bind("actor", actor)
                .execute());
  }

  /** From that time on no version speaks that did so far. */
  void end(String code, Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE app.detection_rule SET effective_until = greatest(effective_from, :until)"
                        + " WHERE tenant_id = :tenant AND code = :code"
                        + " AND (effective_until IS NULL OR effective_until > :until)")
                .bind("tenant", callers.tenantId())
                .bind("code", code)
                .bind("until", until)
                .execute());
  }

  void started(DetectionRule rule) {
    update("started = true", rule, LocalDate.EPOCH);
  }

  void ranOn(DetectionRule rule, LocalDate day) {
    update("ran_on = :day", rule, day);
  }

  private void update(String set, DetectionRule rule, LocalDate day) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE app.detection_rule SET " + set
                        + " WHERE tenant_id = :tenant AND code = :code AND version = :version")
                .bind("tenant", callers.tenantId())
                .bind("code", rule.code())
                .bind("version", rule.version())
                .bind("day", day)
                .execute());
  }

  private DetectionRule rule(ResultSet row) throws SQLException {
    try {
      return new DetectionRule(
          row.getString("code"), row.getInt("version"),
          json.readValue(row.getString("definition"), DetectionRuleFields.class), Rows.instant(row, "effective_from"),
          Rows.instantOrNull(row, "effective_until"), row.getBoolean("started"), Rows.dateOrNull(row, "ran_on"),
          Rows.instant(row, "created_at"), row.getString("created_by"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored rule cannot be read", e);
    }
  }
}
