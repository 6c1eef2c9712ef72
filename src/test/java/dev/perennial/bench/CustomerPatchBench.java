package dev.perennial.bench;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code PATCH /v1/customers/{id}} with its event, version and entity tag, beside {@link BareResource}'s update of one row
 * in a transaction: the same server, pool and number of connections, each with a row of its own, turn by turn.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class CustomerPatchBench extends ApiTest {
  private static final int CONNECTIONS = 16;
  private static final int TURNS = 3;
  private static final double SECONDS = Math.max(1, 10 * BenchReport.SCALE);
  private static final double GOAL = 0.4;
  private static final String A = "{\"name\":\"Acme Holding\"}";
  private static final String B = "{\"name\":\"Acme Limited\"}";

  @Test
  void patchBesideBareUpdate() throws Exception {
    List<String> customers = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      String id =
          api().body(Map.of("name", "Acme " + i, "region", "EMEA")).post("/v1/customers").then().statusCode(201).extract().path("id");
      customers.add("/v1/customers/" + id);
      rows.add("/bench/rows/" + id);
    }
    BareTable.of(tenant.id());
    bare(rows);
    patch(customers); // the compiler has seen both
    double[] ratios = new double[TURNS];
    Load floor = null;
    Load patch = null;
    for (int turn = 0; turn < TURNS; turn++) {
      floor = bare(rows);
      patch = patch(customers);
      ratios[turn] = patch.perSecond() / floor.perSecond();
    }
    BenchReport.atLeast(
        "patch of a customer / bare update",
        BenchReport.median(ratios),
        GOAL,
        "",
        String.format(
            Locale.ROOT,
            "%,.0f/s (median %d µs, p99 %d µs) against %,.0f/s, %d connections",
            patch.perSecond(), patch.median(), patch.percentile99(), floor.perSecond(), CONNECTIONS));
  }

  private static Load bare(List<String> rows) throws Exception {
    return Load.writing(String.join(",", rows), "-", CONNECTIONS, SECONDS, "PUT", "application/json", A, B);
  }

  private Load patch(List<String> customers) throws Exception {
    return Load.writing(
        String.join(",", customers), tenant.apiKey(), CONNECTIONS, SECONDS, "PATCH", "application/merge-patch+json", A, B);
  }
}
