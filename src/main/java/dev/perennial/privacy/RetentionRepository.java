package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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

  /** Days of every kind; empty = for ever. */
  Map<RetentionKind, Optional<Integer>> days() {
    Map<RetentionKind, Optional<Integer>> days = new EnumMap<>(RetentionKind.class);
    for (RetentionKind kind : RetentionKind.values()) {
      days.put(kind, Optional.ofNullable(kind.defaultDays()));
    }
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT kind, days FROM app.retention WHERE tenant_id = :tenant")
                .bind("tenant", callers.tenantId())
                .map(
                    (row, context) ->
                        days.put(
                            RetentionKind.valueOf(row.getString("kind")),
                            Optional.ofNullable(Rows.integerOrNull(row, "days"))))
                .list());
    return days;
  }

  void put(RetentionKind kind, @Nullable Integer days) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.retention (tenant_id, kind, days, updated_at) VALUES (:tenant, :kind, :days, :now)"
                        + " ON CONFLICT (tenant_id, kind) DO UPDATE SET days = excluded.days, updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("kind", kind.name())
                .bind("days", days)
                .bind("now", clock.instant())
                .execute());
  }

  /** Days of signal types that have a period of their own; empty = for ever. */
  Map<String, Optional<Integer>> signalDays() {
    Map<String, Optional<Integer>> days = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT type, days FROM app.signal_retention WHERE tenant_id = :tenant")
                .bind("tenant", callers.tenantId())
                .map((row, context) -> days.put(row.getString("type"), Optional.ofNullable(Rows.integerOrNull(row, "days"))))
                .list());
    return days;
  }

  void putSignals(String type, @Nullable Integer days) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.signal_retention (tenant_id, type, days, updated_at) VALUES (:tenant, :type, :days, :now)"
                        + " ON CONFLICT (tenant_id, type) DO UPDATE SET days = excluded.days, updated_at = excluded.updated_at")
                .bind("tenant", callers.tenantId())
                .bind("type", type)
                .bind("days", days)
                .bind("now", clock.instant())
                .execute());
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
