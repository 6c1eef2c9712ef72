package dev.perennial.bench;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code GET /v1/customers/{id}} with key check, tenancy, computed parts and entity tag, beside
 * {@link BareResource}: the same server, pool and number of connections, turn by turn. The load
 * comes from another JVM on the same machine.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class CustomerReadBench extends ApiTest {
  private static final int CONNECTIONS = 16;
  private static final int TURNS = 3;
  private static final double SECONDS = Math.max(1, 10 * BenchReport.SCALE);
  private static final double GOAL = 0.6;

  @Test
  void customerBesideBareRow() throws Exception {
    String id =
        api()
            .body(Map.of("name", "Acme", "region", "EMEA", "currency", "EUR"))
            .post("/v1/customers")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    BareTable.of(tenant.id());
    String customer = "/v1/customers/" + id;
    String bare = "/bench/rows/" + id;
    for (int turn = 0; turn < 2; turn++) { // the compiler has seen both
      Load.of(bare, "-", CONNECTIONS, SECONDS);
      Load.of(customer, tenant.apiKey(), CONNECTIONS, SECONDS);
    }
    double[] ratios = new double[TURNS];
    double[] floors = new double[TURNS];
    double[] reads = new double[TURNS];
    Load last = null;
    for (int turn = 0; turn < TURNS; turn++) {
      Load floor = Load.of(bare, "-", CONNECTIONS, SECONDS);
      last = Load.of(customer, tenant.apiKey(), CONNECTIONS, SECONDS);
      floors[turn] = floor.perSecond();
      reads[turn] = last.perSecond();
      ratios[turn] = last.perSecond() / floor.perSecond();
    }
    BenchReport.atLeast(
        "read of a customer / bare row",
        BenchReport.median(ratios),
        GOAL,
        "",
        String.format(
            Locale.ROOT,
            "%,.0f/s (median %d µs, p99 %d µs) against %,.0f/s, %d connections",
            BenchReport.median(reads),
            last.median(),
            last.percentile99(),
            BenchReport.median(floors),
            CONNECTIONS));
  }

  /** The same customer, with a contract and its renewal, as of a minute ago. */
  @Test
  void customerOfThePastBesideThePresentOne() throws Exception {
    clock.set(Instant.now().minus(Duration.ofMinutes(2)));
    String id = post("/v1/customers", Map.of("name", "Acme", "region", "EMEA"));
    String product = post("/v1/products", Map.of("code", "core", "name", "Core"));
    Map<String, Object> line =
        Map.of("productId", product, "quantity", 10, "unitPrice", "100", "amountPeriod", "MONTH");
    post(
        "/v1/contracts",
        Map.of("customerId", id, "startDate", "2026-01-01", "termMonths", 24, "lines", List.of(line)));
    String past = "/v1/customers/" + id + "?knownAt=" + clock.instant();
    clock.reset();
    String present = "/v1/customers/" + id;
    for (int turn = 0; turn < 2; turn++) {
      Load.of(present, tenant.apiKey(), CONNECTIONS, SECONDS);
      Load.of(past, tenant.apiKey(), CONNECTIONS, SECONDS);
    }
    double[] ratios = new double[TURNS];
    Load now = null;
    Load then = null;
    for (int turn = 0; turn < TURNS; turn++) {
      now = Load.of(present, tenant.apiKey(), CONNECTIONS, SECONDS);
      then = Load.of(past, tenant.apiKey(), CONNECTIONS, SECONDS);
      ratios[turn] = now.perSecond() / then.perSecond();
    }
    BenchReport.atMost(
        "customer as of a time / plain read",
        BenchReport.median(ratios),
        2,
        "",
        String.format(
            Locale.ROOT,
            "%,.0f/s (median %d µs) against %,.0f/s (median %d µs), %d connections",
            then.perSecond(),
            then.median(),
            now.perSecond(),
            now.median(),
            CONNECTIONS));
  }

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }
}
