package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts, shows and cancels jobs of the caller's tenant. */
@ApplicationScoped
public class JobService {
  private static final List<SortKey<Job>> SORTS =
      List.of(new SortKey<>("createdAt", "created_at", "timestamptz", Job::createdAt));
  private static final List<SortKey<JobError.Row>> ERROR_SORTS =
      List.of(new SortKey<>("line", "line", "bigint", row -> row.error().line()));

  private final JobRepository repository;
  private final JobErrorRepository errors;
  private final JobQueue queue;
  private final CallerContext callers;
  private final Ids ids;
  private final Iterable<JobHandler> handlers;
  private final Event<JobQueued> queued;
  private final Event<JobFinished> finished;

  JobService(
      JobRepository repository,
      JobErrorRepository errors,
      JobQueue queue,
      CallerContext callers,
      Ids ids,
      @Any Instance<JobHandler> handlers,
      Event<JobQueued> queued,
      Event<JobFinished> finished) {
    this.repository = repository;
    this.errors = errors;
    this.queue = queue;
    this.callers = callers;
    this.ids = ids;
    this.handlers = handlers;
    this.queued = queued;
    this.finished = finished;
  }

  /**
   * Starts a job in the caller's transaction: it begins within about a second of the commit, and
   * never without one.
   *
   * @param kind the {@link JobHandler#kind()} that does it
   * @param parameters what the handler needs to know; without personal data
   */
  @Transactional
  public Job start(String kind, JsonNode parameters) {
    return start(ids.next(), kind, parameters);
  }

  /** The same with an id made before, e.g. for content that is stored under it first. */
  @Transactional
  public Job start(UUID id, String kind, JsonNode parameters) {
    Job job = repository.insert(id, kind, parameters);
    queue.add(new JobQueue.JobKey(callers.tenantId(), id));
    queued.fire(new JobQueued());
    return job;
  }

  /**
   * @throws ProblemException 404 when the tenant has no such job
   */
  public Job get(UUID id) {
    return repository.find(id).orElseThrow(() -> ProblemException.notFound("job"));
  }

  /**
   * Jobs of the tenant, newest first.
   *
   * @param kind comma-separated kinds, null for all
   * @param state comma-separated states, null for all
   */
  public Page<JobView> list(PageRequest request, @Nullable String kind, @Nullable String state) {
    Filters filters =
        new Filters().in("kind", "kind", kind).in("state", "state", state, JobState.class);
    Keyset<Job> keyset = Keyset.of(request, "-createdAt", SORTS, "id", Job::id, filters);
    return keyset.page(repository.list(filters, keyset), JobView::of);
  }

  /** Faults of the job's input, by line. */
  public Page<JobError> errors(UUID id, PageRequest request) {
    get(id);
    Keyset<JobError.Row> keyset =
        Keyset.of(request, "line", ERROR_SORTS, "id", JobError.Row::id, id);
    return keyset.page(errors.list(id, keyset), JobError.Row::error);
  }

  /**
   * Cancels: at once when nobody has begun, else at the next chunk. What was committed stays.
   *
   * @throws ProblemException 404 when there is no such job, 403 when the caller could not have started it, 409 when it has
   *     ended
   */
  @Transactional
  public Job cancel(UUID id) {
    Job before = get(id);
    checkScope(before.kind());
    Job job =
        repository
            .cancel(id)
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "The job has ended already: " + before.state() + "."));
    if (job.state() == JobState.CANCELLED) {
      finished.fire(new JobFinished(job));
    }
    return job;
  }

  private void checkScope(String kind) {
    for (JobHandler handler : handlers) {
      if (handler.kind().equals(kind) && !callers.caller().scopes().contains(handler.scope())) {
        throw new ProblemException(
            ProblemType.FORBIDDEN, "To cancel a job of the kind " + kind + " takes the scope " + handler.scope() + ".");
      }
    }
  }
}
