package dev.perennial.platform.jobs;

/**
 * This process is shutting down: the job goes on elsewhere, from its checkpoint. Do not catch it.
 */
public class JobStoppedException extends RuntimeException {
  JobStoppedException() {
    super("the process is shutting down", null, false, false);
  }
}
