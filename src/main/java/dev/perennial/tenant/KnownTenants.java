package dev.perennial.tenant;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** Which tenants exist; one that does is believed to for 30 seconds. */
@Singleton
class KnownTenants {
  private static final Duration CACHED = Duration.ofSeconds(30);
  private static final int MAX_CACHED = 10_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Map<UUID, Instant> until = new ConcurrentHashMap<>();

  KnownTenants(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  boolean exists(UUID tenant) {
    Instant now = clock.instant();
    Instant believed = until.get(tenant);
    if (believed != null && now.isBefore(believed)) {
      return true;
    }
    boolean exists =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT EXISTS (SELECT FROM platform.tenant WHERE id = :tenant)")
                    .bind("tenant", tenant)
                    .mapTo(Boolean.class)
                    .one());
    if (exists) {
      if (until.size() >= MAX_CACHED) {
        until.clear();
      }
      until.put(tenant, now.plus(CACHED));
    }
    return exists;
  }
}
