package dev.perennial.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.jobs.ChunkEffects.Effect;
import dev.perennial.platform.time.Ids;
import dev.perennial.testing.ApiTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several processes and one job: whatever dies, hangs or stops, each chunk has its effect exactly
 * once.
 */
@QuarkusTest
class JobTakeoverTest extends ApiTest {
  @Inject JobService service;
  @Inject JobWorker worker;
  @Inject RecurringTasks recurring;
  @Inject Callers callers;
  @Inject ObjectMapper json;
  @Inject ChunkHandler handler;
  @Inject ChunkEffects effects;
  @Inject Jdbi jdbi;
  @Inject Ids ids;
  @Inject JobScheduler application;

  @Inject
  @DataSource("scheduler")
  AgroalDataSource dataSource;

  private JobScheduler survivor;

  @BeforeEach
  void schedulersOfThisTestOnly() throws Exception {
    ChunkEffects.createTable();
    application.stop();
    survivor = scheduler();
  }

  @AfterEach
  void theApplicationWorksAgain() {
    survivor.stop();
    application.start();
  }

  @Test
  void aKilledProcessesJobIsFinishedByAnother() throws Exception {
    UUID id;
    try (OtherProcess other = OtherProcess.start()) {
      id = start(Map.of("chunks", 6, "stallAt", 3));
      other.await("stalled " + id);
      other.kill();
    }
    assertEquals(JobState.RUNNING, job(id).state());
    assertEquals(effects(0, 3, 1), effects.of(id), "the chunk at hand went with its process");

    survivor.start();

    assertEquals(JobState.SUCCEEDED, ended(id).state());
    assertEquals(6, job(id).counts().processed());
    assertEquals(concat(effects(0, 3, 1), effects(3, 6, 2)), effects.of(id));
  }

  @Test
  void aStalledOwnerThatWakesUpCannotCommit() throws Exception {
    try (OtherProcess other = OtherProcess.start()) {
      UUID id = start(Map.of("chunks", 6, "stallAt", 3, "holdAt", 5));
      other.await("stalled " + id);
      other.freeze();

      survivor.start();
      Waiting.until(() -> job(id), job -> job.counts().processed() == 5);
      other.wake();
      other.await("lost " + id);
      assertEquals(
          concat(effects(0, 3, 1), effects(3, 5, 2)),
          effects.of(id),
          "what the sleeper had in hand is rolled back, while the job still runs");
      assertEquals(5, job(id).counts().processed());

      handler.release(id);
      assertEquals(JobState.SUCCEEDED, ended(id).state());
      assertEquals(concat(effects(0, 3, 1), effects(3, 6, 2)), effects.of(id));
      assertEquals(6, job(id).counts().processed());
    }
  }

  @Test
  void twoSchedulersNeverRunOneJobTwice() {
    JobScheduler second = scheduler();
    survivor.start();
    second.start();
    Set<String> owners = new HashSet<>();
    try {
      List<UUID> jobs =
          IntStream.range(0, 30).mapToObj(i -> start(Map.of("chunks", 4, "millis", 25))).toList();
      for (UUID id : jobs) {
        Waiting.until(
            () -> {
              owners.addAll(owners());
              return job(id);
            },
            job -> job.state().isFinal());
        assertEquals(effects(0, 4, 1), effects.of(id));
        assertTrue(!handler.doubled.contains(id));
      }
    } finally {
      second.stop();
    }
    assertEquals(2, owners.size(), "both took part: " + owners);
  }

  @Test
  void aStoppedProcessGivesItsJobBack() {
    survivor.start();
    UUID id = start(Map.of("chunks", 4, "holdAt", 2));
    Waiting.until(() -> job(id), job -> job.counts().processed() == 2);

    survivor.stop();
    assertEquals(JobState.RUNNING, job(id).state());
    assertEquals(Set.of(), owners(), "free for another process at once");

    handler.release(id);
    survivor.start();
    assertEquals(JobState.SUCCEEDED, ended(id).state());
    assertEquals(concat(effects(0, 2, 1), effects(2, 4, 2)), effects.of(id));
  }

  @Test
  void aCancelIsSeenByTheNextOwner() {
    survivor.start();
    UUID id = start(Map.of("chunks", 4, "holdAt", 2));
    Waiting.until(() -> job(id), job -> job.counts().processed() == 2);
    survivor.stop();

    api().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);
    survivor.start();

    assertEquals(JobState.CANCELLED, ended(id).state());
    assertEquals(effects(0, 2, 1), effects.of(id));
  }

  private JobScheduler scheduler() {
    JobSettings quick =
        new JobSettings() {
          @Override
          public boolean enabled() {
            return true;
          }

          @Override
          public int threads() {
            return 3;
          }

          @Override
          public Duration polling() {
            return Duration.ofMillis(100);
          }

          @Override
          public Duration heartbeat() {
            return Duration.ofMillis(500);
          }
        };
    return new JobScheduler(quick, dataSource, worker, recurring, ids);
  }

  private static List<Effect> effects(int from, int to, int attempt) {
    return IntStream.range(from, to).mapToObj(chunk -> new Effect(chunk, attempt)).toList();
  }

  private static List<Effect> concat(List<Effect> first, List<Effect> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private Caller caller() {
    return Caller.system(tenant.id(), "test");
  }

  private UUID start(Map<String, Object> parameters) {
    return callers.call(
        caller(), () -> service.start(ChunkHandler.KIND, json.valueToTree(parameters)).id());
  }

  private Job job(UUID id) {
    return callers.call(caller(), () -> service.get(id));
  }

  private Job ended(UUID id) {
    return Waiting.until(() -> job(id), job -> job.state().isFinal());
  }

  /** The schedulers that hold a job of this tenant at this moment. */
  private Set<String> owners() {
    return jdbi.withHandle(
        handle ->
            Set.copyOf(
                handle
                    .createQuery(
                        "SELECT DISTINCT picked_by FROM platform.scheduled_tasks"
                            + " WHERE picked AND task_instance LIKE :tenant")
                    .bind("tenant", tenant.id() + "/%")
                    .mapTo(String.class)
                    .list()));
  }
}
