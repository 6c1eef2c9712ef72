package dev.perennial.platform.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Durations of requests as a histogram with few, chosen buckets: percentiles over all replicas need buckets, and every
 * bucket is a series per route, method and status.
 */
@Singleton
class RequestMetrics {
  private static final double[] BUCKETS =
      Stream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 10_000)
          .mapToDouble(milliseconds -> Duration.ofMillis(milliseconds).toNanos())
          .toArray();

  @Produces
  @Singleton
  MeterFilter requestHistogram() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("http.server.requests")
            ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config)
            : config;
      }
    };
  }
}
