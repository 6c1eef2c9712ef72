package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.time.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The append-only history of stages. */
@Singleton
class StageHistory {
  private static final String APPEND =
      """
      INSERT INTO app.renewal_stage_change (tenant_id, id, renewal_id, from_stage, to_stage, actor, changed_at, note)
      SELECT :tenant, n.id, n.renewal_id, n.from_stage, n.to_stage, :actor, :now, :note
      FROM unnest(:ids, :renewals, :from, :to) AS n(id, renewal_id, from_stage, to_stage)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  StageHistory(Jdbi jdbi, CallerContext callers, Clock clock, Ids ids) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  /** Notes the changes that went to another stage. */
  void append(List<RenewalChange> changes, @Nullable String note) {
    List<RenewalChange> moved =
        changes.stream()
            .filter(
                change ->
                    change.before() != null && change.before().stage() != change.renewal().stage)
            .toList();
    if (moved.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("tenant", callers.tenantId())
                .bind("actor", callers.caller().actor())
                .bind("now", clock.instant())
                .bind("note", note)
                .bind("ids", moved.stream().map(change -> ids.next()).toArray(UUID[]::new))
                .bind(
                    "renewals",
                    moved.stream().map(change -> change.renewal().id).toArray(UUID[]::new))
                .bind("from", moved.stream().map(StageHistory::from).toArray(String[]::new))
                .bind(
                    "to",
                    moved.stream()
                        .map(change -> change.renewal().stage.name())
                        .toArray(String[]::new))
                .execute());
  }

  private static @Nullable String from(RenewalChange change) {
    RenewalState before = change.before();
    return before == null ? null : before.stage().name();
  }
}
