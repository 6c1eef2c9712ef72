package dev.perennial.platform.jobs;

/**
 * What one chunk adds to a job's counts.
 *
 * @param processed things worked through, with whatever outcome
 * @param failed those that were refused; counts all, also the ones whose errors are no longer kept
 */
public record Progress(long processed, long created, long updated, long unchanged, long failed) {
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

  public static Progress processed(long count) {
    return new Progress(count, 0, 0, 0, 0);
  }

  public Progress plus(Progress other) {
    return new Progress(
        processed + other.processed,
        created + other.created,
        updated + other.updated,
        unchanged + other.unchanged,
        failed + other.failed);
  }
}
