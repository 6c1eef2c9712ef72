package dev.perennial.platform.jobs;

/**
 * Another process has taken the job over, or it was ended: this attempt may not commit any more. Do
 * not catch it.
 */
public class JobLostException extends RuntimeException {
  JobLostException() {
    super("the job belongs to another attempt", null, false, false);
  }
}
