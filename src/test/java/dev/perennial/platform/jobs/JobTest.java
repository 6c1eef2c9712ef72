package dev.perennial.platform.jobs;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.jobs.ChunkEffects.Effect;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs from start to end in one process, watched over HTTP. */
@QuarkusTest
class JobTest extends ApiTest {
  @Inject JobService service;
  @Inject Callers callers;
  @Inject ObjectMapper json;
  @Inject ChunkHandler handler;
  @Inject ChunkEffects effects;
  @Inject Jdbi jdbi;

  @BeforeEach
  void table() throws Exception {
    ChunkEffects.createTable();
  }

  private Caller caller() {
    return new Caller(tenant.id(), "key:tester", "test", Scope.ALL);
  }

  private UUID start(Map<String, Object> parameters) {
    return callers.call(
        caller(), () -> service.start(ChunkHandler.KIND, json.valueToTree(parameters)).id());
  }

  private ValidatableResponse job(UUID id) {
    return api().get("/v1/jobs/" + id).then().statusCode(200);
  }

  private ValidatableResponse ended(UUID id) {
    return Waiting.until(
        () -> job(id),
        answer ->
            !List.of("QUEUED", "RUNNING").contains(answer.extract().path("state").toString()));
  }

  private void waitForProcessed(UUID id, int count) {
    Waiting.until(
        () -> job(id), answer -> answer.extract().<Integer>path("counts.processed") >= count);
  }

  @Test
  void runsToItsEndAndShowsWhatItDid() {
    UUID id = start(Map.of("chunks", 4));

    ended(id)
        .body("kind", equalTo("test-chunks"))
        .body("state", equalTo("SUCCEEDED"))
        .body("counts.total", is(4))
        .body("counts.processed", is(4))
        .body("counts.created", is(4))
        .body("counts.failed", is(0))
        .body("progress", is(1.0f))
        .body("startedBy", equalTo("key:tester"))
        .body("result.actor", equalTo("key:tester"))
        .body("failure", nullValue())
        .body("startedAt", notNullValue())
        .body("finishedAt", notNullValue())
        .body("links.errors", endsWith("/v1/jobs/" + id + "/errors"))
        .body("links.cancel", nullValue());
    assertEquals(
        IntStream.range(0, 4).mapToObj(chunk -> new Effect(chunk, 1)).toList(), effects.of(id));
    assertEquals(0, executions(id), "nothing is left to do");
    assertEquals(List.of("job.completed"), events(id));
  }

  @Test
  void aRolledBackStartLeavesNothing() {
    UUID[] id = new UUID[1];
    assertThrows(
        IllegalStateException.class,
        () ->
            callers.run(
                caller(),
                () ->
                    QuarkusTransaction.requiringNew()
                        .run(
                            () -> {
                              id[0] =
                                  service.start(ChunkHandler.KIND, json.createObjectNode()).id();
                              throw new IllegalStateException("changed my mind");
                            })));

    api().get("/v1/jobs/" + id[0]).then().statusCode(404);
    assertEquals(0, executions(id[0]));
  }

  @Test
  void errorsAreListedByLine() {
    UUID id = start(Map.of("chunks", 3, "errors", 50));
    ended(id).body("counts.failed", is(150));

    String next =
        api()
            .get("/v1/jobs/" + id + "/errors?limit=100")
            .then()
            .statusCode(200)
            .body("items", hasSize(100))
            .body("items[0].line", is(1))
            .body("items[0].code", equalTo("invalid"))
            .body("items[0].field", equalTo("amount"))
            .body("items[0].detail", equalTo("Not a number: \uFFFD0"))
            .body("items[99].line", is(100))
            .extract()
            .path("nextCursor");
    api()
        .get("/v1/jobs/" + id + "/errors?limit=100&cursor=" + next)
        .then()
        .statusCode(200)
        .body("items", hasSize(50))
        .body("items[0].line", is(101))
        .body("nextCursor", nullValue());
  }

  @Test
  void tenThousandErrorsAreKeptAndAllAreCounted() {
    UUID id = start(Map.of("chunks", 3, "errors", 4000));

    ended(id).body("counts.failed", is(12000));

    assertEquals(
        10_000,
        count(
            "SELECT count(*) FROM app.job_error WHERE tenant_id = :tenant AND job_id = :job", id));
  }

  @Test
  void aFailedChunkIsRolledBackAndTheOnesBeforeStay() {
    UUID id = start(Map.of("chunks", 4, "failAt", 2, "failure", "internal", "errors", 1));

    ended(id)
        .body("state", equalTo("FAILED"))
        .body("counts.processed", is(2))
        .body("counts.failed", is(2))
        .body("progress", is(0.5f))
        .body("failure", containsString("on our side"))
        .body("failure", not(containsString("secret")));
    assertEquals(List.of(new Effect(0, 1), new Effect(1, 1)), effects.of(id));
    api().get("/v1/jobs/" + id + "/errors").then().body("items", hasSize(2));
    assertEquals(List.of("job.failed"), events(id));
  }

  @Test
  void aProblemSaysWhyAndAnErrorDoesNotLeak() {
    UUID problem = start(Map.of("chunks", 1, "failAt", 0, "failure", "problem"));
    UUID error = start(Map.of("chunks", 1, "failAt", 0, "failure", "error"));

    ended(problem).body("failure", equalTo("The file ends in the middle of a line."));
    ended(error).body("state", equalTo("FAILED")).body("failure", not(containsString("secret")));
  }

