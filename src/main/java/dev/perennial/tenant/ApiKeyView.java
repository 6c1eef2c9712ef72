package dev.perennial.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as it is listed: never its secret. */
record ApiKeyView(
    UUID id,
    String keyId,
    String name,
    List<String> scopes,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {}
