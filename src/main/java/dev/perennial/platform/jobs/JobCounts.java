package dev.perennial.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param total things to work through, null while unknown
 * @param processed things worked through, with whatever outcome
 * @param failed things refused; the first 10,000 errors are listed
 */
public record JobCounts(
    @Nullable Long total, long processed, long created, long updated, long unchanged, long failed) {

  /** 0 to 1, null while the total is unknown. */
  @Nullable Double progress() {
    if (total == null) {
      return null;
    }
    return total == 0 ? 1.0 : Math.min(1.0, (double) processed / total);
  }
}
