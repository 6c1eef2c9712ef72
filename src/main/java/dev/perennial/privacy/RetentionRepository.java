package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What tenants said about keeping things, and the owner's function that deletes them. */
@Singleton
class RetentionRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;

  RetentionRepository(Jdbi jdbi, CallerContext callers, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
  }

  /** Days of every kind. */
  Map<RetentionKind, StoredDays> days() {
    Map<RetentionKind, StoredDays> days = new EnumMap<>(RetentionKind.class);
    for (RetentionKind kind : RetentionKind.values()) {
      days.put(kind, new StoredDays(0, kind.defaultDays()));
    }
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT kind, version, days FROM app.retention WHERE tenant_id = :tenant")
                .bind("tenant", callers.tenantId())
                .map(
                    (row, context) ->
                        days.put(
                            RetentionKind.valueOf(row.getString("kind")),
                            stored(row)))
                .list());
    return days;
  }

  void put(RetentionKind kind, StoredDays stored) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.retention (tenant_id, kind, version, days, updated_at) VALUES (:tenant, :kind, :version, :days, :now)"
                        + " ON CONFLICT (tenant_id, kind) DO UPDATE SET version = excluded.version, days = excluded.days, updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("kind", kind.name())
                .bind("version", stored.version())
                .bind("days", stored.days())
                .bind("now", clock.instant())
                .execute());
  }

  /** Days of signal types that have a period of their own. */
  Map<String, StoredDays> signalDays() {
    Map<String, StoredDays> days = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT type, version, days FROM app.signal_retention WHERE tenant_id = :tenant")
                .bind("tenant", callers.tenantId())
                .map((row, context) -> days.put(row.getString("type"), stored(row)))
                .list());
    return days;
  }

  void putSignals(String type, StoredDays stored) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.signal_retention (tenant_id, type, version, days, updated_at) VALUES (:tenant, :type, :version, :days, :now)"
                        + " ON CONFLICT (tenant_id, type) DO UPDATE SET version = excluded.version, days = excluded.days, updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("type", type)
                .bind("version", stored.version())
                .bind("days", stored.days())
                .bind("now", clock.instant())
                .execute());
  }

  private static StoredDays stored(ResultSet row) throws SQLException {
    return new StoredDays(row.getLong("version"), Rows.integerOrNull(row, "days"));
  }

  /** False when the type had no period of its own. */
  boolean removeSignals(String type) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("DELETE FROM app.signal_retention WHERE tenant_id = :tenant AND type = :type")
                    .bind("tenant", callers.tenantId())
                    .bind("type", type)
                    .execute())
        == 1;
  }

  /** Like {@link #delete}, of one type of signal; of null: of all types without a period of their own. */
  long deleteSignals(@Nullable String type, Instant before, int atMost) {
    String sql =
        type == null
            ? "SELECT platform.apply_signal_retention_to_rest(:tenant, :before, :atMost)"
            : "SELECT platform.apply_signal_retention(:tenant, :type, :before, :atMost)";
    return jdbi.withHandle(
        handle -> {
          Query query =
              handle.createQuery(sql).bind("tenant", callers.tenantId()).bind("before", before).bind("atMost", atMost);
          return (type == null ? query : query.bind("type", type)).mapTo(Long.class).one();
        });
  }

  /** Deletes some of what is older; returns how much, which is less than asked for when nothing more is left. */
  long delete(RetentionKind kind, Instant before, int atMost) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT platform.apply_retention(:tenant, :kind, :before, :atMost)")
                .bind("tenant", callers.tenantId())
                .bind("kind", kind.name())
                .bind("before", before)
                .bind("atMost", atMost)
                .mapTo(Long.class)
                .one());
  }
}
