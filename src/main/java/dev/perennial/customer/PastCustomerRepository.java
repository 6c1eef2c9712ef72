package dev.perennial.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.history.PastKey;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Json;
import dev.perennial.platform.db.NamedSql;
import dev.perennial.platform.db.Rows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One customer of the past: its version, and the versions of what its read model is computed from. A few index look-ups in
 * one statement, and texts instead of sums: starting the executor of a statement that computes the read model cost more
 * than the rest of the request.
 */
@Singleton
class PastCustomerRepository {
  /** The values stand in a row of their own, which the planner dissolves: each is sent once. */
  private static final String READ =
      """
      SELECT CAST(c.content AS text) AS content, CAST(c.content -> 'attributes' AS text) AS attributes,
             CAST(c.content -> 'external_ids' AS text) AS external_ids,
             (SELECT '[' || string_agg(CAST(k.content AS text), ',') || ']' FROM $CONTRACTS$ k) AS contracts,
             (SELECT '[' || string_agg('[' || CAST(r.content AS text) || ',' || coalesce(
                       CASE WHEN r.content ->> 'outcome' IS NULL
                            THEN (SELECT CAST(jsonb_build_array(x.probability, x.band) AS text) FROM $SCORE$ x) END, 'null')
                     || ']', ',') || ']' FROM $RENEWALS$ r) AS renewals,
             $LAST_INTERACTION$ AS last_interaction_at, $HAS_MERGED$ AS has_merged, i.id
      FROM (SELECT CAST(:tenant AS uuid) AS tenant, CAST(:knownAt AS timestamptz) AS known_at,
                   CAST(:recordedBy AS timestamptz) AS recorded_by) q
      CROSS JOIN LATERAL (SELECT $ID$ AS id OFFSET 0) i
      CROSS JOIN LATERAL $CUSTOMER$ c
      """
          .replace("$CONTRACTS$", values(PastState.contentsOfCustomer("contract", "i.id")))
          .replace("$RENEWALS$", values(PastState.contentsOfCustomer("renewal", "i.id")))
          .replace("$SCORE$", values(PastState.score("r.id")))
          .replace("$LAST_INTERACTION$", values(PastState.lastInteraction("i.id")))
          .replace("$HAS_MERGED$", values(PastState.hasMerged("i.id")))
          .replace("$CUSTOMER$", values(PastState.content("customer", "i.id")));

  private static final String OF_MERGED = "SELECT " + PastState.lastInteractionOfMerged(":id");

  private static final String RATES = "SELECT CAST(" + PastState.RATES + " AS text)";

  private final DataSource database;
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final ObjectMapper json;
  /** A statement for each way to name a customer: by id, and by external id. */
  private final Map<String, NamedSql> statements = new ConcurrentHashMap<>();

  PastCustomerRepository(DataSource database, Jdbi jdbi, CallerContext callers, ObjectMapper json) {
    this.database = database;
    this.jdbi = jdbi;
    this.callers = callers;
    this.json = json;
  }

  private static String values(String sql) {
    return sql.replace(":tenant", "q.tenant").replace(":knownAt", "q.known_at").replace(":recordedBy", "q.recorded_by");
  }

  Optional<PastCustomer> read(PastKey key, PointInTime at) {
    NamedSql read = statements.computeIfAbsent(key.id(), id -> new NamedSql(READ.replace("$ID$", values(id))));
    Map<String, Object> binds = new HashMap<>(key.binds());
    binds.put("tenant", callers.tenantId());
    binds.put("knownAt", at.knownAt());
    binds.put("recordedBy", at.recordedBy());
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(read.sql())) {
      read.bind(statement, binds);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(customer(row, at)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  /** Only asked for when a contract needs one. */
  @Nullable String rates(PointInTime at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(RATES)
                .bind("tenant", callers.tenantId())
                .bindMap(at.binds())
                .mapTo(String.class)
                .findOne()
                .orElse(null));
  }

  private PastCustomer customer(ResultSet row, PointInTime at) throws SQLException {
    return new PastCustomer(
        Json.read(json, row.getString("content")),
        row.getString("attributes"),
        row.getString("external_ids"),
        row.getString("contracts"),
        row.getString("renewals"),
        lastInteraction(row, at));
  }

  /** Merges are few: only who has some asks for the facts of the duplicates. */
  private @Nullable Instant lastInteraction(ResultSet row, PointInTime at) throws SQLException {
    @Nullable Instant own = Rows.instantOrNull(row, "last_interaction_at");
    if (!row.getBoolean("has_merged")) {
      return own;
    }
    UUID id = Rows.uuid(row, "id");
    @Nullable Instant merged =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(OF_MERGED)
                    .bind("tenant", callers.tenantId())
                    .bind("id", id)
                    .bindMap(at.binds())
                    .mapTo(Instant.class)
                    .findOne()
                    .orElse(null));
    return own == null || merged != null && merged.isAfter(own) ? merged : own;
  }
}
