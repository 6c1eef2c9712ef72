package dev.perennial.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.bench.BenchReport;
import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows per second of {@link SignalService#store} against a bare {@code COPY} of the same rows, as
 * text made beforehand, into a table with the same columns and indexes but without row-level
 * security. Both in batches of 10,000, turn by turn. Part of {@code make bench}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class SignalIngestBench extends ApiTest {
  private static final int WARM_UP = BenchReport.scaled(10, 2);
  private static final int BATCHES = BenchReport.scaled(30, 3);
  private static final double GOAL = 0.6;
  private static final double STREAM_GOAL = 0.7;
  private static final int CUSTOMERS = 1_000;

  @Inject CustomerRows rows;
  @Inject SignalService service;
  @Inject Callers callers;

  @Test
  void ratio() throws Exception {
    List<UUID> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(UUID.randomUUID());
    }
    Random random = new Random(7);
    DatabaseRoles roles = TestDatabase.roles();
    long copyNanos = 0;
    long storeNanos = 0;
    try (Connection owner =
        DriverManager.getConnection(roles.url(), DatabaseRoles.OWNER, roles.ownerPassword())) {
      bareTable(owner);
      CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
      for (int batch = 0; batch < WARM_UP + BATCHES; batch++) {
        List<Signal> signals = signals(batch, customers, random);
        byte[] text = text(signals);
        long start = System.nanoTime();
        copy.copyIn("COPY app.bench_signal FROM STDIN", new java.io.ByteArrayInputStream(text));
        long middle = System.nanoTime();
        StoreCounts counts =
            callers.call(Caller.system(tenant.id(), "bench"), () -> service.store(signals));
        long end = System.nanoTime();
        assertEquals(new StoreCounts(SignalService.MAX_BATCH, 0), counts);
        if (batch >= WARM_UP) {
          copyNanos += middle - start;
          storeNanos += end - middle;
        }
      }
      try (Statement statement = owner.createStatement()) {
        statement.execute("DROP TABLE app.bench_signal");
      }
    }
    double count = (double) BATCHES * SignalService.MAX_BATCH * 1e9;
    BenchReport.atLeast(
        "signal bulk ingest / bare COPY",
        (double) copyNanos / storeNanos,
        GOAL,
        "",
        String.format(
            Locale.ROOT,
            "%,.0f rows/s against %,.0f rows/s",
            count / storeNanos,
            count / copyNanos));
  }

  /** The same rows as lines of one stream through HTTP: read, checked, resolved, stored. */
  @Test
  void stream() throws Exception {
    List<UUID> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(rows.customer(tenant.id(), "bench-" + i));
    }
    Random random = new Random(7);
    DatabaseRoles roles = TestDatabase.roles();
    HttpClient client = HttpClient.newHttpClient();
    long copyNanos = 0;
    long streamNanos = 0;
    try (Connection owner =
        DriverManager.getConnection(roles.url(), DatabaseRoles.OWNER, roles.ownerPassword())) {
      bareTable(owner);
      CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
      for (int round = 0; round < 3; round++) {
        List<byte[]> texts = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int batch = 0; batch < BATCHES; batch++) {
          List<Signal> signals = signals(round * BATCHES + batch, customers, random);
          texts.add(text(signals));
          lines.write(lines(signals));
        }
        long start = System.nanoTime();
        for (byte[] text : texts) {
          copy.copyIn("COPY app.bench_signal FROM STDIN", new java.io.ByteArrayInputStream(text));
        }
        long middle = System.nanoTime();
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/signals/stream"))
                    .header("Authorization", "Bearer " + tenant.apiKey())
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        long end = System.nanoTime();
        assertTrue(answer.body().contains("\"stored\":" + BATCHES * SignalService.MAX_BATCH), answer.body());
        if (round > 0) {
          copyNanos += middle - start;
          streamNanos += end - middle;
        }
      }
      try (Statement statement = owner.createStatement()) {
        statement.execute("DROP TABLE app.bench_signal");
      }
    }
    double count = 2.0 * BATCHES * SignalService.MAX_BATCH * 1e9;
    BenchReport.atLeast(
        "signal stream (NDJSON) / bare COPY", (double) copyNanos / streamNanos, STREAM_GOAL, "",
        String.format(Locale.ROOT, "%,.0f rows/s against %,.0f rows/s", count / streamNanos, count / copyNanos));
  }

  private static byte[] lines(List<Signal> signals) {
    StringBuilder lines = new StringBuilder();
    for (Signal s : signals) {
      lines.append("{\"source\":\"").append(s.source()).append("\",\"sourceId\":\"").append(s.sourceId())
          .append("\",\"customer\":\"").append(s.customerId()).append("\",\"kind\":\"").append(s.kind())
          .append("\",\"type\":\"").append(s.type()).append("\",\"occurredAt\":\"").append(s.occurredAt())
          .append("\",\"value\":").append(s.value()).append(",\"sentiment\":").append(s.sentiment())
          .append(",\"severity\":").append(s.severity()).append(",\"direction\":\"INBOUND\",\"channel\":\"email\"");
      if (s.phase() != null) {
        lines.append(",\"phase\":\"OPENED\",\"subjectKey\":\"").append(s.subjectKey()).append('"');
      }
      if (!s.attributes().isEmpty()) {
        lines.append(",\"attributes\":{\"plan\":\"pro\",\"seats\":").append(s.attributes().get("seats")).append('}');
      }
      lines.append("}\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void bareTable(Connection owner) throws Exception {
    try (Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE app.bench_signal (LIKE app.signal INCLUDING INDEXES)");
    }
  }

  private static List<Signal> signals(int batch, List<UUID> customers, Random random) {
    List<Signal> signals = new ArrayList<>();
    Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(batch * 86_400L);
    for (int i = 0; i < SignalService.MAX_BATCH; i++) {
      Instant at = start.plusSeconds(random.nextInt(86_400));
      boolean ticket = i % 10 == 0;
      signals.add(
          new Signal(
              ticket ? "zendesk" : "product",
              "evt-" + batch + "-" + i,
              0,
              customers.get(random.nextInt(CUSTOMERS)),
              ticket ? SignalKind.TICKET : i % 10 == 1 ? SignalKind.INTERACTION : SignalKind.USAGE,
              "type_" + random.nextInt(20),
              at,
              at,
              (double) random.nextInt(1000),
              ticket ? null : random.nextDouble(),
              ticket ? 2 : null,
              SignalDirection.INBOUND,
              "email",
              ticket ? SignalPhase.OPENED : null,
              ticket ? "ticket-" + i : null,
              false,
              null,
              null,
              null,
              i % 3 == 0 ? Map.of("plan", "pro", "seats", random.nextInt(500)) : Map.of()));
    }
    return signals;
  }

  private byte[] text(List<Signal> signals) {
    StringBuilder text = new StringBuilder();
    for (Signal s : signals) {
      Object[] row = {
        tenant.id(),
        s.source(),
        s.sourceId(),
        s.revision(),
        s.customerId(),
        s.occurredAt(),
        s.knownAt(),
        Instant.now(),
        s.kind(),
        s.type(),
        s.value(),
        s.sentiment(),
        s.severity(),
        s.direction(),
        s.channel(),
        s.phase(),
        s.subjectKey(),
        s.retracted(),
        s.contactId(),
        s.contractId(),
        s.productId(),
        s.attributes().isEmpty()
            ? null
            : "{\"plan\":\"pro\",\"seats\":" + s.attributes().get("seats") + "}"
      };
      for (int i = 0; i < row.length; i++) {
        text.append(i == 0 ? "" : "\t").append(row[i] == null ? "\\N" : row[i].toString());
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
