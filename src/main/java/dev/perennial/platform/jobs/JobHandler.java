package dev.perennial.platform.jobs;

/**
 * The work of one kind of job; a CDI bean. It may be run several times for one job, by different
 * processes: it starts at {@link JobRun#checkpoint()} and does everything that has an effect inside
 * {@link JobRun#commitChunk}.
 */
public interface JobHandler {
  /** Stable name, stored with each job and shown in the API, e.g. {@code import}. */
  String kind();

  /** What a credential must carry to start such a job, and so to cancel it. */
  String scope();

  /**
   * Does the work. Returning ends the job as SUCCEEDED (CANCELLED when a cancel was seen). A {@link
   * dev.perennial.platform.http.ProblemException} ends it as FAILED with that detail as its
   * failure; anything else as FAILED with a general text, and the log has the cause. Committed
   * chunks stay.
   */
  void run(JobRun run);
}
