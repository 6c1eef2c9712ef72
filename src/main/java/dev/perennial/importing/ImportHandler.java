package dev.perennial.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobError;
import dev.perennial.platform.jobs.JobFinished;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Imports a stored upload, chunk by chunk; a restarted attempt goes on after the last committed row. */
@ApplicationScoped
class ImportHandler implements JobHandler {
  static final String KIND = "import";

  /** Characters. */
  private static final long MAX_CHUNK_LENGTH = 4_000_000;

  private static final int DRY_RUN_SECONDS = 4 * 3600;

  private final ImportContent content;
  private final ImportTargets targets;
  private final Session entities;
  private final CallerContext context;
  private final Callers callers;
  private final ObjectMapper json;

  ImportHandler(
      ImportContent content, ImportTargets targets, Session entities, CallerContext context, Callers callers,
      ObjectMapper json) {
    this.content = content;
    this.targets = targets;
    this.entities = entities;
    this.context = context;
    this.callers = callers;
    this.json = json;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String scope() {
    return Scope.IMPORTS_WRITE;
  }

  @Override
  public void run(JobRun run) {
    ImportOrder order = order(run.parameters());
    ImportTarget target = targets.of(order.resource());
    RowMapper mapper = new RowMapper(order.mapping(), target.fieldsType(), target.keyed());
    if (order.dryRun()) {
      run.startOver();
    }
    long done = run.checkpoint() == null ? 0 : run.checkpoint().path("rows").asLong();
    if (done == 0) {
      run.total(RowReader.count(content.open(run.jobId()), order, mapper.columns()));
    }
    Iterator<ImportRow> rows = RowReader.rows(content.open(run.jobId()), order, mapper.columns(), json);
    for (long i = 0; i < done && rows.hasNext(); i++) {
      rows.next();
    }
    Writer writer = new Writer(order, target, mapper);
    Caller caller = context.caller();
    try (ReadAhead chunks = new ReadAhead(() -> callers.call(caller, () -> take(rows, target.chunkSize())))) {
      if (order.dryRun()) {
        tryOut(run, chunks, writer);
      } else {
        write(run, chunks, done, writer);
      }
    }
    run.result(json.createObjectNode().put("resource", order.resource()).put("dryRun", order.dryRun()));
  }

  private void write(JobRun run, ReadAhead chunks, long begin, Writer writer) {
    long done = begin;
    while (chunks.hasNext()) {
      List<ImportRow> some = chunks.next();
      done += some.size();
      JsonNode checkpoint = json.createObjectNode().put("rows", done);
      run.commitChunk(() -> new Chunk(report(run, writer.write(some)), checkpoint));
    }
  }

  /** Does everything in one transaction and takes it back: the same checks, the same counts, no trace. */
  private void tryOut(JobRun run, ReadAhead chunks, Writer writer) {
    try {
      QuarkusTransaction.requiringNew()
          .timeout(DRY_RUN_SECONDS)
          .run(
              () -> {
                while (chunks.hasNext()) {
                  Written written = writer.write(chunks.next());
                  entities.clear(); // or all rows of the file would be in memory at its end
                  run.commitChunk(() -> new Chunk(report(run, written), null));
                }
                throw new TakenBack();
              });
    } catch (TakenBack done) {
      return;
    }
    throw new IllegalStateException("a dry run cannot commit");
  }

  private static Progress report(JobRun run, Written written) {
    run.addErrors(written.errors);
    return written.progress;
  }

  /** With the job ends the need for its upload, however it ended. */
  void finished(@Observes JobFinished event) {
    if (event.job().kind().equals(KIND)) {
      content.delete(event.job().id());
    }
  }

  private ImportOrder order(JsonNode parameters) {
    try {
      return json.treeToValue(parameters, ImportOrder.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many rows, fewer when they are long: a chunk is in memory as a whole. */
  private static List<ImportRow> take(Iterator<ImportRow> rows, int count) {
    List<ImportRow> some = new ArrayList<>();
    long length = 0;
    while (some.size() < count && length < MAX_CHUNK_LENGTH && rows.hasNext()) {
      ImportRow row = rows.next();
      length += row.length();
      some.add(row);
    }
    return some;
  }

  /** What became of a chunk. */
  private record Written(Progress progress, List<JobError> errors) {}

  /** Maps rows and writes them. */
  private record Writer(ImportOrder order, ImportTarget target, RowMapper mapper) {
    Written write(List<ImportRow> rows) {
      List<MappedRow> mapped = new ArrayList<>();
      List<JobError> errors = new ArrayList<>();
      long skipped = 0;
      for (ImportRow row : rows) {
        try {
          MappedRow body = mapper.map(row);
          if (body == null) {
            skipped++;
          } else {
            mapped.add(body);
          }
        } catch (RowFault fault) {
          errors.add(new JobError(row.line(), "invalid", fault.field(), fault.detail()));
        }
      }
      List<RowResult> results = target.write(mapped, order);
      long[] counts = new long[RowResult.Outcome.values().length];
      for (int i = 0; i < results.size(); i++) {
        counts[results.get(i).outcome().ordinal()]++;
        ProblemException problem = results.get(i).problem();
        if (problem != null) {
          errors.add(error(mapped.get(i).line(), problem));
        }
      }
      Progress progress =
          new Progress(
              rows.size(),
              counts[RowResult.Outcome.CREATED.ordinal()],
              counts[RowResult.Outcome.UPDATED.ordinal()],
              counts[RowResult.Outcome.UNCHANGED.ordinal()] + skipped,
              errors.size());
      return new Written(progress, errors);
    }
  }

  /** Rolls a dry run back. */
  private static final class TakenBack extends RuntimeException {
    TakenBack() {
      super(null, null, false, false);
    }
  }

  private static JobError error(long line, ProblemException problem) {
    FieldError first = problem.errors().isEmpty() ? null : problem.errors().getFirst();
    return first == null
        ? new JobError(line, problem.type().code(), null, problem.detail())
        : new JobError(line, first.code(), field(first), first.detail());
  }

  private static @Nullable String field(FieldError error) {
    return error.pointer() == null ? error.parameter() : error.pointer();
  }
}
