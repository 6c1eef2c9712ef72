package dev.perennial.tenant;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every piece of configuration that is replaced as a whole asks for the version that its writer saw. */
@QuarkusTest
class ReplacementTest extends ApiTest {
  private static final Map<String, Object> PREDICATE = Map.of("types", List.of("used"));
  private static final int WRITERS = 8;

  /** Path of something that does not exist yet → what makes it. */
  private static final Map<String, Map<String, Object>> CONFIGURATION =
      Map.of(
          "/v1/reason-codes/MOVED_ABROAD", Map.of("label", "Moved", "appliesTo", List.of("NOT_RENEWED")),
          "/v1/trigger-event-types/moved_abroad", Map.of("label", "Moved", "expectedDirection", "UNKNOWN", "windowDays", 90),
          "/v1/signal-types/moved", Map.of("kind", "EVENT", "label", "Moved"),
          "/v1/detection-rules/moved",
              Map.of(
                  "label", "Moved", "kind", "THRESHOLD", "triggerEventType", "outage", "coolDownDays", 7, "windowDays", 30,
                  "signal", Map.of("kind", "EVENT", "type", "moved"), "limit", 1),
          "/v1/adoption-paths/moved",
              Map.of("name", "Moved", "steps", List.of(Map.of("code", "a", "name", "A", "predicate", PREDICATE))),
          "/v1/product-features/moved", Map.of("name", "Moved", "releaseDate", "2026-01-01", "predicate", PREDICATE),
          "/v1/import-mappings/moved", Map.of("resource", "customers", "document", Map.of("source", "crm")),
          "/v1/retention/signal-types/moved", Map.of("days", 100));

  private Response put(String path, String tag, Object body) {
    return api().header("If-Match", tag).body(body).put(path);
  }

  @Test
  void nobodyReplacesWhatTheyHaveNotSeen() {
    CONFIGURATION.forEach(
        (path, body) -> {
          put(path, "\"1\"", body).then().statusCode(412);
          put(path, "*", body).then().statusCode(428);
          api().get(path).then().statusCode(404);

          Response made = api().body(body).put(path);
          made.then().statusCode(201);
          assertTrue(made.header("Location").endsWith(path), made.header("Location"));
          String etag = made.path("etag");
          assertEquals("\"1\"", etag, path);
          api().get(path).then().statusCode(200).body("etag", equalTo(etag));

          api().body(body).put(path).then().statusCode(428).body("code", equalTo("precondition_required"));
          api().header("If-Match", "*").body(body).put(path).then().statusCode(428);
          put(path, "\"7\"", body).then().statusCode(412).body("code", equalTo("precondition_failed"));
          put(path, made.header("ETag"), body).then().statusCode(200);
        });
  }

  @Test
  void theListTellsTheTags() {
    CONFIGURATION.forEach(
        (path, body) -> {
          api().body(body).put(path).then().statusCode(201);
          String collection = path.substring(0, path.lastIndexOf('/'));
          List<String> tags = new ArrayList<>(api().get(collection).then().statusCode(200).extract().path("items.etag"));
          assertTrue(!tags.isEmpty() && tags.stream().allMatch(tag -> tag.matches("\"\\d+\"")), () -> path + " " + tags);
        });
  }

  /** What always exists is always replaced. */
  @Test
  void howLongAKindIsKeptIsReplacedWithTheTagThatWasRead() {
    api().body(Map.of("days", 400)).put("/v1/retention/SIGNALS").then().statusCode(428);
    String tag = api().get("/v1/retention/SIGNALS").then().statusCode(200).extract().header("ETag");
    put("/v1/retention/SIGNALS", tag, Map.of("days", 400)).then().statusCode(200).body("version", equalTo(1));
    put("/v1/retention/SIGNALS", tag, Map.of("days", 500)).then().statusCode(412);
    api().get("/v1/retention/SIGNALS").then().body("days", equalTo(400));
  }

  @Test
  void ofManyWhoReplaceTheSameOneDoes() throws Exception {
    for (Map.Entry<String, Map<String, Object>> entry : CONFIGURATION.entrySet()) {
      if (entry.getKey().startsWith("/v1/detection-rules/")) {
        continue; // the same rule again is no new version: all of them did nothing
      }
      String tag = api().body(entry.getValue()).put(entry.getKey()).then().statusCode(201).extract().header("ETag");
      assertEquals(1, together(() -> put(entry.getKey(), tag, entry.getValue()).statusCode()).stream().filter(s -> s == 200).count());
    }
  }

  @Test
  void ofManyWhoMakeTheSameOneDoes() throws Exception {
    for (Map.Entry<String, Map<String, Object>> entry : CONFIGURATION.entrySet()) {
      List<Integer> statuses = together(() -> api().body(entry.getValue()).put(entry.getKey()).statusCode());
      assertEquals(1, statuses.stream().filter(status -> status == 201).count(), entry.getKey() + statuses);
      assertEquals(WRITERS - 1, statuses.stream().filter(status -> status == 428).count(), entry.getKey() + statuses);
    }
  }

  private static List<Integer> together(Callable<Integer> request) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<Integer> status : writers.invokeAll(java.util.Collections.nCopies(WRITERS, request))) {
        statuses.add(status.get());
      }
    }
    return statuses;
  }
}
