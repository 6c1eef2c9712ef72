package dev.perennial.platform.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.BucketNotFoundException;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.NopeOptimizationListener;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.delay.DelayOptimization;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets in {@code platform.rate_limit}, one row each, shared by all replicas. A replica counts by itself and settles
 * with the row after a twentieth of the minute's quota or 20 seconds: a busy caller costs a round trip in some thousand
 * requests, and all replicas together may exceed the quota by a twentieth each.
 *
 * <p>Its connections are outside the transactions and tenants of requests.
 */
final class SharedBuckets {
  static final Duration PERIOD = Duration.ofMinutes(1);
  static final int BLOCKS = 20;
  private static final Duration SETTLED = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int DEEPEST = 12;

  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
  private final ClockMeter time;
  private final RecentlyUsed<Bucket> local = new RecentlyUsed<>();

  SharedBuckets(DataSource dataSource, Clock clock) {
    time = new ClockMeter(clock);
    buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("platform.rate_limit")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .clientClock(time)
            .requestTimeout(PATIENCE)
            .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
            .build();
  }

  /** Takes one token; the quota is part of the bucket's name, so that another quota is another bucket. */
  ConsumptionProbe take(String name, long quota) {
    String id = name + ":" + quota;
    Bucket bucket = local.get(id, () -> bucket(id, quota));
    try {
      return bucket.tryConsumeAndReturnRemaining(1);
    } catch (RuntimeException e) {
      if (!isMissing(e)) {
        throw e;
      }
      makeRow(id, quota); // the row was deleted meanwhile; commands that were sent together do not make it again
      return bucket.tryConsumeAndReturnRemaining(1);
    }
  }

  /** Deletes rows of buckets that have been full for a while; returns how many. */
  int deleteExpired(int atMost) {
    return buckets.removeExpired(atMost);
  }

  private Bucket bucket(String id, long quota) {
    BucketConfiguration configuration = makeRow(id, quota);
    DelayParameters block = new DelayParameters(Math.max(1, quota / BLOCKS), SETTLED);
    Optimization optimization = new DelayOptimization(block, NopeOptimizationListener.INSTANCE, time);
    return buckets.builder().withOptimization(optimization).build(id, () -> configuration);
  }

  /** A bucket is there before it is asked by many at once. */
  private BucketConfiguration makeRow(String id, long quota) {
    BucketConfiguration configuration =
        BucketConfiguration.builder().addLimit(limit -> limit.capacity(quota).refillGreedy(quota, PERIOD)).build();
    buckets.getProxy(id, () -> configuration).getAvailableTokens();
    return configuration;
  }

  private static boolean isMissing(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof BucketNotFoundException) {
        return true;
      }
    }
    return false;
  }
}
