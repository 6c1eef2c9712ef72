package dev.perennial.platform.jobs;

/** Someone asked to cancel the job: its next chunk is not begun. Do not catch it. */
public class JobCancelledException extends RuntimeException {
  JobCancelledException() {
    super("the job is to be cancelled", null, false, false);
  }
}
