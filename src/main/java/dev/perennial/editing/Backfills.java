package dev.perennial.editing;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes that say since when they were known. An object's history is loaded oldest first: what would stand before a state
 * that is known already is refused, unless it is that very state told again.
 */
@Singleton
class Backfills {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;

  Backfills(Jdbi jdbi, CallerContext callers, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
  }

  <E extends EditableEntity, F> void check(ResourceType type, List<Change> changes, List<Draft<E, F>> drafts) {
    Instant now = clock.instant();
    List<Draft<E, F>> older = new ArrayList<>();
    for (Draft<E, F> draft : drafts) {
      Instant knownAt = changes.get(draft.index()).knownAt();
      E entity = draft.entityOrNull();
      if (knownAt != null && knownAt.isAfter(now)) {
        draft.error("/knownAt", "out_of_range", "What is not known yet cannot be stored.");
      } else if (knownAt != null && entity != null && knownAt.isBefore(entity.knownFrom)) {
        older.add(draft);
      }
    }
    if (older.isEmpty()) {
      return;
    }
    Set<Version> known = known(type, changes, older);
    for (Draft<E, F> draft : older) {
      if (known.contains(version(changes, draft))) {
        draft.known();
      } else {
        draft.refuse(
            ProblemException.conflict(
                "A later state of this " + type.label() + " is known already; its history is loaded oldest first."));
      }
    }
  }

  private <E extends EditableEntity, F> Set<Version> known(
      ResourceType type, List<Change> changes, List<Draft<E, F>> drafts) {
    List<Version> wanted = drafts.stream().map(draft -> version(changes, draft)).toList();
    return new HashSet<>(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT v.id, v.known_from FROM unnest(:ids, CAST(:times AS timestamptz[])) AS w(id, known_from)"
                            + " JOIN " + type.table() + "_version v ON v.tenant_id = :tenant AND v.id = w.id"
                            + " AND v.known_from = w.known_from")
                    .bind("tenant", callers.tenantId())
                    .bind("ids", wanted.stream().map(Version::id).toArray(UUID[]::new))
                    .bind(
                        "times",
                        wanted.stream().map(w -> w.knownFrom().atOffset(ZoneOffset.UTC).toString()).toArray(String[]::new))
                    .map((row, context) -> new Version(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                    .list()));
  }

  private static <E extends EditableEntity, F> Version version(List<Change> changes, Draft<E, F> draft) {
    return new Version(
        draft.entity().id, java.util.Objects.requireNonNull(changes.get(draft.index()).knownAt()));
  }

  private record Version(UUID id, Instant knownFrom) {}
}
