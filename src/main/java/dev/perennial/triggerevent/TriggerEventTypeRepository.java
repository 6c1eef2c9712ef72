package dev.perennial.triggerevent;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL of the catalogue. */
@Singleton
class TriggerEventTypeRepository {
  private static final String SELECT = "SELECT * FROM app.trigger_event_type WHERE tenant_id = :tenant";

  private static final String PUT =
      """
      INSERT INTO app.trigger_event_type AS t
        (tenant_id, code, version, label, meaning, expected_direction, decision_related, window_days, may_be_announced, active)
      VALUES (:tenant, :code, :version, :label, :meaning, :direction, :decisionRelated, :windowDays, :mayBeAnnounced, :active)
      ON CONFLICT (tenant_id, code) DO UPDATE SET version = excluded.version, label = excluded.label, meaning = excluded.meaning,
        expected_direction = excluded.expected_direction, decision_related = excluded.decision_related,
        window_days = excluded.window_days, may_be_announced = excluded.may_be_announced, active = excluded.active
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;

  TriggerEventTypeRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** All of the tenant's types, by code. */
  List<TriggerEventTypeView> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " ORDER BY code").bind("tenant", callers.tenantId())
                .map(TriggerEventTypeRepository::view).list());
  }

  Optional<TriggerEventTypeView> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + " AND code = :code").bind("tenant", callers.tenantId()).bind("code", code)
                .map(TriggerEventTypeRepository::view).findOne());
  }

  void put(TriggerEventTypeView type) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(PUT)
                .bind("tenant", callers.tenantId())
                .bind("code", type.code())
                .bind("version", type.version())
                .bind("label", type.label())
                .bind("meaning", type.meaning())
                .bind("direction", type.expectedDirection().name())
                .bind("decisionRelated", type.decisionRelated())
                .bind("windowDays", type.windowDays())
                .bind("mayBeAnnounced", type.mayBeAnnounced())
                .bind("active", type.active())
                .execute());
  }

  private static TriggerEventTypeView view(ResultSet row, StatementContext context) throws SQLException {
    return new TriggerEventTypeView(
        row.getString("code"), row.getLong("version"), row.getString("label"), row.getString("meaning"),
        ExpectedDirection.valueOf(row.getString("expected_direction")), row.getBoolean("decision_related"),
        row.getInt("window_days"), row.getBoolean("may_be_announced"), row.getBoolean("active"));
  }
}
