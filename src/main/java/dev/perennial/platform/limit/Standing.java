package dev.perennial.platform.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * Where one quota stands after a request.
 *
 * @param policy name of the policy in the headers
 * @param quota requests a minute
 * @param remaining requests left now
 * @param resetSeconds until the whole quota is there again
 * @param waitSeconds until one more request may come; 0 when this one might
 */
record Standing(String policy, long quota, long remaining, long resetSeconds, long waitSeconds) {
  static Standing of(String policy, long quota, ConsumptionProbe probe) {
    long wait = probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill()));
    return new Standing(policy, quota, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()), wait);
  }

  boolean isExceeded() {
    return waitSeconds > 0;
  }

  /** Member of the {@code RateLimit} header (draft-ietf-httpapi-ratelimit-headers). */
  String state() {
    return "\"" + policy + "\";r=" + remaining + ";t=" + resetSeconds;
  }

  /** Member of the {@code RateLimit-Policy} header. */
  String rule() {
    return "\"" + policy + "\";q=" + quota + ";w=" + SharedBuckets.PERIOD.toSeconds();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
  }
}
