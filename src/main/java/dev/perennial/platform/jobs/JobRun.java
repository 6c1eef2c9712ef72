package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.db.Contention;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a job, as its handler sees it. Used by one thread.
 *
 * <p>Fencing: the last statement of each chunk updates the job only where the attempt is still
 * ours. A process that was taken for dead and wakes up finds no row, rolls its chunk back and ends
 * quietly.
 */
public final class JobRun {
  /** More than the transaction default: a chunk may be ten thousand rows. */
  private static final int CHUNK_SECONDS = 600;

  private final Job job;
  private final JobRepository jobs;
  private final JobErrorRepository errors;
  private final Contention contention;
  private final BooleanSupplier stopping;
  private final List<JobError> pendingErrors = new ArrayList<>();

  private @Nullable JsonNode checkpoint;
  private @Nullable JsonNode result;
  private boolean cancelRequested;
  private boolean inChunk;

  JobRun(Job job, JobRepository jobs, JobErrorRepository errors, Contention contention, BooleanSupplier stopping) {
    this.job = job;
    this.jobs = jobs;
    this.errors = errors;
    this.contention = contention;
    this.stopping = stopping;
    this.checkpoint = job.checkpoint();
    this.result = job.result();
    this.cancelRequested = job.cancelRequested();
  }

  public UUID jobId() {
    return job.id();
  }

  public JsonNode parameters() {
    return job.parameters();
  }

  /**
   * Where this attempt stands: what the last committed chunk, of this or an earlier attempt, left;
   * null at first.
   */
  public @Nullable JsonNode checkpoint() {
    return checkpoint;
  }

  /** 1 for the first attempt; more when a process died or was stopped at work. */
  public int attempt() {
    return job.attempt();
  }

  /** The counts with which this attempt began. */
  public JobCounts countsAtStart() {
    return job.counts();
  }

  /**
   * Does a chunk of work and records how far it came, in one transaction of its own, which begins again when it lost against
   * another.
   *
   * @param work has all effects of the chunk; returns the counts and the checkpoint after it
   * @throws JobLostException when another attempt owns the job; everything is rolled back
   * @throws JobCancelledException instead of beginning, when a cancel was seen in the chunk before
   * @throws JobStoppedException instead of beginning, when this process is shutting down
   */
  public void commitChunk(Supplier<Chunk> work) {
    stopWhenAsked();
    Chunk done =
        contention.repeat(() -> QuarkusTransaction.requiringNew().timeout(CHUNK_SECONDS).call(() -> doChunk(work)));
    if (done.checkpoint() != null) {
      checkpoint = done.checkpoint();
    }
  }

  /** The same for a chunk whose counts are known before its effects. */
  public void commitChunk(Progress progress, @Nullable JsonNode checkpoint, Runnable effects) {
    commitChunk(
        () -> {
          effects.run();
          return new Chunk(progress, checkpoint);
        });
  }

  /** Forgets what earlier attempts counted and reported, for work of which nothing is left when an attempt ends. */
  public void startOver() {
    if (job.attempt() > 1) {
      jobs.startOver(job);
      checkpoint = null;
    }
  }

  /**
   * Reports faults of the chunk at hand; they are stored with it. At most 10,000 are kept for a
   * job.
   */
  public void addErrors(List<JobError> faults) {
    if (!inChunk) {
      throw new IllegalStateException("errors belong to a chunk: add them inside commitChunk");
    }
    pendingErrors.addAll(faults);
  }

  /** How many things there are to work through; makes the progress known. Written at once. */
  public void total(long total) {
    jobs.total(job, total);
  }

  /** What the finished job shows: counts beyond the standard ones, links. Without personal data. */
  public void result(@Nullable JsonNode result) {
    this.result = result;
  }

  /**
   * Whether a cancel was seen by the last chunk's commit; costs nothing. The next chunk would not
   * begin.
   */
  public boolean isCancelRequested() {
    return cancelRequested;
  }

  @Nullable JsonNode result() {
    return result;
  }

  private void stopWhenAsked() {
    if (cancelRequested) {
      throw new JobCancelledException();
    }
    if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new JobStoppedException();
    }
  }

  private Chunk doChunk(Supplier<Chunk> work) {
    pendingErrors.clear();
    inChunk = true;
    try {
      Chunk chunk = work.get();
      errors.insert(job, pendingErrors);
      cancelRequested = jobs.advance(job, chunk);
      return chunk;
    } finally {
      inChunk = false;
    }
  }
}
