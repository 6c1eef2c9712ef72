package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.customer.Survivors;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The queue of signals that wait for their customers. */
@Singleton
class UnmatchedRepository {
  /** Signals of one transaction at most. */
  static final int CHUNK = 10_000;

  private static final String KEPT =
      "occurred_at, known_at, kind, type, value, sentiment, severity, direction, channel, phase, subject_key, retracted,"
          + " contact_id, contract_id, product_id, attributes";
  private static final String COLUMNS = KEPT + ", participants";

  // A waiting signal is no fact yet: a changed repeat takes its place.
  private static final String KEEP =
      """
      INSERT INTO app.unmatched_signal AS u
        (tenant_id, source, source_id, revision, customer_source, customer_external_id, received_at, $COLUMNS$)
      SELECT :tenant, i.source, i.source_id, i.revision, r.source, r.external_id, :now, $KEPT$,
             CAST(string_to_array(r.participants, ',') AS uuid[])
      FROM (SELECT row_number() OVER () AS place, incoming.* FROM $ROWS$ AS incoming) AS i
      JOIN unnest(:customerSources, :customerIds, :participants) WITH ORDINALITY AS r(source, external_id, participants, place)
        USING (place)
      ORDER BY i.source, i.source_id, i.revision
      ON CONFLICT (tenant_id, source, source_id, revision) DO UPDATE SET ($SET$) = ROW($EXCLUDED$)
      WHERE ($STORED$) IS DISTINCT FROM ($EXCLUDED$)
      RETURNING u.source, u.source_id, u.revision
      """
          .replace("$COLUMNS$", COLUMNS)
          .replace("$KEPT$", KEPT)
          .replace("$ROWS$", SignalArrays.ROWS)
          .replace("$SET$", "customer_source, customer_external_id, " + contents(""))
          .replace("$EXCLUDED$", "excluded.customer_source, excluded.customer_external_id, " + contents("excluded."))
          .replace("$STORED$", "u.customer_source, u.customer_external_id, " + contents("u."));

  private static final String MATCH =
      SignalStoreRepository.storing(
              """
              taken AS (
                DELETE FROM app.unmatched_signal u
                USING unnest(:refSources, :refIds, :refCustomers) AS r(source, external_id, customer_id)
                WHERE u.tenant_id = :tenant AND u.customer_source = r.source AND u.customer_external_id = r.external_id
                  AND u.ctid = ANY (ARRAY(
                    SELECT w.ctid FROM app.unmatched_signal w
                    JOIN unnest(:refSources, :refIds) AS k(source, external_id)
                      ON w.customer_source = k.source AND w.customer_external_id = k.external_id
                    WHERE w.tenant_id = :tenant
                    LIMIT :atMost FOR UPDATE OF w SKIP LOCKED))
                RETURNING u.source, u.source_id, u.revision, r.customer_id, $COLUMNS$),
              """
                  .replace("$COLUMNS$", COLUMNS),
              "(SELECT * FROM taken ORDER BY source, source_id, revision)")
          + ", attended AS ("
          + " INSERT INTO app.signal_participant (tenant_id, source, source_id, revision, contact_id)"
          + " SELECT :tenant, s.source, s.source_id, s.revision, p.contact_id"
          + " FROM stored s JOIN taken t USING (source, source_id, revision) CROSS JOIN unnest(t.participants) AS p(contact_id)"
          + " ORDER BY 2, 3, 4, 5 ON CONFLICT DO NOTHING) "
          + "SELECT (SELECT count(*) FROM taken) AS taken, (SELECT count(*) FROM stored) AS stored,"
          + " (SELECT array_agg(DISTINCT customer_id) FROM stored WHERE revision > 0) AS corrected,"
          + " (SELECT jsonb_agg(jsonb_build_array(source, source_id, revision)) FROM stored WHERE kind = ANY(:heard)) AS heard";

