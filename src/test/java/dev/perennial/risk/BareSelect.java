package dev.perennial.risk;

import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The floor of benchmarks: the statement of a feature set as of one time, its rows thrown away. */
final class BareSelect {
  private static final FeatureQuery.Variant NOW = new FeatureQuery.Variant(false, false, false, false, false);

  private BareSelect() {}

  /** @throws IllegalStateException where a renewal is missing: then the floor would be too low */
  static void run(Handle handle, UUID tenant, FeatureQuery query, UUID[] renewals, Instant cutoff) {
    Map<String, Object> times = new HashMap<>();
    times.put("cutoff", cutoff.atOffset(ZoneOffset.UTC));
    times.put("day", LocalDate.ofInstant(cutoff, ZoneOffset.UTC));
    query.windows().keySet()
        .forEach(days -> times.put("w" + days, cutoff.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC)));
    int rows =
        handle
            .createQuery(query.sql(NOW))
            .bind("tenant", tenant)
            .bind("zone", "UTC")
            .bind("renewals", renewals)
            .bind("kinds", query.kinds().toArray(String[]::new))
            .bindMap(query.binds())
            .bindMap(times)
            .scanResultSet(
                (result, context) -> {
                  int count = 0;
                  try (context; ResultSet set = result.get()) {
                    while (set.next()) {
                      count++;
                    }
                  }
                  return count;
                });
    if (rows != renewals.length) {
      throw new IllegalStateException(rows + " rows of " + renewals.length);
    }
  }
}
