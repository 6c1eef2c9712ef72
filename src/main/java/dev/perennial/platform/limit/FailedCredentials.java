package dev.perennial.platform.limit;

import dev.perennial.platform.http.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Failed authentications by address, in this replica's memory. Good credentials pass from any address however many bad ones
 * come from it: behind a proxy or a shared address, one faulty program must not lock the others out.
 */
@ApplicationScoped
public class FailedCredentials {
  private final LimitSettings settings;
  private final ClockMeter time;
  private final RecentlyUsed<Bucket> buckets = new RecentlyUsed<>();

  FailedCredentials(LimitSettings settings, Clock clock) {
    this.settings = settings;
    this.time = new ClockMeter(clock);
  }

  /**
   * Counts a failure.
   *
   * @throws ProblemException 429 when there were too many
   */
  public void count(String address) {
    if (!settings.enabled()) {
      return;
    }
    ConsumptionProbe probe = buckets.get(address, this::bucket).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw ProblemException.tooMany(
          "Too many credentials from this address were not valid.",
          1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket() {
    long quota = settings.failuresPerMinute();
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, SharedBuckets.PERIOD))
        .build();
  }
}
