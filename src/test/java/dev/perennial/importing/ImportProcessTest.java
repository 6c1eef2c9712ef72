package dev.perennial.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.platform.jobs.JobsHere;
import dev.perennial.platform.jobs.OtherProcess;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Imports in a second JVM: one that is killed, one that has little memory. */
@QuarkusTest
class ImportProcessTest extends ApiTest {
  private static final String CUSTOMERS = "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\"}}";
  private static final String SIGNALS =
      "{\"source\":\"crm\",\"columns\":{\"id\":\"sourceId\",\"c\":\"customer.externalId\",\"n\":\"value\","
          + "\"at\":[\"occurredAt\",\"knownAt\"],\"note\":\"attributes.note\"},"
          + "\"constants\":{\"kind\":\"USAGE\",\"type\":\"logins\"}}";

  @Inject JobsHere jobs;

  @BeforeEach
  void onlyTheOtherProcessWorks() {
    jobs.stop();
  }

  @AfterEach
  void theApplicationWorksAgain() {
    jobs.start();
  }

  @Test
  void aKilledImportLosesAndDoublesNothing() throws Exception {
    int customers = 20_000;
    String id;
    long atDeath;
    try (OtherProcess other = OtherProcess.start(0, "-Xmx512m")) {
      id = upload("customers", CUSTOMERS, customers(customers), false);
      waitUntilProcessed(id, 1_000);
      other.kill();
      atDeath = count("SELECT count(*) FROM app.customer WHERE tenant_id = ?");
    }
    assertTrue(atDeath >= 1_000 && atDeath < customers, "killed in the middle: " + atDeath);
    assertEquals(atDeath, job(id).getLong("counts.processed"), "what is counted is there, and nothing else");

    try (AutoCloseable survivor = jobs.startQuick()) {
      JsonPath ended = ended(id, Duration.ofMinutes(5));
      assertEquals("SUCCEEDED", ended.getString("state"), ended.prettify());
      assertEquals(customers, ended.getLong("counts.created"));
      assertEquals(customers, ended.getLong("counts.processed"));
    }
    assertEquals(customers, count("SELECT count(*) FROM app.customer WHERE tenant_id = ?"));
    assertEquals(customers, count("SELECT count(DISTINCT name) FROM app.customer WHERE tenant_id = ?"));
    assertEquals(customers, count("SELECT count(*) FROM app.external_key WHERE tenant_id = ?"));
    assertEquals(1, count("SELECT count(*) FROM app.event WHERE tenant_id = ? AND type = 'job.completed'"));
    assertEquals(0, count("SELECT count(*) FROM app.event WHERE tenant_id = ? AND subject_type = 'customer'"));
    assertEquals(0, count("SELECT count(*) FROM app.job_content WHERE tenant_id = ?"), "the upload is gone");
  }

  /** Nothing of its first attempt is left, so the second one counts and reports from the beginning. */
  @Test
  void aKilledDryRunStartsOverAndStoresNothing() throws Exception {
    int customers = 20_000;
    String file = customers(customers).replaceFirst("5,Customer 5\n", "5,\n"); // at fault, before the kill
    String id;
    try (OtherProcess other = OtherProcess.start(0, "-Xmx512m")) {
      id = upload("customers", CUSTOMERS, file, true);
      waitUntilProcessed(id, 1_000);
      other.kill();
    }
    JsonPath atDeath = job(id);
    assertEquals("RUNNING", atDeath.getString("state"), atDeath.prettify());
    assertEquals(1, api().get("/v1/jobs/" + id + "/errors").jsonPath().getList("items").size());

    try (AutoCloseable survivor = jobs.startQuick()) {
      JsonPath ended = ended(id, Duration.ofMinutes(5));
      assertEquals("SUCCEEDED", ended.getString("state"), ended.prettify());
      assertEquals(customers - 1, ended.getLong("counts.created"));
      assertEquals(1, ended.getLong("counts.failed"));
      assertEquals(customers, ended.getLong("counts.processed"));
    }
    assertEquals(1, api().get("/v1/jobs/" + id + "/errors").jsonPath().getList("items").size(), "its fault is told once");
    assertEquals(0, count("SELECT count(*) FROM app.customer WHERE tenant_id = ?"));
  }

