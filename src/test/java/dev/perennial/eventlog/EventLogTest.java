package dev.perennial.eventlog;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.time.Ids;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventLogTest extends ApiTest {
  @Inject EventLog log;
  @Inject Callers callers;
  @Inject Ids ids;

  private long last() {
    return api().queryParam("limit", 1000).get("/v1/events").jsonPath().getLong("lastSequence");
  }

  @Test
  void changesAreToldWithWhatChanged() {
    long before = last();
    String id =
        api().header("X-Request-Id", "req-1").body(Map.of("name", "Acme")).post("/v1/customers").then().statusCode(201)
            .extract().path("id");
    patch().body(Map.of("tier", "A")).patch("/v1/customers/" + id).then().statusCode(200);
    api().queryParam("after", before).get("/v1/events").then().statusCode(200)
        .body("items.type", contains("customer.created", "customer.updated"))
        .body("items.sequence", contains((int) before + 1, (int) before + 2))
        .body("items.id", everyItem(startsWith("msg_")))
        .body("items[0].data.previous", nullValue())
        .body("items[0].data.object.name", equalTo("Acme"))
        .body("items[1].data.object.tier", equalTo("A"))
        .body("items[1].data.previous.size()", is(1))
        .body("items[1].subjectVersion", is(1))
        .body("lastSequence", is((int) before + 2));
    api().queryParam("after", before).queryParam("types", "customer.updated").get("/v1/events").then()
        .body("items", org.hamcrest.Matchers.hasSize(1));
    api().get("/v1/audit-entries?subjectId=" + id).then().statusCode(200)
        .body("items.type", contains("customer.updated", "customer.created"))
        .body("items[1].requestId", equalTo("req-1"))
        .body("items[1].actor", startsWith("key:"));
    readOnly().get("/v1/audit-entries").then().statusCode(403);
  }

  @Test
  void personalValuesStandApart() {
    String customer = api().body(Map.of("name", "Acme")).post("/v1/customers").then().extract().path("id");
    api().body(Map.of("customerId", customer, "name", "Kim Doe", "email", "kim@acme.test")).post("/v1/contacts").then()
        .statusCode(201);
    String object =
        callers.call(
            Caller.system(tenant.id(), "test"),
            () -> jdbi("SELECT object::text || coalesce(previous::text, '') FROM app.event WHERE type = 'contact.created'"));
    assertEquals(false, object.contains("kim"), object);
    api().get("/v1/events?types=contact.created").then().body("items[0].data.object.email", containsString("kim@"));
  }

  @Inject org.jdbi.v3.core.Jdbi jdbi;

  private String jdbi(String sql) {
    return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
  }

  @Test
  void sequencesHaveNoGapsUnderParallelTransactionsAndRollbacks() throws Exception {
    long before = last();
    int writers = 8;
    int each = 25;
    Callable<Integer> writer =
        () -> {
          int committed = 0;
          for (int i = 0; i < each; i++) {
            boolean fail = i % 5 == 4;
            try {
              callers.run(Caller.system(tenant.id(), "test"), () -> writeOne(fail));
              committed++;
            } catch (IllegalStateException expected) {
              assertEquals("rolled back", expected.getMessage());
            }
          }
          return committed;
        };
    int committed = 0;
    try (var pool = Executors.newFixedThreadPool(writers)) {
      for (var result : pool.invokeAll(IntStream.range(0, writers).mapToObj(i -> writer).toList())) {
        committed += result.get();
      }
    }
    assertEquals(writers * each * 4 / 5, committed);
    List<Long> sequences = new ArrayList<>();
    long after = before;
    while (true) {
      var page = api().queryParam("after", after).queryParam("limit", 50).get("/v1/events").jsonPath();
      List<Long> some = page.getList("items.sequence", Long.class);
      if (some.isEmpty()) {
        break;
      }
      sequences.addAll(some);
      after = page.getLong("lastSequence");
    }
    assertEquals(LongStream.rangeClosed(before + 1, before + committed).boxed().toList(), sequences);
  }

  private void writeOne(boolean fail) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              log.append(new Event("reason_code.stored", "test", ids.next(), null, null, null, null));
              if (fail) {
                throw new IllegalStateException("rolled back");
              }
            });
  }
}
