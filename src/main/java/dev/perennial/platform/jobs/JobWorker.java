package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.db.Contention;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt at a job: claims it, runs its handler as the caller who started it, ends it.
 */
@Singleton
class JobWorker {
  /** A job that brings its process down each time must not do so for ever. */
  static final int MAX_ATTEMPTS = 20;

  private static final Logger LOG = Logger.getLogger(JobWorker.class);

  /** What is to become of the execution. */
  enum Outcome {
    /** The job has ended. */
    ENDED,
    /** Someone else has it; nothing is ours to change. */
    LOST,
    /** To be tried again, here or elsewhere. */
    AGAIN
  }

  private final JobRepository repository;
  private final JobErrorRepository errors;
  private final Callers callers;
  private final CallerContext context;
  private final Instance<JobHandler> handlers;
  private final Event<JobFinished> finished;
  private final JobSpans spans;
  private final Contention contention;

  JobWorker(
      JobRepository repository,
      JobErrorRepository errors,
      Callers callers,
      CallerContext context,
      Instance<JobHandler> handlers,
      Event<JobFinished> finished,
      JobSpans spans,
      Contention contention) {
    this.repository = repository;
    this.errors = errors;
    this.callers = callers;
    this.context = context;
    this.handlers = handlers;
    this.finished = finished;
    this.spans = spans;
    this.contention = contention;
  }

  /**
   * @param stopping whether this process is shutting down
   */
  Outcome work(JobQueue.JobKey key, BooleanSupplier stopping) {
    Caller system = Caller.system(key.tenantId(), "jobs");
    Optional<Job> claimed = callers.call(system, () -> repository.claim(key.jobId()));
    if (claimed.isEmpty()) {
      return Outcome
          .ENDED; // cancelled while queued, or ended by an attempt that died before saying so
    }
    Job job = claimed.get();
    return callers.call(
        job.startedBy(),
        () -> {
          context.requestId(job.requestId());
          MDC.put("requestId", job.requestId() == null ? "" : job.requestId());
          try {
            return spans.of("job " + job.kind(), attributes(job), () -> attempt(job, stopping));
          } finally {
            MDC.remove("requestId");
          }
        });
  }

  /** The request that started it is named, so that its trace can be found. */
  private static Map<String, String> attributes(Job job) {
    return Map.of(
        "perennial.job.id", job.id().toString(), "perennial.job.attempt", Integer.toString(job.attempt()),
        "perennial.request.id", job.requestId() == null ? "" : job.requestId());
  }

  private Outcome attempt(Job job, BooleanSupplier stopping) {
    JobRun run = new JobRun(job, repository, errors, contention, stopping);
    try {
      if (job.cancelRequested()) {
        return end(job, JobState.CANCELLED, run.result(), null);
      }
      if (job.attempt() > MAX_ATTEMPTS) {
        String failure = "The job was begun " + MAX_ATTEMPTS + " times and never came to its end.";
        return end(job, JobState.FAILED, run.result(), failure);
      }
      JobHandler handler = handler(job.kind());
      if (handler == null) {
        LOG.warnf("job %s is of kind %s, which this process does not know", job.id(), job.kind());
        return Outcome.AGAIN;
      }
      handler.run(run);
      JobState state = run.isCancelRequested() ? JobState.CANCELLED : JobState.SUCCEEDED;
      return end(job, state, run.result(), null);
    } catch (JobLostException e) {
      LOG.infof("job %s goes on elsewhere; attempt %d ends", job.id(), job.attempt());
      return Outcome.LOST;
    } catch (JobCancelledException e) {
      return end(job, JobState.CANCELLED, run.result(), null);
    } catch (JobStoppedException e) {
      return Outcome.AGAIN;
    } catch (Throwable e) {
      return fail(job, run, e, stopping);
    }
  }

  private Outcome fail(Job job, JobRun run, Throwable failure, BooleanSupplier stopping) {
    if (stopping.getAsBoolean()) {
      return Outcome.AGAIN; // whatever broke, broke because connections and threads are going away
    }
    if (JobFailures.mayPass(failure)) {
      LOG.warnf(failure, "job %s (%s) was interrupted and will go on", job.id(), job.kind());
      return Outcome.AGAIN;
    }
    String text = JobFailures.text(failure);
    if (JobFailures.isExplained(failure)) {
      LOG.infof("job %s (%s) failed; it says why", job.id(), job.kind()); // and may quote what was sent
    } else {
      LOG.errorf(failure, "job %s (%s) failed", job.id(), job.kind());
    }
    return end(job, JobState.FAILED, run.result(), text);
  }

  private Outcome end(
      Job job, JobState state, @Nullable JsonNode result, @Nullable String failure) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> finished.fire(new JobFinished(repository.finish(job, state, result, failure))));
      return Outcome.ENDED;
    } catch (JobLostException e) {
      return Outcome.LOST;
    }
  }

  private @Nullable JobHandler handler(String kind) {
    for (JobHandler handler : handlers) {
      if (handler.kind().equals(kind)) {
        return handler;
      }
    }
    return null;
  }
}
