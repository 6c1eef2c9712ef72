package dev.perennial.analysis;

import dev.perennial.scoring.evaluate.Interval;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A share of a number, with Wilson's 95% interval.
 *
 * @param share count / of, 0 to 1; null, as its interval, where there is nothing to share
 */
@Schema(name = "Share")
public record Share(long count, long of, @Nullable Double share, @Nullable Double lowerBound, @Nullable Double upperBound) {
  static Share of(long count, long of) {
    if (of == 0) {
      return new Share(count, of, null, null, null);
    }
    Interval interval = Interval.wilson(Math.toIntExact(count), Math.toIntExact(of));
    return new Share(count, of, interval.estimate(), interval.lower(), interval.upper());
  }
}
