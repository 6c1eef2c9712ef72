package dev.perennial.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.jspecify.annotations.Nullable;

/** Imports a stored upload, chunk by chunk; a restarted attempt goes on after the last committed row. */
@ApplicationScoped
class ImportHandler implements JobHandler {
  static final String KIND = "import";

  /** Characters. */
  private static final long MAX_CHUNK_LENGTH = 4_000_000;

  private final ImportContent content;
  private final ImportTargets targets;
  private final ObjectMapper json;

  ImportHandler(ImportContent content, ImportTargets targets, ObjectMapper json) {
    this.content = content;
    this.targets = targets;
    this.json = json;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    ImportOrder order = order(run.parameters());
    ImportTarget target = targets.of(order.resource());
    RowMapper mapper = new RowMapper(order.mapping(), target.fieldsType(), target.keyed());
    Iterator<ImportRow> rows = RowReader.rows(content.open(run.jobId()), order, mapper.columns(), json);
    long done = run.checkpoint() == null ? 0 : run.checkpoint().path("rows").asLong();
    for (long i = 0; i < done && rows.hasNext(); i++) {
      rows.next();
    }
    while (rows.hasNext()) {
      List<ImportRow> some = take(rows, target.chunkSize());
      done += some.size();
      JsonNode checkpoint = json.createObjectNode().put("rows", done);
      run.commitChunk(() -> new Chunk(chunk(run, order, target, mapper, some), checkpoint));
    }
    run.total(done);
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

  private static Progress chunk(
      JobRun run, ImportOrder order, ImportTarget target, RowMapper mapper, List<ImportRow> rows) {
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
    List<RowResult> results = order.dryRun() ? dryRun(target, mapped, order) : target.write(mapped, order);
    long[] counts = new long[RowResult.Outcome.values().length];
    for (int i = 0; i < results.size(); i++) {
      counts[results.get(i).outcome().ordinal()]++;
      ProblemException problem = results.get(i).problem();
      if (problem != null) {
        errors.add(error(mapped.get(i).line(), problem));
      }
    }
    run.addErrors(errors);
    return new Progress(
        rows.size(),
        counts[RowResult.Outcome.CREATED.ordinal()],
        counts[RowResult.Outcome.UPDATED.ordinal()],
        counts[RowResult.Outcome.UNCHANGED.ordinal()] + skipped,
        errors.size());
  }

  /** Does everything and takes it back: the same checks, the same counts, no trace. */
  private static List<RowResult> dryRun(ImportTarget target, List<MappedRow> rows, ImportOrder order) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                throw new TakenBack(target.write(rows, order));
              });
      throw new IllegalStateException("a dry run cannot commit");
    } catch (TakenBack done) {
      return done.results;
    }
  }

  /** Rolls a dry run back and carries its results out. */
  private static final class TakenBack extends RuntimeException {
    private final transient List<RowResult> results;

    TakenBack(List<RowResult> results) {
      super(null, null, false, false);
      this.results = results;
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
