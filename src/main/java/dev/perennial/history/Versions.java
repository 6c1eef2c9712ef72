package dev.perennial.history;

import dev.perennial.editing.ResourceType;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The versions of one object, whatever it is: one mechanism for all that people edit. */
@Singleton
class Versions {
  /** Who made a version it says itself; of those older than that, the event with the object's id and the version's number. */
  private static final String SELECT =
      """
      SELECT w.id, w.version, w.known_from, w.recorded_at, w.content, w.known_to, w.before, coalesce(w.actor, e.actor) AS actor,
             coalesce(w.origin, e.origin) AS origin, coalesce(w.request_id, e.request_id) AS request_id FROM (
        SELECT v.id, v.version, v.known_from, v.recorded_at, v.content, v.actor, v.origin, v.request_id,
               lead(v.known_from) OVER known AS known_to, lag(v.content) OVER known AS before
        FROM $TABLE$_version v WHERE v.tenant_id = :tenant AND v.id = :id
        WINDOW known AS (ORDER BY v.known_from, v.version)) w
      LEFT JOIN (SELECT DISTINCT ON (subject_version) subject_version, actor, origin, request_id FROM app.event
                 WHERE tenant_id = :tenant AND subject_id = :id AND subject_version IS NOT NULL
                 ORDER BY subject_version, sequence) e ON e.subject_version = w.version
      WHERE true\
      """;

  private static final List<SortKey<VersionRow>> SORTS =
      List.of(
          new SortKey<>("knownFrom", "w.known_from", "timestamptz", VersionRow::knownFrom),
          new SortKey<>("version", "w.version", "bigint", VersionRow::version));

  private final Jdbi jdbi;
  private final CallerContext callers;

  Versions(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /**
   * A page, what was known last first.
   *
   * @throws ProblemException when the tenant has no such object
   */
  Page<VersionView> page(ResourceType type, UUID id, PageRequest request) {
    Keyset<VersionRow> keyset = Keyset.of(request, "-knownFrom,-version", SORTS, "w.id", VersionRow::id, type + " " + id);
    List<VersionRow> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(SELECT.replace("$TABLE$", type.table()) + keyset.predicate() + keyset.orderAndLimit())
                    .bind("tenant", callers.tenantId())
                    .bind("id", id)
                    .bindMap(keyset.binds())
                    .map(VersionRow::read)
                    .list());
    if (rows.isEmpty()) {
      throw ProblemException.notFound(type.label());
    }
    return keyset.page(rows, row -> row.view(type));
  }
}
