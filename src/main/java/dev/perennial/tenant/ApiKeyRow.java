package dev.perennial.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What must be known of a key before its tenant is known. */
record ApiKeyRow(
    String keyId,
    UUID tenantId,
    byte[] secretHash,
    List<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  boolean isValidAt(Instant time) {
    return (expiresAt == null || time.isBefore(expiresAt))
        && (revokedAt == null || time.isBefore(revokedAt));
  }
}
