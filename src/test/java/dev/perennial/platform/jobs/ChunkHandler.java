package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * A kind of job for tests. Parameters: {@code chunks}; {@code millis} each takes; {@code failAt} a
 * chunk and {@code failure} what it throws after its effect; {@code errors} faults per chunk;
 * {@code holdAt} a chunk that waits for {@link #release} before it begins; {@code stallAt} a chunk
 * at which the other process of {@link JobTakeoverTest} hangs after its effect.
 */
@Singleton
class ChunkHandler implements JobHandler {
  static final String KIND = "test-chunks";

  private final ChunkEffects effects;
  private final ObjectMapper json;
  private final CallerContext callers;
  private final Map<UUID, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Set<UUID> working = ConcurrentHashMap.newKeySet();

  /** Jobs that were worked on by two threads of this process at one time. */
  final Set<UUID> doubled = ConcurrentHashMap.newKeySet();

  ChunkHandler(ChunkEffects effects, ObjectMapper json, CallerContext callers) {
    this.effects = effects;
    this.json = json;
    this.callers = callers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String scope() {
    return Scope.SCORES_WRITE;
  }

  void release(UUID jobId) {
    held.computeIfAbsent(jobId, id -> new CountDownLatch(1)).countDown();
  }

  @Override
  public void run(JobRun run) {
    if (!working.add(run.jobId())) {
      doubled.add(run.jobId());
    }
    try {
      chunks(run);
    } catch (JobLostException e) {
      OtherProcess.report("lost " + run.jobId());
      throw e;
    } finally {
      working.remove(run.jobId());
    }
  }

  private void chunks(JobRun run) {
    JsonNode parameters = run.parameters();
    int chunks = parameters.path("chunks").asInt();
    run.total(chunks);
    JsonNode checkpoint = run.checkpoint();
    for (int chunk = checkpoint == null ? 0 : checkpoint.path("next").asInt();
        chunk < chunks;
        chunk++) {
      if (chunk == parameters.path("holdAt").asInt(-1)) {
        hold(run.jobId());
      }
      int at = chunk;
      run.commitChunk(() -> doChunk(run, at));
    }
    run.result(json.valueToTree(Map.of("actor", callers.caller().actor(), "chunks", chunks)));
  }

  private Chunk doChunk(JobRun run, int chunk) {
    JsonNode parameters = run.parameters();
    pause(parameters.path("millis").asInt(0));
    effects.add(run.jobId(), chunk, run.attempt());
    int errors = parameters.path("errors").asInt(0);
    run.addErrors(
        IntStream.range(0, errors)
            .mapToObj(
                i ->
                    new JobError(
                        (long) chunk * errors + i + 1, "invalid", "amount", "Not a number: \0" + i))
            .toList());
    if (chunk == parameters.path("failAt").asInt(-1)) {
      fail(parameters.path("failure").asText());
    }
    if (chunk == parameters.path("stallAt").asInt(-1)) {
      OtherProcess.stall(run.jobId());
    }
    return new Chunk(new Progress(1, 1, 0, 0, errors), json.valueToTree(Map.of("next", chunk + 1)));
  }

  private static void fail(String failure) {
    switch (failure) {
      case "problem" -> throw ProblemException.conflict("The file ends in the middle of a line.");
      case "error" -> throw new AssertionError("secret internals");
      default -> throw new IllegalStateException("secret internals");
    }
  }

  private void hold(UUID jobId) {
    try {
      held.computeIfAbsent(jobId, id -> new CountDownLatch(1)).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
