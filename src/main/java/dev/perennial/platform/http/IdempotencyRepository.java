package dev.perennial.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@Singleton
public class IdempotencyRepository {
  private static final Duration KEPT = Duration.ofHours(24);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final ObjectMapper json;

  IdempotencyRepository(Jdbi jdbi, CallerContext callers, Clock clock, ObjectMapper json) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.json = json;
  }

  boolean tryLock(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", callers.tenantId() + "/" + key)
                .mapTo(Boolean.class)
                .one());
  }

  Optional<StoredReply> find(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT request_hash, status, headers, body FROM app.idempotency"
                        + " WHERE tenant_id = :tenant AND key = :key AND created_at > :since")
                .bind("tenant", callers.tenantId())
                .bind("key", key)
                .bind("since", clock.instant().minus(KEPT))
                .map(
                    (row, context) ->
                        new StoredReply(
                            row.getString("request_hash"),
                            row.getInt("status"),
                            headers(row.getString("headers")),
                            row.getString("body")))
                .findOne());
  }

  void store(String key, StoredReply reply) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO app.idempotency (tenant_id, key, request_hash, status, headers, body, created_at)"
                        + " VALUES (:tenant, :key, :hash, :status, :headers, :body, :now)"
                        + " ON CONFLICT (tenant_id, key) DO UPDATE SET request_hash = excluded.request_hash,"
                        + " status = excluded.status, headers = excluded.headers, body = excluded.body,"
                        + " created_at = excluded.created_at")
                .bind("tenant", callers.tenantId())
                .bind("key", key)
                .bind("hash", reply.requestHash())
                .bind("status", reply.status())
                .bindByType("headers", json.valueToTree(reply.headers()), JsonNode.class)
                .bind("body", reply.body())
                .bind("now", clock.instant())
                .execute());
  }

  /** Deletes the tenant's replies older than a day. */
  public int deleteOld(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM app.idempotency WHERE tenant_id = :tenant AND created_at < :before")
                .bind("tenant", callers.tenantId())
                .bind("before", now.minus(KEPT))
                .execute());
  }

  private Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    dev.perennial.platform.db.Json.read(json, text)
        .properties()
        .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
    return headers;
  }
}