  private static final String FINDABLE =
      """
      SELECT k.source, k.external_id, k.resource_id FROM app.external_key k
      WHERE k.tenant_id = :tenant AND k.resource_type = 'customer' AND k.deleted_at IS NULL
        AND EXISTS (SELECT FROM app.unmatched_signal u WHERE u.tenant_id = :tenant AND u.customer_source = k.source
                    AND u.customer_external_id = k.external_id)
      LIMIT 1000
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  UnmatchedRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /** Puts signals into the queue; says which are new there or say something new. */
  Set<SignalKey> keep(Collection<UnmatchedSignal> signals, Instant now) {
    if (signals.isEmpty()) {
      return Set.of();
    }
    Map<SignalKey, UnmatchedSignal> last = new HashMap<>();
    signals.forEach(signal -> last.put(signal.signal().key(), signal));
    List<UnmatchedSignal> batch = new ArrayList<>(last.values());
    batch.sort(Comparator.comparing(unmatched -> unmatched.signal().key()));
    return jdbi.withHandle(
        handle ->
            new HashSet<>(
                SignalArrays.bind(
                        handle.createQuery(KEEP),
                        batch.stream().map(UnmatchedSignal::signal).toList(),
                        signal -> signal.attributes().isEmpty() ? null : Json.write(json, signal.attributes()))
                    .bind("tenant", callers.tenantId())
                    .bind("now", now)
                    .bind("customerSources", batch.stream().map(one -> one.customer().source()).toArray(String[]::new))
                    .bind("customerIds", batch.stream().map(one -> one.customer().externalId()).toArray(String[]::new))
                    .bind("participants", batch.stream().map(one -> one.signal().participantsText()).toArray(String[]::new))
                    .map((row, context) -> new SignalKey(row.getString(1), row.getString(2), row.getInt(3)))
                    .list()));
  }

  /**
   * Turns a chunk of what waits for these customers into signals, in one statement.
   *
   * @param heard kinds of which the stored ones are named
   */
  Matched match(Map<ExternalId, UUID> customers, Set<SignalKind> heard, Instant now) {
    List<Map.Entry<ExternalId, UUID>> entries = List.copyOf(customers.entrySet());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MATCH)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("atMost", CHUNK)
                .bind("heard", heard.stream().map(SignalKind::name).toArray(String[]::new))
                .bind("refSources", entries.stream().map(entry -> entry.getKey().source()).toArray(String[]::new))
                .bind("refIds", entries.stream().map(entry -> entry.getKey().externalId()).toArray(String[]::new))
                .bind("refCustomers", entries.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
                .map(
                    (row, context) ->
                        new Matched(
                            row.getInt("taken"), row.getInt("stored"),
                            row.getArray("corrected") == null ? new UUID[0] : (UUID[]) row.getArray("corrected").getArray(),
                            keys(row.getString("heard"))))
                .one());
  }

  private List<SignalKey> keys(@Nullable String keys) {
    List<SignalKey> named = new ArrayList<>();
    if (keys != null) {
      Json.read(json, keys)
          .forEach(key -> named.add(new SignalKey(key.get(0).asText(), key.get(1).asText(), key.get(2).asInt())));
    }
    return named;
  }

  /** Customers that signals wait for although they can be found. */
  Map<ExternalId, UUID> findable() {
    Map<ExternalId, UUID> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(FINDABLE)
                .bind("tenant", callers.tenantId())
                .map((row, context) -> found.put(new ExternalId(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)))
                .list());
    return found;
  }

  /** Whether anything waits at all. */
  boolean isEmpty() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT NOT EXISTS (SELECT FROM app.unmatched_signal WHERE tenant_id = :tenant)")
                .bind("tenant", callers.tenantId())
                .mapTo(Boolean.class)
                .one());
  }

  /** Throws a chunk away; returns how many. */
  int discard(List<ExternalId> references) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM app.unmatched_signal WHERE tenant_id = :tenant AND ctid = ANY (ARRAY("
                        + "SELECT u.ctid FROM app.unmatched_signal u JOIN unnest(:sources, :ids) AS r(source, external_id)"
                        + " ON u.customer_source = r.source AND u.customer_external_id = r.external_id"
                        + " WHERE u.tenant_id = :tenant LIMIT :atMost))")
                .bind("tenant", callers.tenantId())
                .bind("sources", references.stream().map(ExternalId::source).toArray(String[]::new))
                .bind("ids", references.stream().map(ExternalId::externalId).toArray(String[]::new))
                .bind("atMost", CHUNK)
                .execute());
  }

  /** Lets references lead to customers from now on, unless they lead somewhere already; which do now. */
  Map<ExternalId, UUID> remember(Map<ExternalId, UUID> wanted) {
    List<Map.Entry<ExternalId, UUID>> entries = List.copyOf(wanted.entrySet());
    Map<ExternalId, UUID> leads = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO app.external_key AS k (tenant_id, resource_type, source, external_id, resource_id)"
                        + " SELECT :tenant, 'customer', w.source, w.external_id, " + Survivors.of("c.id")
                        + " FROM unnest(:sources, :ids, :customers) AS w(source, external_id, customer_id)"
                        + " JOIN app.customer c ON c.tenant_id = :tenant AND c.id = w.customer_id"
                        + " ORDER BY w.source, w.external_id"
                        + " ON CONFLICT (tenant_id, resource_type, source, external_id) DO UPDATE SET deleted_at = NULL"
                        + " WHERE k.resource_id = excluded.resource_id"
                        + " RETURNING k.source, k.external_id, k.resource_id")
                .bind("tenant", callers.tenantId())
                .bind("sources", entries.stream().map(entry -> entry.getKey().source()).toArray(String[]::new))
                .bind("ids", entries.stream().map(entry -> entry.getKey().externalId()).toArray(String[]::new))
                .bind("customers", entries.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
                .map((row, context) -> leads.put(new ExternalId(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)))
                .list());
    return leads;
  }

  private static String contents(String prefix) {
    return prefix + COLUMNS.replace("known_at, ", "").replace(", ", ", " + prefix);
  }

  /**
   * What became of a chunk.
   *
   * @param taken out of the queue
   * @param stored as signals; the others were signals already
   * @param corrected customers of corrections among them
   * @param heard those of the kinds asked for
   */
  record Matched(int taken, int stored, UUID[] corrected, List<SignalKey> heard) {}
}
