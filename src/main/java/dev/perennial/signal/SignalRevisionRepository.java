package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Compares repeats with what is stored under their key. */
@Singleton
class SignalRevisionRepository {
  // Aggregates inside LATERAL: one walk of the key's index for each repeat, whatever the planner thinks of their number.
  private static final String CHANGED =
      """
      SELECT g.place, old.latest
      FROM (SELECT row_number() OVER () - 1 AS place, incoming.* FROM $ROWS$ AS incoming) AS g
      JOIN unnest(:participants) WITH ORDINALITY AS w(participants, number) ON w.number = g.place + 1
      CROSS JOIN LATERAL (
        SELECT max(s.revision) AS latest,
               bool_or((s.customer_id, s.kind, s.type, s.occurred_at, s.value, s.sentiment, s.severity, s.direction,
                        s.channel, s.phase, s.subject_key, s.retracted, s.contact_id, s.contract_id, s.product_id,
                        s.attributes)
                 IS NOT DISTINCT FROM
                       (g.customer_id, g.kind, g.type, g.occurred_at, g.value, g.sentiment, g.severity, g.direction,
                        g.channel, g.phase, g.subject_key, g.retracted, g.contact_id, g.contract_id, g.product_id,
                        g.attributes)
                 AND (s.kind <> 'INTERACTION' OR $PARTICIPANTS$
                      = coalesce(CAST(string_to_array(w.participants, ',') AS uuid[]), CAST('{}' AS uuid[])))) AS known
        FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.source = g.source AND s.source_id = g.source_id) AS old
      WHERE old.latest IS NOT NULL AND NOT old.known
      """
          .replace("$PARTICIPANTS$", Signals.PARTICIPANTS_SQL);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  SignalRevisionRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /** By place in the list: the latest revision, of those that say what no stored revision says. */
  Map<Integer, Integer> ofChanged(List<Signal> repeats) {
    return jdbi.withHandle(
        handle -> {
          Query query =
              handle.createQuery(CHANGED.replace("$ROWS$", SignalArrays.ROWS)).bind("tenant", callers.tenantId())
                  .bind("participants", repeats.stream().map(Signal::participantsText).toArray(String[]::new));
          Map<Integer, Integer> changed = new HashMap<>();
          SignalArrays.bind(query, repeats, signal -> signal.attributes().isEmpty() ? null : Json.write(json, signal.attributes()))
              .map((row, context) -> changed.put(row.getInt("place"), row.getInt("latest")))
              .list();
          return changed;
        });
  }
}
