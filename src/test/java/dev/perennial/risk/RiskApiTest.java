package dev.perennial.risk;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/** What tests of scoring over HTTP share: a portfolio, a fixed day, runs that are waited for. */
public abstract class RiskApiTest extends ApiTest {
  protected static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  protected static final LocalDate TODAY = LocalDate.parse("2026-11-02");

  protected static final JsonPathConfig PRECISE =
      JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL);

  @Inject protected Portfolio portfolio;
  @Inject protected ScoringRunService runs;
  @Inject Jdbi jdbi;

  @BeforeEach
  void setTime() {
    clock.set(NOW);
  }

  protected UUID id() {
    return tenant.id();
  }

  protected UUID customer(String name) {
    return portfolio.customer(id(), name, "ENTERPRISE");
  }

  static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  void champion(UUID customer, int daysAgo) {
    portfolio.store(
        id(), List.of(Fact.of(customer, "EVENT", "champion_left", daysAgo(daysAgo), null)));
  }

  /** Starts a run and waits for its end. */
  protected JsonPath run(Map<String, ?> request) {
    String job =
        api()
            .body(request)
            .post("/v1/risk-scores/runs")
            .then()
            .statusCode(202)
            .header("Location", containsString("/v1/jobs/"))
            .extract()
            .path("id");
    return finished(job);
  }

  protected JsonPath finished(String job) {
    for (int i = 0; i < 600; i++) {
      JsonPath state =
          api().get("/v1/jobs/" + job).then().statusCode(200).extract().jsonPath(PRECISE);
      if (!List.of("QUEUED", "RUNNING").contains(state.getString("state"))) {
        assertEquals("SUCCEEDED", state.getString("state"), state.prettify());
        return state;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("the job does not end");
  }

  protected List<String> scores(UUID renewal) {
    return api()
        .get("/v1/renewals/" + renewal + "/risk-scores")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(PRECISE)
        .getList("items.id");
  }

  protected JsonPath score(String id) {
    return api().get("/v1/risk-scores/" + id).then().statusCode(200).extract().jsonPath(PRECISE);
  }

  static void superuser(String sql) throws SQLException {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
