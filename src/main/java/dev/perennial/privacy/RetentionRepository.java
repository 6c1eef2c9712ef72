package dev.perennial.privacy;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
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
