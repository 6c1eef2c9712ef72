package dev.perennial.bench;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Customers with a contract each come in as NDJSON over HTTP, and the same again, which changes nothing. */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class ImportBench extends ApiTest {
  private static final int CUSTOMERS = BenchReport.scaled(100_000, 1_000);
  private static final double GOAL = Math.max(5, 60 * BenchReport.SCALE);
  private static final double AGAIN = Math.max(5, 20 * BenchReport.SCALE);

  @Test
  void customersWithContracts() {
    clock.reset();
    api().body(Map.of("code", "SUITE", "name", "Suite")).put("/v1/products/external/erp/suite").then().statusCode(201);
    double[] first = both("created");
    double[] second = both("unchanged");
    BenchReport.atMost(
        "import of customers + contracts", first[0] + first[1], GOAL, "s",
        String.format(
            Locale.ROOT, "%,d customers in %.1f s, as many contracts in %.1f s", CUSTOMERS, first[0], first[1]));
    BenchReport.atMost(
        "the same again, nothing changes", second[0] + second[1], AGAIN, "s",
        String.format(Locale.ROOT, "customers %.1f s, contracts %.1f s", second[0], second[1]));
  }

  private double[] both(String count) {
    return new double[] {
      seconds(
          "customers", count,
          i -> "{\"externalId\":\"%d\",\"name\":\"Customer %d\",\"tier\":\"MID_MARKET\",\"region\":\"EMEA\"}".formatted(i, i)),
      seconds(
          "contracts", count,
          i ->
              ("{\"externalId\":\"C%d\",\"customerId\":{\"source\":\"crm\",\"externalId\":\"%d\"},\"startDate\":\"2026-0%d-01\","
                      + "\"termMonths\":12,\"noticeDays\":30,\"lines\":[{\"productId\":{\"source\":\"erp\",\"externalId\":\"suite\"},"
                      + "\"quantity\":%d,\"unitPrice\":\"25.00\",\"chargeType\":\"RECURRING\",\"amountPeriod\":\"MONTH\"}]}")
                  .formatted(i, i, 1 + i % 9, 1 + i % 50))
    };
  }

  /** From the first byte sent until the job has ended. */
  private double seconds(String resource, String count, IntFunction<String> line) {
    String file = IntStream.range(0, CUSTOMERS).mapToObj(line).collect(Collectors.joining("\n"));
    Instant start = Instant.now();
    String id =
        as(tenant.apiKey()).contentType("application/x-ndjson").queryParam("resource", resource)
            .queryParam("options", "{\"source\":\"crm\"}").body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/v1/imports").then().statusCode(202).extract().path("id");
    JsonPath job = ended(id);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
    if (job.getInt("counts." + count) != CUSTOMERS) {
      throw new IllegalStateException(job.prettify());
    }
    return seconds;
  }

  private JsonPath ended(String id) {
    while (true) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (!job.getString("state").equals("QUEUED") && !job.getString("state").equals("RUNNING")) {
        return job;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
  }
}
