package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch in one statement: the rows, and what hangs on those that are new. Each table is
 * written in the order of its key, and boards before marks before the tenant's row, as all writers do it, so that two
 * that overlap wait for each other instead of deadlocking: of parts that do not ask for each other, PostgreSQL takes the
 * last first. (What follows from corrections comes after: {@link #follow} may lose, and begins again.) The rows reach the
 * statement as arrays, or, when they are many, by {@code COPY} through a temporary table: into a table behind row-level
 * security PostgreSQL refuses it. Arrays save two round trips; from about a thousand rows on COPY is quicker.
 */
@Singleton
class SignalStoreRepository {
  private static final String STORE =
      """
      stored AS (
        INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at,
                                kind, type, value, sentiment, severity, direction, channel, phase, subject_key, retracted,
                                contact_id, contract_id, product_id, attributes)
        SELECT :tenant, source, source_id, revision, customer_id, occurred_at, known_at, :now, kind, type, value,
               sentiment, severity, direction, channel, phase, subject_key, retracted, contact_id, contract_id,
               product_id, attributes
        FROM $ROWS$ AS incoming
        ON CONFLICT DO NOTHING
        RETURNING source, source_id, revision, customer_id, kind, type, occurred_at, known_at, retracted
      ), streams AS (
        INSERT INTO app.signal_stream AS t (tenant_id, source, kind, type, first_known_at, last_occurred_at)
        SELECT :tenant, source, kind, type, min(known_at), max(occurred_at) FROM stored WHERE NOT retracted
        GROUP BY source, kind, type ORDER BY source, kind, type
        ON CONFLICT (tenant_id, source, kind, type) DO UPDATE
        SET first_known_at = least(t.first_known_at, excluded.first_known_at),
            last_occurred_at = greatest(t.last_occurred_at, excluded.last_occurred_at)
      ), interactions AS (
        INSERT INTO app.customer_board AS b (tenant_id, customer_id, last_interaction_at)
        SELECT :tenant, s.customer_id, max(s.occurred_at) FROM stored s
        WHERE s.kind = 'INTERACTION' AND NOT s.retracted
          AND NOT EXISTS (SELECT FROM app.signal n WHERE n.tenant_id = :tenant AND n.source = s.source
                          AND n.source_id = s.source_id AND n.revision > s.revision AND n.revision > 0)
        GROUP BY s.customer_id ORDER BY s.customer_id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE
        SET last_interaction_at = greatest(b.last_interaction_at, excluded.last_interaction_at)
        RETURNING 1
      ), marks AS (
        INSERT INTO app.rescore_mark AS m (tenant_id, customer_id, marked_at)
        SELECT DISTINCT :tenant, customer_id, CAST(:now AS timestamptz) FROM stored
        WHERE (SELECT count(*) FROM interactions) >= 0 ORDER BY customer_id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET marked_at = greatest(m.marked_at, excluded.marked_at)
        RETURNING 1
      ), tenants AS (
        INSERT INTO platform.rescore_tenant AS r (tenant_id, marked_at)
        SELECT :tenant, :now WHERE (SELECT count(*) FROM marks) > 0
        ON CONFLICT (tenant_id) DO UPDATE SET marked_at = greatest(r.marked_at, excluded.marked_at)
      ), undetected AS (
        INSERT INTO app.detection_batch (tenant_id, id, recorded_at, signals)
        SELECT :tenant, gen_random_uuid(), :now, count(*) FROM stored HAVING count(*) > 0
      )
      """;

  /** Which were stored is only told when not all were: mostly all are, and ten thousand keys are a tenth of the work. */
  private static final String KEYS =
      """
      SELECT s.source, s.source_id, s.revision FROM stored s WHERE (SELECT count(*) FROM stored) < :size
      UNION ALL
      SELECT NULL, NULL, -1 WHERE (SELECT count(*) FROM stored) = :size
      """;
  private static final String COUNT = "SELECT count(*) FROM stored";
  private static final SignalKey ALL_OF_THEM = new SignalKey("", "", -1);
  private static final List<SignalKey> ALL = List.of(ALL_OF_THEM);
  private static final int ARRAYS_UP_TO = 1_000;
  private static final byte[] NO_TEXT = new byte[0];

  /**
   * Customers of every revision of the corrected signals: a correction may move a fact to another
   * customer.
   */
  private static final String CORRECTED_CUSTOMERS =
      """
      SELECT DISTINCT s.customer_id FROM unnest(:sources, :sourceIds) AS k(source, source_id)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.source = k.source AND s.source_id = k.source_id
      ORDER BY s.customer_id
      """;

  /** Of all that a batch of corrections speaks of, now and before. */
  private static final String LOCK_BOARDS =
      """
      INSERT INTO app.customer_board AS b (tenant_id, customer_id)
      SELECT DISTINCT :tenant, n.customer_id
      FROM (SELECT unnest(:customers) AS customer_id
            UNION ALL
            SELECT s.customer_id FROM unnest(:sources, :sourceIds) AS k(source, source_id)
            JOIN app.signal s ON s.tenant_id = :tenant AND s.source = k.source AND s.source_id = k.source_id) n
      ORDER BY n.customer_id
      ON CONFLICT (tenant_id, customer_id) DO UPDATE SET last_interaction_at = b.last_interaction_at
      """;

  private static final String MARK_AND_LOCK =
      """
      WITH marks AS (
        INSERT INTO app.rescore_mark AS m (tenant_id, customer_id, marked_at)
        SELECT :tenant, customer_id, CAST(:now AS timestamptz) FROM unnest(:customers) AS customer_id
        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET marked_at = greatest(m.marked_at, excluded.marked_at))
      INSERT INTO app.customer_board AS b (tenant_id, customer_id)
      SELECT :tenant, customer_id FROM unnest(:customers) AS customer_id
      ON CONFLICT (tenant_id, customer_id) DO UPDATE SET last_interaction_at = b.last_interaction_at
      """;

  /** These, and those they are merged into: what a duplicate's facts say is shown by its survivor. */
  private static final String WITH_SURVIVORS =
      """
      SELECT id FROM unnest(:customers) AS c(id)
      UNION
      SELECT a.survivor_id FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
        AND a.alias_id = ANY(:customers) AND a.to_at IS NULL
      ORDER BY 1
      """;

  private static final String RECOMPUTE_LAST_INTERACTION =
      """
      UPDATE app.customer_board b SET last_interaction_at =
        (SELECT max(last.occurred_at)
         FROM (SELECT b.customer_id AS id
               UNION ALL
               SELECT a.alias_id FROM app.alias a WHERE a.tenant_id = :tenant AND a.resource_type = 'customer'
                 AND a.survivor_id = b.customer_id AND a.to_at IS NULL) family
         CROSS JOIN LATERAL (
           SELECT s.occurred_at FROM app.signal s
           WHERE s.tenant_id = :tenant AND s.customer_id = family.id AND s.kind = 'INTERACTION' AND NOT s.retracted
             AND NOT EXISTS (SELECT FROM app.signal n WHERE n.tenant_id = :tenant AND n.source = s.source
                             AND n.source_id = s.source_id AND n.revision > s.revision AND n.revision > 0)
           ORDER BY s.occurred_at DESC LIMIT 1) last)
      WHERE b.tenant_id = :tenant AND b.customer_id = ANY(:customers)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;

  SignalStoreRepository(Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  /** @param ordered in the order of {@link SignalKey} */
  PreparedSignals prepare(List<Signal> ordered) {
    return new PreparedSignals(
        ordered, ordered.size() <= ARRAYS_UP_TO ? NO_TEXT : SignalCopy.text(ordered, this::attributes));
  }

  /** Stores those of a batch that are new, and says which. */
  Set<SignalKey> storeAndName(PreparedSignals batch, Instant now) {
    List<SignalKey> named =
        jdbi.withHandle(
            handle ->
                statement(handle, KEYS, batch, now)
                    .bind("size", batch.size())
                    .map((row, context) -> key(row))
                    .list());
    return named.equals(ALL) ? keys(batch) : new HashSet<>(named);
  }

  private static SignalKey key(ResultSet row) throws SQLException {
    int revision = row.getInt(3);
    return revision < 0 ? ALL_OF_THEM : new SignalKey(row.getString(1), row.getString(2), revision);
  }

  private static Set<SignalKey> keys(PreparedSignals batch) {
    Set<SignalKey> keys = new HashSet<>(2 * batch.size());
    batch.ordered().forEach(signal -> keys.add(signal.key()));
    return keys;
  }

  /** The same, but says only how many. */
  int storeAndCount(PreparedSignals batch, Instant now) {
    return jdbi.withHandle(
        handle -> statement(handle, COUNT, batch, now).mapTo(Integer.class).one());
  }

  /**
   * Stores what another part of the same statement delivers.
   *
   * @param before a part of a WITH clause, e.g. a DELETE that returns them, with a comma behind it
   * @param rows the relation with a batch's columns, in the order of {@link SignalKey}
   */
  static String storing(String before, String rows) {
    return "WITH " + before + STORE.replace("$ROWS$", rows);
  }

  private Query statement(Handle handle, String answer, PreparedSignals batch, Instant now) {
    boolean arrays = batch.text().length == 0;
    String rows = arrays ? SignalArrays.ROWS : SignalCopy.ROWS;
    Query query =
        handle
            .createQuery("WITH " + STORE.replace("$ROWS$", rows) + answer)
            .bind("tenant", callers.tenantId())
            .bind("now", now);
    if (arrays) {
      return SignalArrays.bind(query, batch.ordered(), this::attributes);
    }
    SignalCopy.load(handle, batch.text());
    return query;
  }

  void lockBoards(List<Signal> corrections) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(LOCK_BOARDS)
                .bind("tenant", callers.tenantId())
                .bind("customers", corrections.stream().map(Signal::customerId).toArray(UUID[]::new))
                .bind("sources", SignalArrays.texts(corrections, Signal::source))
                .bind("sourceIds", SignalArrays.texts(corrections, Signal::sourceId))
                .execute());
  }

  /**
   * After corrections: last interactions can only be looked up again, since they may have moved
   * back.
   */
  void follow(List<Signal> corrections, Instant now) {
    jdbi.useHandle(
        handle -> {
          UUID[] customers =
              handle
                  .createQuery(CORRECTED_CUSTOMERS)
                  .bind("tenant", callers.tenantId())
                  .bind("sources", SignalArrays.texts(corrections, Signal::source))
                  .bind("sourceIds", SignalArrays.texts(corrections, Signal::sourceId))
                  .mapTo(UUID.class)
                  .list()
                  .toArray(UUID[]::new);
          recompute(handle, customers, now);
        });
  }

  void recomputeLastInteraction(UUID[] customers, Instant now) {
    jdbi.useHandle(handle -> recompute(handle, customers, now));
  }

  private void recompute(Handle handle, UUID[] changed, Instant now) {
    UUID[] customers =
        handle
            .createQuery(WITH_SURVIVORS)
            .bind("tenant", callers.tenantId())
            .bind("customers", changed)
            .mapTo(UUID.class)
            .list()
            .toArray(UUID[]::new);
    for (String statement : List.of(MARK_AND_LOCK, RECOMPUTE_LAST_INTERACTION)) {
      handle
          .createUpdate(statement)
          .bind("tenant", callers.tenantId())
          .bind("now", now)
          .bind("customers", customers)
          .execute();
    }
  }

  private @Nullable String attributes(Signal signal) {
    return signal.attributes().isEmpty() ? null : Json.write(json, signal.attributes());
  }
}