  private static String customers(int number) {
    StringBuilder file = new StringBuilder("id,name\n");
    for (int i = 0; i < number; i++) {
      file.append(i).append(",Customer ").append(i).append('\n');
    }
    return file.toString();
  }

  /** In the whole service, with the machinery of the tests in the same heap. */
  @Test
  @EnabledIfSystemProperty(named = "perennial.slow", matches = "true")
  void aHundredMegabytesPassThroughASmallHeap() throws Exception {
    api().body("{\"name\":\"Acme\"}").put("/v1/customers/external/crm/1").then().statusCode(201);
    int port = freePort();
    int rows = 500_000;
    try (OtherProcess other = OtherProcess.start(port, "-Xmx256m")) {
      Instant start = Instant.now();
      String id = stream(port, rows);
      Duration upload = Duration.between(start, Instant.now());
      JsonPath ended = ended(id, Duration.ofMinutes(15));
      assertEquals("SUCCEEDED", ended.getString("state"), ended.prettify());
      assertEquals(rows, ended.getLong("counts.created"));
      System.out.printf(
          "100 MB, %d rows, 256 MB heap: upload %d s, all %d s%n", rows, upload.toSeconds(),
          Duration.between(start, Instant.now()).toSeconds());
    }
    assertEquals(rows, count("SELECT count(*) FROM app.signal WHERE tenant_id = ?"));
  }

  /** Sends what it makes: the file is never anywhere as a whole. */
  private String stream(int port, int rows) throws Exception {
    PipedInputStream in = new PipedInputStream(1 << 20);
    PipedOutputStream out = new PipedOutputStream(in);
    Thread writer = new Thread(() -> write(out, rows), "writer of the upload");
    writer.start();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + port + "/v1/imports?resource=signals&options="
                        + URLEncoder.encode(SIGNALS, StandardCharsets.UTF_8)))
            .header("Authorization", "Bearer " + tenant.apiKey())
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> in))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(202, response.statusCode(), response.body());
      return JsonPath.from(response.body()).getString("id");
    }
  }

  /** 200 bytes and more each. */
  private static void write(OutputStream target, int rows) {
    try (OutputStream out = target) {
      out.write("id,c,n,at,note\n".getBytes(StandardCharsets.UTF_8));
      String note = "x".repeat(165);
      for (int i = 0; i < rows; i++) {
        String row = "s%09d,1,%d,2025-%02d-%02d,%s%n".formatted(i, i % 100, 1 + i % 12, 1 + i % 28, note);
        out.write(row.getBytes(StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String upload(String resource, String options, String file, boolean dryRun) {
    return as(tenant.apiKey()).contentType("text/csv").queryParam("resource", resource).queryParam("options", options)
        .queryParam("dryRun", dryRun).body(file.getBytes(StandardCharsets.UTF_8)).post("/v1/imports").then().statusCode(202).extract().path("id");
  }

  private JsonPath job(String id) {
    return api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
  }

  private void waitUntilProcessed(String id, long rows) {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (job(id).getLong("counts.processed") < rows) {
      if (Instant.now().isAfter(end)) {
        fail("the other process does nothing: " + job(id).prettify());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private JsonPath ended(String id, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (Instant.now().isBefore(end)) {
      JsonPath job = job(id);
      if (job.getString("finishedAt") != null) {
        return job;
      }
      LockSupport.parkNanos(200_000_000);
    }
    return fail("the job did not end: " + job(id).prettify());
  }

  private long count(String sql) throws Exception {
    try (Connection superuser = TestDatabase.server().superuserConnection("perennial");
        PreparedStatement statement = superuser.prepareStatement(sql)) {
      statement.setObject(1, tenant.id());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
