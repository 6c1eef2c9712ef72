package dev.perennial.platform.limit;

import dev.perennial.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/** Counts requests against the quotas of the caller and of its tenant. */
@ApplicationScoped
class RateLimits {
  private static final int HASH_BYTES = 16;
  private static final int EXPIRED_AT_ONCE = 1000;

  private final LimitSettings settings;
  private final TenantQuotas quotas;
  private final SharedBuckets buckets;

  RateLimits(
      LimitSettings settings, TenantQuotas quotas, @DataSource("limits") AgroalDataSource dataSource, Clock clock) {
    this.settings = settings;
    this.quotas = quotas;
    this.buckets = new SharedBuckets(dataSource, clock);
  }

  /** Where the quotas stand with this request; empty when there are none. */
  List<Standing> count(Caller caller) {
    if (!settings.enabled()) {
      return List.of();
    }
    long callers = settings.callerPerMinute();
    Standing own = Standing.of("caller", callers, buckets.take("caller:" + hash(caller), callers));
    if (own.isExceeded()) {
      return List.of(own); // what one caller asks too much does not use up what its tenant has
    }
    long tenants = quotas.of(caller.tenantId()).orElse(settings.tenantPerMinute());
    return List.of(own, Standing.of("tenant", tenants, buckets.take("tenant:" + caller.tenantId(), tenants)));
  }

  void deleteExpired() {
    int deleted;
    do {
      deleted = buckets.deleteExpired(EXPIRED_AT_ONCE);
    } while (deleted == EXPIRED_AT_ONCE);
  }

  /** Names of callers are not kept: a token's subject is a person's. */
  private static String hash(Caller caller) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((caller.tenantId() + "/" + caller.actor()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
