package dev.perennial.platform.jobs;

import dev.perennial.platform.access.CallerContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Does a committed job on the caller's thread, for commands whose process ends before any worker would begin. Its
 * execution stays in the queue: a worker that comes to it finds it ended and removes it. Where workers run, whoever claims
 * the job does it, and this waits for its end.
 */
@Singleton
public class JobsAtOnce {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final JobWorker worker;
  private final JobService jobs;
  private final CallerContext callers;

  JobsAtOnce(JobWorker worker, JobService jobs, CallerContext callers) {
    this.worker = worker;
    this.jobs = jobs;
    this.callers = callers;
  }

  /** @return the job after its end, which may be a failure */
  public Job run(UUID jobId) {
    worker.work(new JobQueue.JobKey(callers.tenantId(), jobId), () -> Thread.currentThread().isInterrupted());
    Job job = jobs.get(jobId);
    while (!job.state().isFinal()) {
      pause();
      job = jobs.get(jobId);
    }
    return job;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a job", e);
    }
  }
}
