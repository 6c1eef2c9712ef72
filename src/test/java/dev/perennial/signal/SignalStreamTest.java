package dev.perennial.signal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of signals: good lines land once, bad ones are named, whoever sends them how often. */
@QuarkusTest
class SignalStreamTest extends ApiTest {
  @Inject CustomerRows rows;

  private UUID customer;

  @BeforeEach
  void aCustomer() {
    customer = rows.customer(tenant.id(), "acme");
  }

  private static String line(String id, String externalId, int value) {
    return "{\"source\":\"app\",\"sourceId\":\"" + id + "\",\"customer\":{\"source\":\"crm\",\"externalId\":\"" + externalId
        + "\"},\"kind\":\"USAGE\",\"type\":\"logins\",\"occurredAt\":\"2026-11-20T08:00:00Z\",\"value\":" + value + "}\n";
  }

  private ValidatableResponse stream(String parameters, String lines) {
    return as(tenant.apiKey()).contentType("application/x-ndjson").body(lines.getBytes(StandardCharsets.UTF_8))
        .post("/v1/signals/stream" + parameters).then();
  }

  private String count() {
    return rows.read(tenant.id(), "SELECT count(*) FROM app.signal WHERE tenant_id = :tenant", customer);
  }

  @Test
  void goodLinesLandAndBadOnesAreNamed() {
    stream("", line("a", "acme", 1) + "\n{broken\n[1]\n" + line("b", "acme", 2).replace("2026-11-20", "2999-01-01")
            + line("c", "acme", 3).replace("logins\"", "logins\",\"what\":1") + "null\n" + line("d", "acme", 4).strip())
        .statusCode(200)
        .body("lines", equalTo(7)).body("stored", equalTo(2)).body("refused", equalTo(5))
        .body("errors.line", contains(3, 4, 5, 6, 7))
        .body("errors[2].code", equalTo("in_future")).body("errors[2].pointer", equalTo("/occurredAt"))
        .body("errors[3].code", equalTo("unknown"));
    assertEquals("2", count());
  }

  @Test
  void aRepeatChangesNothingAndAChangedOneIsTheNextRevision() {
    String all = line("a", "acme", 1) + line("b", "acme", 2);
    stream("", all).body("stored", equalTo(2));
    stream("", all).body("stored", equalTo(0)).body("duplicate", equalTo(2));
    stream("", line("a", "acme", 9)).body("revised", equalTo(1));
    stream("", all).body("revised", equalTo(0)).body("duplicate", equalTo(2));
    api().get("/v1/signals?source=app&sourceId=a").then().body("items", hasSize(1))
        .body("items[0].value", equalTo(9f)).body("items[0].revision", equalTo(1));
    stream("", line("n", "acme", 1) + line("n", "acme", 2) + line("n", "acme", 1))
        .body("stored", equalTo(1)).body("revised", equalTo(1)).body("duplicate", equalTo(1));
  }

  @Test
  void moreThanAChunkLandsInOrderOfNothing() {
    StringBuilder lines = new StringBuilder();
    for (int i = 25_000; i > 0; i--) {
      lines.append(line("s" + i, i % 2 == 0 ? "acme" : "later", i));
    }
    stream("", lines.toString()).body("stored", equalTo(12_500)).body("unmatched", equalTo(12_500));
    stream("", lines.toString()).body("duplicate", equalTo(25_000));
    assertEquals("12500", count());
  }

  @Test
  void twentyAtATimeStoreOnce() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      lines.append(line("s" + i, "acme", i));
    }
    try (var pool = Executors.newFixedThreadPool(20)) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(() -> stream("", lines.toString()).statusCode(200).extract().<Integer>path("stored"));
      }
      int stored = 0;
      for (Future<Integer> future : pool.invokeAll(tasks)) {
        stored += future.get();
      }
      assertEquals(1_500, stored);
    }
    assertEquals("1500", count());
  }

  @Test
  void refusesTheUnmatchedAndTheUncataloguedOnRequest() {
    stream("?unmatched=REFUSE", line("a", "nobody", 1)).body("refused", equalTo(1)).body("errors[0].code", equalTo("not_found"));
    stream("?unknownTypes=REFUSE", line("a", "acme", 1).replace("logins", "moon_phase"))
        .body("refused", equalTo(1)).body("errors[0].pointer", equalTo("/type"));
    stream("?unknownTypes=MAYBE", line("a", "acme", 1)).statusCode(400);
    as(tenant.readOnlyApiKey()).contentType("application/x-ndjson").body(line("a", "acme", 1).getBytes(StandardCharsets.UTF_8)).post("/v1/signals/stream")
        .then().statusCode(403);
    stream("", "").statusCode(200).body("lines", equalTo(0));
  }
}
