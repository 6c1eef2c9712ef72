package dev.perennial.tenant;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keys in two places: hashes where they are found before a tenant is known, descriptions behind the tenant wall. */
@Singleton
class ApiKeyRepository {
  private static final String SELECT =
      "SELECT id, key_id, name, scopes, created_at, created_by, expires_at, revoked_at FROM app.api_key"
          + " WHERE tenant_id = :tenant";

  private final Jdbi jdbi;
  private final CallerContext callers;

  ApiKeyRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  @Nullable ApiKeyRow find(String keyId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT tenant_id, secret_hash, scopes, expires_at, revoked_at FROM platform.api_key"
                        + " WHERE key_id = :keyId")
                .bind("keyId", keyId)
                .map(
                    (row, context) ->
                        new ApiKeyRow(
                            keyId,
                            row.getObject("tenant_id", UUID.class),
                            row.getBytes("secret_hash"),
                            strings(row, "scopes"),
                            instant(row, "expires_at"),
                            instant(row, "revoked_at")))
                .findOne()
                .orElse(null));
  }

  void insert(ApiKeyView key, byte[] secretHash) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO platform.api_key (key_id, tenant_id, secret_hash, scopes, expires_at)"
                      + " VALUES (:keyId, :tenant, :hash, :scopes, :expiresAt)")
              .bind("keyId", key.keyId())
              .bind("tenant", callers.tenantId())
              .bind("hash", secretHash)
              .bind("scopes", key.scopes().toArray(String[]::new))
              .bind("expiresAt", key.expiresAt())
              .execute();
          handle
              .createUpdate(
                  "INSERT INTO app.api_key (tenant_id, id, key_id, name, scopes, created_at, created_by, expires_at)"
                      + " VALUES (:tenant, :id, :keyId, :name, :scopes, :createdAt, :createdBy, :expiresAt)")
              .bind("tenant", callers.tenantId())
              .bind("id", key.id())
              .bind("keyId", key.keyId())
              .bind("name", key.name())
              .bind("scopes", key.scopes().toArray(String[]::new))
              .bind("createdAt", key.createdAt())
              .bind("createdBy", key.createdBy())
              .bind("expiresAt", key.expiresAt())
              .execute();
        });
  }

  /** Ends a key at a time: now for a revocation, later for a rotation with overlap. */
  void end(ApiKeyView key, Instant at) {
    jdbi.useHandle(
        handle -> {
          for (String table : List.of("platform.api_key", "app.api_key")) {
            handle
                .createUpdate(
                    "UPDATE " + table + " SET revoked_at = least(coalesce(revoked_at, :at), :at)"
                        + " WHERE tenant_id = :tenant AND key_id = :keyId")
                .bind("at", at)
                .bind("tenant", callers.tenantId())
                .bind("keyId", key.keyId())
                .execute();
          }
        });
  }

  Optional<ApiKeyView> find(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("tenant", callers.tenantId())
                .bind("id", id)
                .map((row, context) -> view(row))
                .findOne());
  }

  List<ApiKeyView> list(Keyset<ApiKeyView> keyset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(keyset.binds())
                .map((row, context) -> view(row))
                .list());
  }

  private static ApiKeyView view(ResultSet row) throws SQLException {
    return new ApiKeyView(
        row.getObject("id", UUID.class),
        row.getString("key_id"),
        row.getString("name"),
        strings(row, "scopes"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        instant(row, "expires_at"),
        instant(row, "revoked_at"));
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
