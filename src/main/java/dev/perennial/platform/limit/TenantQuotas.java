package dev.perennial.platform.limit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Quotas that an operator gave single tenants; read at most once a minute and tenant. */
@Singleton
class TenantQuotas {
  private static final Duration CACHED = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final RecentlyUsed<Entry> cache = new RecentlyUsed<>();

  TenantQuotas(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Requests a minute, when the tenant has a quota of its own. */
  OptionalLong of(UUID tenant) {
    Entry entry = cache.get(tenant.toString(), Entry::new);
    Instant now = clock.instant();
    Cached cached = entry.cached;
    if (!now.isBefore(cached.until)) {
      cached = new Cached(load(tenant), now.plus(CACHED));
      entry.cached = cached;
    }
    return cached.quota;
  }

  private OptionalLong load(UUID tenant) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT requests_per_minute FROM platform.tenant WHERE id = :tenant")
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst());
  }

  private static final class Entry {
    private volatile Cached cached = new Cached(OptionalLong.empty(), Instant.MIN);
  }

  private record Cached(OptionalLong quota, Instant until) {}
}
