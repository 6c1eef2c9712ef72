package dev.perennial.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: runs with the wall clock plus an offset that a test sets. */
@Alternative
@Priority(1)
@Singleton
public class SettableClock extends Clock {
  private volatile Duration offset = Duration.ZERO;

  /** Makes now this time; it goes on from there. */
  public void set(Instant now) {
    offset = Duration.between(Instant.now(), now);
  }

  public void reset() {
    offset = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : Clock.offset(Clock.system(zone), offset);
  }
}
