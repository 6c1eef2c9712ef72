package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows which caller an API key is. A key's row is cached for at most 30 seconds, so a revoked key dies within that. */
@Singleton
class ApiKeyAuthenticator {
  private static final Duration CACHED = Duration.ofSeconds(30);
  private static final int MAX_CACHED = 10_000;

  private final ApiKeyRepository repository;
  private final Clock clock;
  private final Map<String, Cached> cache = new ConcurrentHashMap<>();

  ApiKeyAuthenticator(ApiKeyRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** The caller, or null when the key is malformed, unknown, wrong, expired or revoked. */
  @Nullable Caller authenticate(String bearer) {
    ApiKeyText key = ApiKeyText.parse(bearer);
    if (key == null) {
      return null;
    }
    Instant now = clock.instant();
    Cached cached = cache.get(key.keyId());
    if (cached == null || !now.isBefore(cached.until) || now.isBefore(cached.until.minus(CACHED))) {
      cached = load(key.keyId(), now);
    }
    return cached.row != null && cached.row.isValidAt(now) && MessageDigest.isEqual(cached.row.secretHash(), key.hash())
        ? cached.caller
        : null;
  }

  /** Called when this replica revokes a key: it is dead here at once. */
  void forget(String keyId) {
    cache.remove(keyId);
  }

  private Cached load(String keyId, Instant now) {
    ApiKeyRow row = repository.find(keyId);
    Cached cached = new Cached(row, row == null ? null : caller(row), now.plus(CACHED));
    if (cache.size() >= MAX_CACHED) {
      cache.clear();
    }
    if (row != null) {
      cache.put(keyId, cached); // unknown keys are not cached: they would let anyone fill the memory
    }
    return cached;
  }

  private static Caller caller(ApiKeyRow row) {
    String actor = "key:" + row.keyId();
    return new Caller(row.tenantId(), actor, actor, Set.copyOf(row.scopes()));
  }

  private record Cached(@Nullable ApiKeyRow row, @Nullable Caller caller, Instant until) {}
}
