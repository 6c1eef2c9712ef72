package dev.perennial.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.risk.Rescoring;
import dev.perennial.testing.ApiTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writers of the same few customers: none is refused for the others' sake, and nobody's change is lost. */
@QuarkusTest
class ContentionTest extends ApiTest {
  private static final int CUSTOMERS = 12;

  @Inject Rescoring rescoring;
  @Inject Callers callers;
  @Inject MeterRegistry metrics;

  private static Map<String, Object> key(String prefix, int i) {
    return Map.of("source", "crm", "externalId", prefix + i);
  }

  private static Map<String, Object> item(String prefix, int i, Map<String, ?> data) {
    return Map.of("key", key(prefix, i), "data", data);
  }

  private static Map<String, Object> contract(int i, int quantity, String product) {
    return item(
        "k", i,
        Map.of(
            "customerId", key("c", i), "startDate", "2026-01-01", "endDate", "2026-12-31", "currency", "EUR",
            "lines", List.of(Map.of("productId", product, "quantity", quantity, "unitPrice", "100.00", "amountPeriod", "YEAR"))));
  }

  private static List<Integer> some(Random random) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, CUSTOMERS).boxed().toList());
    Collections.shuffle(all, random);
    return all.subList(0, CUSTOMERS - 2);
  }

  private void bulk(String path, List<Map<String, Object>> items) {
    List<Integer> statuses =
        api().body(Map.of("items", items)).post(path).then().statusCode(207).extract().path("items.status");
    statuses.forEach(status -> assertEquals(2, status / 100, path));
  }

  private static void together(List<Callable<Object>> writers) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
      for (Future<Object> done : threads.invokeAll(writers)) {
        done.get();
      }
    }
  }

  private double deadlocks() {
    return metrics.counter("perennial.transactions.repeated", "reason", "deadlock").count();
  }

  @Test
  void writersOfDifferentKindsDoNotRefuseEachOther() throws Exception {
    String product = api().body(Map.of("code", "p", "name", "P")).post("/v1/products").then().statusCode(201).extract().path("id");
    List<Integer> all = IntStream.range(0, CUSTOMERS).boxed().toList();
    bulk("/v1/customers/bulk", all.stream().map(i -> item("c", i, Map.of("name", "Customer " + i))).toList());
    bulk("/v1/contracts/bulk", all.stream().map(i -> contract(i, 1, product)).toList());
    double before = deadlocks();
    List<Callable<Object>> writers = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      int me = writer;
      Random random = new Random(writer);
      writers.add(
          () -> {
            for (int n = 0; n < 12; n++) {
              bulk("/v1/contracts/bulk", some(random).stream().map(i -> contract(i, 1 + random.nextInt(9), product)).toList());
            }
            return me;
          });
      writers.add(
          () -> {
            for (int n = 0; n < 12; n++) {
              int round = n;
              bulk("/v1/customers/bulk",
                  some(random).stream().map(i -> item("c", i, Map.of("name", "Customer " + i + " " + me + round))).toList());
            }
            return me;
          });
      writers.add(
          () -> {
            for (int n = 0; n < 12; n++) {
              int round = n;
              bulk("/v1/signals/bulk",
                  some(random).stream()
                      .map(
                          i ->
                              Map.<String, Object>of(
                                  "source", "desk" + me, "sourceId", round + "-" + i, "customer", key("c", i),
                                  "kind", "INTERACTION", "type", "call", "direction", "INBOUND",
                                  "occurredAt", clock.instant().toString()))
                      .toList());
            }
            return me;
          });
    }
    writers.add(
        () -> {
          for (int n = 0; n < 12; n++) {
            callers.run(Caller.system(tenant.id(), "rescoring"), rescoring::scoreMarked);
          }
          return 0;
        });
    together(writers);
    assertEquals(before, deadlocks());
  }

  @Test
  void patchesOfOneCustomerAtTheSameTimeAllArrive() throws Exception {
    String id = api().body(Map.of("name", "Acme")).post("/v1/customers").then().statusCode(201).extract().path("id");
    List<Callable<Object>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int me = writer;
      writers.add(
          () -> {
            for (int n = 0; n < 5; n++) {
              patch().body(Map.of("attributes", Map.of("a" + me + n, n))).patch("/v1/customers/" + id).then().statusCode(200);
            }
            return me;
          });
    }
    together(writers);
    Map<String, Object> attributes = api().get("/v1/customers/" + id).then().statusCode(200).extract().path("attributes");
    assertEquals(20, attributes.size());
  }

  @Test
  void whoNamedAVersionIsToldThatItIsNotTheNewest() throws Exception {
    String id = api().body(Map.of("name", "Acme")).post("/v1/customers").then().statusCode(201).extract().path("id");
    List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Object>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int me = writer;
      writers.add(
          () ->
              answers.add(
                  patch().header("If-Match", "\"0\"").body(Map.of("tier", "T" + me)).patch("/v1/customers/" + id).statusCode()));
    }
    together(writers);
    answers.sort(null);
    assertEquals(List.of(200, 412, 412, 412), answers);
  }
}
