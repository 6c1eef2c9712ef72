package dev.perennial.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * Many tenants at once on few connections, in and out of transactions: each sees its own. Behind a transaction pooler ({@code
 * make test-pgbouncer}) the server's connections change hands between any two statements outside a transaction.
 */
@QuarkusTest
class TenantCrowdTest extends ApiTest {
  private static final int TENANTS = 4;
  private static final int THREADS = 8;
  private static final int READS = 60;

  @Inject Jdbi jdbi;
  @Inject Callers callers;

  @Test
  void eachSeesItsOwn() throws Exception {
    List<UUID> crowd = new ArrayList<>();
    for (int customers = 0; customers < TENANTS; customers++) {
      var other = tenants.create("crowd " + customers, "EUR");
      crowd.add(other.id());
      for (int i = 0; i < customers; i++) {
        as(other.apiKey()).body(Map.of("name", "Customer")).post("/v1/customers").then().statusCode(201);
      }
    }
    List<Future<List<String>>> readers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        readers.add(pool.submit(reader(crowd, thread)));
      }
      for (Future<List<String>> reader : readers) {
        assertEquals(List.of(), reader.get());
      }
    }
  }

  private Callable<List<String>> reader(List<UUID> crowd, int first) {
    return () -> {
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < READS; i++) {
        int tenant = (first + i) % crowd.size();
        boolean inTransaction = i % 5 == 0;
        int seen = callers.call(Caller.system(crowd.get(tenant), "test"), () -> inTransaction ? transaction() : customers());
        if (seen != tenant) {
          faults.add("saw " + seen + " instead of " + tenant + (inTransaction ? " in a transaction" : ""));
        }
      }
      return faults;
    };
  }

  private int transaction() {
    return QuarkusTransaction.requiringNew().call(this::customers);
  }

  /** Without naming the tenant: only the wall holds the others back. */
  private int customers() {
    return jdbi.withHandle(h -> h.createQuery("SELECT count(*) FROM app.customer").mapTo(Integer.class).one());
  }
}
