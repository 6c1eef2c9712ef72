package dev.perennial.bench;

import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
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

  /** Requests per second, and microseconds. */
  private record Load(double perSecond, long median, long percentile99) {}

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
    bareTable();
    String customer = "/v1/customers/" + id;
    String bare = "/bench/rows/" + id;
    for (int turn = 0; turn < 2; turn++) { // the compiler has seen both
      load(bare, "-");
      load(customer, tenant.apiKey());
    }
    double[] ratios = new double[TURNS];
    double[] floors = new double[TURNS];
    double[] reads = new double[TURNS];
    Load last = null;
    for (int turn = 0; turn < TURNS; turn++) {
      Load floor = load(bare, "-");
      last = load(customer, tenant.apiKey());
      floors[turn] = floor.perSecond;
      reads[turn] = last.perSecond;
      ratios[turn] = last.perSecond / floor.perSecond;
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
            last.median,
            last.percentile99,
            BenchReport.median(floors),
            CONNECTIONS));
  }

  private void bareTable() throws Exception {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute("DROP SCHEMA IF EXISTS bench CASCADE");
      sql.execute("CREATE SCHEMA bench");
      sql.execute(
          "CREATE TABLE bench.row AS SELECT * FROM app.customer WHERE tenant_id = '"
              + tenant.id()
              + "'");
      sql.execute("ALTER TABLE bench.row ADD PRIMARY KEY (id)");
      sql.execute("GRANT USAGE ON SCHEMA bench TO perennial_app");
      sql.execute("GRANT SELECT ON bench.row TO perennial_app");
    }
  }

  private static Load load(String path, String key) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Path.of("target/test-classes").toAbsolutePath().toString(),
                    "-XX:+UseSerialGC",
                    LoadGenerator.class.getName(),
                    "" + RestAssured.port,
                    path,
                    "" + CONNECTIONS,
                    "" + SECONDS,
                    key))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the load generator failed: " + answer);
    }
    String[] numbers = answer.trim().split(" ");
    return new Load(
        Double.parseDouble(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }
}
