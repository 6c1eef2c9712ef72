package dev.perennial.platform.jobs;

import dev.perennial.platform.access.CallerContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Does a committed job on the caller's thread, for who cannot go on without its result and may be alone. Its execution
 * stays in the queue, put off: a worker that comes to it finds it ended and removes it, or finds that the caller's process
 * died. When a worker of another process was quicker, this waits for its end.
 */
@Singleton
public class JobsAtOnce {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PUT_OFF = Duration.ofMinutes(2);

  private final JobQueue queue;
  private final JobWorker worker;
  private final JobService jobs;
  private final CallerContext callers;

  JobsAtOnce(JobQueue queue, JobWorker worker, JobService jobs, CallerContext callers) {
    this.queue = queue;
    this.worker = worker;
    this.jobs = jobs;
    this.callers = callers;
  }

  /** @return the job after its end, which may be a failure */
  public Job run(UUID jobId) {
    JobQueue.JobKey key = new JobQueue.JobKey(callers.tenantId(), jobId);
    if (QuarkusTransaction.requiringNew().call(() -> queue.postpone(key, PUT_OFF))) {
      worker.work(key, () -> Thread.currentThread().isInterrupted());
    }
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