  @Test
  void aRunningJobIsCancelledAtItsNextChunk() {
    UUID id = start(Map.of("chunks", 5, "holdAt", 2));
    waitForProcessed(id, 2);

    api()
        .post("/v1/jobs/" + id + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("RUNNING"))
        .body("cancelRequested", is(true));
    handler.release(id);

    ended(id)
        .body("state", equalTo("CANCELLED"))
        .body("counts.processed", is(3))
        .body("finishedAt", notNullValue());
    assertEquals(3, effects.of(id).size());
    api().post("/v1/jobs/" + id + "/cancel").then().statusCode(409);
  }

  @Test
  void aQueuedJobIsCancelledAtOnceAndNeverRuns() {
    UUID[] id = new UUID[1];
    callers.run(
        caller(),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      id[0] =
                          service
                              .start(ChunkHandler.KIND, json.valueToTree(Map.of("chunks", 1)))
                              .id();
                      assertEquals(JobState.CANCELLED, service.cancel(id[0]).state());
                    }));

    Waiting.until(() -> executions(id[0]), left -> left == 0);
    job(id[0])
        .body("state", equalTo("CANCELLED"))
        .body("startedAt", nullValue())
        .body("finishedAt", notNullValue());
    assertEquals(List.of(), effects.of(id[0]));
    assertEquals(List.of("job.failed"), events(id[0]));
  }

  @Test
  void listsNewestFirstByKindAndState() {
    UUID first = start(Map.of("chunks", 1));
    UUID second = start(Map.of("chunks", 1, "failAt", 0));
    UUID third = start(Map.of("chunks", 1));
    List.of(first, second, third).forEach(this::ended);

    api()
        .get("/v1/jobs")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(third.toString(), second.toString(), first.toString())));
    api()
        .get("/v1/jobs?state=SUCCEEDED&kind=test-chunks")
        .then()
        .body("items.id", hasItems(third.toString(), first.toString()))
        .body("items.state", everyItem(equalTo("SUCCEEDED")))
        .body("items", hasSize(2));
    api().get("/v1/jobs?kind=nothing").then().body("items", hasSize(0));
    api().get("/v1/jobs?state=DONE").then().statusCode(400);
    String next =
        api().get("/v1/jobs?limit=2").then().body("items", hasSize(2)).extract().path("nextCursor");
    api()
        .get("/v1/jobs?limit=2&cursor=" + next)
        .then()
        .body("items.id", equalTo(List.of(first.toString())));
  }

  @Test
  void anotherTenantsJobDoesNotExist() {
    UUID id = start(Map.of("chunks", 2, "holdAt", 1));
    waitForProcessed(id, 1);
    TenantService.NewTenant stranger = tenants.create("stranger", "EUR");

    as(stranger.apiKey()).get("/v1/jobs/" + id).then().statusCode(404);
    as(stranger.apiKey()).get("/v1/jobs/" + id + "/errors").then().statusCode(404);
    as(stranger.apiKey()).post("/v1/jobs/" + id + "/cancel").then().statusCode(404);
    as(stranger.apiKey()).get("/v1/jobs").then().body("items", hasSize(0));
    job(id).body("cancelRequested", is(false));

    handler.release(id);
    ended(id).body("state", equalTo("SUCCEEDED"));
  }

  @Test
  void readingNeedsAnyCredentialAndCancellingAScope() {
    UUID id = start(Map.of("chunks", 1));
    ended(id);
    String tag = readOnly().get("/v1/jobs/" + id).then().statusCode(200).extract().header("ETag");
    readOnly().header("If-None-Match", tag).get("/v1/jobs/" + id).then().statusCode(304);
    readOnly().post("/v1/jobs/" + id + "/cancel").then().statusCode(403);
    String imports = api().body(Map.of("name", "imports", "scopes", List.of("imports:write"))).post("/v1/api-keys").then().statusCode(201).extract().path("apiKey");
    as(imports).post("/v1/jobs/" + id + "/cancel").then().statusCode(403).body("detail", containsString("scores:write"));
    String scores = api().body(Map.of("name", "scores", "scopes", List.of("scores:write"))).post("/v1/api-keys").then().statusCode(201).extract().path("apiKey");
    as(scores).post("/v1/jobs/" + id + "/cancel").then().statusCode(409);
    api().get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void executionsCarryIdsOnly() {
    UUID id = start(Map.of("chunks", 2, "holdAt", 1, "note", "someone@example.com"));
    waitForProcessed(id, 1);

    String row =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT t::text FROM platform.scheduled_tasks t WHERE task_instance = :instance")
                    .bind("instance", tenant.id() + "/" + id)
                    .mapTo(String.class)
                    .one());
    assertTrue(row.contains("(job,") && !row.contains("example") && !row.contains("\\x"), row);

    handler.release(id);
    ended(id);
    assertFalse(handler.doubled.contains(id));
  }

  private int executions(UUID job) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM platform.scheduled_tasks WHERE task_instance = :instance")
                .bind("instance", tenant.id() + "/" + job)
                .mapTo(Integer.class)
                .one());
  }

  private int count(String sql, UUID job) {
    return callers.call(
        caller(),
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("tenant", tenant.id())
                        .bind("job", job)
                        .mapTo(Integer.class)
                        .one()));
  }

  private List<String> events(UUID job) {
    return callers.call(
        caller(),
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT type FROM app.event WHERE tenant_id = :tenant AND subject_id = :job")
                        .bind("tenant", tenant.id())
                        .bind("job", job)
                        .mapTo(String.class)
                        .list()));
  }
}
