package dev.perennial.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The renewal board of 100,000 open renewals over HTTP: the 1,000th page of 50 beside the first,
 * turn by turn, for every sort.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "perennial.bench", matches = "true")
class RenewalBoardBench extends ApiTest {
  private static final int ROWS = BenchReport.scaled(100_000, 2_000);
  private static final int LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;
  private static final int WARM_UP = 100;
  private static final int ASKED = BenchReport.scaled(200, 20);
  private static final double GOAL = 1.2;
  private static final List<String> SORTS =
      List.of("dueDate", "decisionDeadline", "amount", "probability", "expectedLoss");

  @Inject ObjectMapper json;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void deepPagesCostWhatTheFirstCosts() throws Exception {
    fill();
    double worst = 0;
    String worstSort = "";
    double slowest = 0;
    for (String key : SORTS) {
      for (String sort : List.of(key, "-" + key)) {
        String first = "/v1/renewals?limit=" + LIMIT + "&sort=" + sort;
        String deep = first + "&cursor=" + cursorOfPage(sort, ROWS / LIMIT / 2);
        double[] firsts = new double[ASKED];
        double[] deeps = new double[ASKED];
        for (int turn = -WARM_UP; turn < ASKED; turn++) {
          double one = milliseconds(first);
          double other = milliseconds(deep);
          if (turn >= 0) {
            firsts[turn] = one;
            deeps[turn] = other;
          }
        }
        double ratio = BenchReport.median(deeps) / BenchReport.median(firsts);
        System.out.printf(
            Locale.ROOT,
            "board %-18s first %.2f ms, page %d %.2f ms, ratio %.2f%n",
            sort,
            BenchReport.median(firsts),
            ROWS / LIMIT / 2,
            BenchReport.median(deeps),
            ratio);
        slowest = Math.max(slowest, BenchReport.median(deeps));
        if (ratio > worst) {
          worst = ratio;
          worstSort = sort;
        }
      }
    }
    BenchReport.atMost(
        "board, deep page / first page",
        worst,
        GOAL,
        "",
        String.format(
            Locale.ROOT,
            "worst of %d sorts (%s), page %d of %,d renewals; slowest median %.2f ms",
            2 * SORTS.size(),
            worstSort,
            ROWS / LIMIT / 2,
            ROWS,
            slowest));
  }

  /**
   * Walks with the largest pages, for speed, and ends where the wanted page of the usual size
   * begins.
   */
  private String cursorOfPage(String sort, int page) throws Exception {
    String cursor = null;
    for (int left = (page - 1) * LIMIT; left > 0; ) {
      int limit = Math.min(left, LARGEST_LIMIT);
      JsonNode answer =
          json.readTree(
              get(
                  "/v1/renewals?limit="
                      + limit
                      + "&sort="
                      + sort
                      + (cursor == null ? "" : "&cursor=" + cursor)));
      cursor = answer.path("nextCursor").asText();
      left -= limit;
    }
    return cursor;
  }

  private double milliseconds(String path) throws Exception {
    long start = System.nanoTime();
    get(path);
    return (System.nanoTime() - start) / 1e6;
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + tenant.apiKey())
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          path + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** Rows written as the owner of the machine: how they come to be is not what is measured. */
  private void fill() throws Exception {
    clock.set(Instant.parse("2026-03-01T09:00:00Z"));
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute("SET session_replication_role = replica");
      sql.execute(
          """
          INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
            contract_kind, term_number, due_date, notice_deadline_date, decision_deadline_date, renewal_amount, currency,
            auto_renew, stage, forecast_category, external_ids)
          SELECT '%s', md5('r' || n)::uuid, 0, now(), now(), now(), md5('c' || n / 2)::uuid, md5('k' || n)::uuid, 'TERM',
            'SUBSCRIPTION', 1, date '2026-03-01' + n * 7919 %% 700, date '2026-02-01' + n * 7919 %% 700,
            date '2026-02-01' + n * 7919 %% 700, n::bigint * 104729 %% 1000000, 'EUR', false, 'UPCOMING', 'PIPELINE', '[]'
          FROM generate_series(1, %d) n
          """
              .formatted(tenant.id(), ROWS));
      sql.execute(
          """
          INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, tier, kind,
            contract_kind, stage, forecast_category, is_open, due_date, decision_deadline_date, amount, probability, band,
            at_risk, expected_loss)
          SELECT tenant_id, id, contract_id, customer_id, 'Customer ' || id, 'TOP', kind, contract_kind, stage,
            forecast_category, true, due_date, decision_deadline_date, renewal_amount::bigint * 10000,
            renewal_amount::bigint %% 997 / 997.0, 'LOW', false, renewal_amount::bigint * 3000
          FROM app.renewal WHERE tenant_id = '%s'
          """
              .formatted(tenant.id()));
      sql.execute("VACUUM ANALYZE app.renewal");
      sql.execute("VACUUM ANALYZE app.renewal_board");
    }
  }
}
