package dev.perennial.signaltype;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What sources deliver beside what they are expected to. */
@Singleton
class SignalSourceRepository {
  private static final String ROWS =
      """
      SELECT * FROM (
        SELECT CAST(md5(d.source || chr(31) || d.kind || chr(31) || d.type) AS uuid) AS id, d.*,
          EXISTS (SELECT FROM app.signal_type c
                  WHERE c.tenant_id = :tenant AND c.code = d.type AND c.kind = d.kind) AS catalogued,
          CASE WHEN d.last_occurred_at IS NULL THEN 'NOT_CONNECTED'
               WHEN d.last_occurred_at + d.cadence * interval '1 day' < CAST(:now AS timestamptz) THEN 'SILENT'
               ELSE 'CONNECTED' END AS state
        FROM (SELECT source, kind, type, s.first_known_at, s.last_occurred_at, e.cadence
              FROM (SELECT * FROM app.signal_stream WHERE tenant_id = :tenant) AS s
              FULL JOIN (SELECT c.key COLLATE "C" AS source, t.kind, t.code AS type, CAST(c.value AS int) AS cadence
                         FROM app.signal_type t, jsonb_each_text(t.cadence_days) AS c WHERE t.tenant_id = :tenant) AS e
                USING (source, kind, type)) AS d) AS x
      WHERE true
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;

  SignalSourceRepository(Jdbi jdbi, CallerContext callers, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
  }

  List<SignalSourceView> list(Keyset<SignalSourceView> keyset, Filters filters) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROWS + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bind("now", clock.instant())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(
                    (row, context) ->
                        new SignalSourceView(
                            Rows.uuid(row, "id"),
                            row.getString("source"),
                            row.getString("kind"),
                            row.getString("type"),
                            row.getBoolean("catalogued"),
                            Rows.instantOrNull(row, "first_known_at"),
                            Rows.instantOrNull(row, "last_occurred_at"),
                            Rows.integerOrNull(row, "cadence"),
                            SourceState.valueOf(row.getString("state"))))
                .list());
  }
}
