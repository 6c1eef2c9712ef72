package dev.perennial.risk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What to work on next, and what came as a surprise; over HTTP. */
@QuarkusTest
class WorklistTest extends RiskApiTest {
  @Test
  void theWorklistBeginsWithWhatCostsMost() {
    UUID big = customer("Big");
    UUID small = portfolio.customer(id(), "Small", "SMALL_BUSINESS");
    UUID two = customer("Two decisions");
    UUID bigRenewal = portfolio.renewal(id(), big, TODAY.plusDays(100), "100000");
    UUID smallRenewal = portfolio.renewal(id(), small, TODAY.plusDays(100), "3000");
    UUID overdue = portfolio.renewal(id(), two, TODAY.plusDays(10), "40000");
    UUID soon = portfolio.renewal(id(), two, TODAY.plusDays(60), "200000");
    portfolio.renewal(id(), big, TODAY.plusDays(400), "900000");
    champion(small, 10);
    champion(two, 200);
    run(Map.of("renewalIds", List.of(bigRenewal, smallRenewal, overdue)));

    JsonPath list =
        api()
            .get("/v1/worklist")
            .then()
            .statusCode(200)
            .body(
                "items.renewalId",
                contains(
                    bigRenewal.toString(),
                    overdue.toString(),
                    smallRenewal.toString(),
                    soon.toString()))
            .body("items[0].customerName", equalTo("Big"))
            .body("items[0].expectedLoss.currency", equalTo("EUR"))
            .body("items[0].worthContacting", is(true))
            .body("items[0].reasons", hasSize(3))
            .body("items[1].daysToDecisionDeadline", is(-20))
            .body("items[2].tier", equalTo("SMALL_BUSINESS"))
            .body(
                "items[2].reasons[0].sentence",
                equalTo("Champion left in the last 180 days: 1 time"))
            .body("items[2].atRisk", is(true))
            .body("items[2].freshness.newestFactAgeDays", is(10))
            .body("items[3].probability", nullValue())
            .body("items[3].expectedLoss", nullValue())
            .body("items[3].reasons", hasSize(0))
            .extract()
            .jsonPath(PRECISE);
    assertEquals(
        list.getDouble("items[2].probability") * 3000,
        Double.parseDouble(list.getString("items[2].expectedLoss.amount")),
        1e-3);
    assertTrue(list.getDouble("items[2].lowerBound") < list.getDouble("items[2].upperBound"));

    api()
        .get("/v1/worklist?atRiskOnly=true")
        .then()
        .body("items.renewalId", contains(smallRenewal.toString()));
    api().get("/v1/worklist?tier=SMALL_BUSINESS").then().body("items", hasSize(1));
    api()
        .get("/v1/worklist?withinDays=20")
        .then()
        .body("items.renewalId", contains(overdue.toString()));
    api().get("/v1/worklist?withinDays=500").then().body("items", hasSize(5));
    api().get("/v1/worklist?ownerId=" + UUID.randomUUID()).then().body("items", hasSize(0));
    api()
        .get("/v1/worklist?sort=decisionDeadlineDate&limit=1")
        .then()
        .body("items.renewalId", contains(overdue.toString()));
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      var request = api().queryParam("limit", 1);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/worklist");
      seen.addAll(page.jsonPath().getList("items.renewalId"));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    assertEquals(list.getList("items.renewalId"), seen);

    api()
        .get("/v1/worklist/customers")
        .then()
        .statusCode(200)
        .body("items.customerName", contains("Big", "Two decisions", "Small"))
        .body("items[1].decisions.renewalId", contains(overdue.toString(), soon.toString()))
        .body("items[1].amount.amount", equalTo("240000.00"))
        .body("items[1].decisions[0].reasons", hasSize(3));
    Response first = api().get("/v1/worklist/customers?limit=2");
    api()
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get("/v1/worklist/customers?limit=2")
        .then()
        .body("items.customerName", contains("Small"));
  }

  @Test
  void theWorklistWalksAnIndex() throws SQLException {
    UUID customer = customer("Acme");
    portfolio.sql(
        id(),
        """
        INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, kind, contract_kind, stage,
          forecast_category, is_open, due_date, decision_deadline_date, amount, probability, expected_loss)
        SELECT :tenant, gen_random_uuid(), gen_random_uuid(), :customer, 'x', 'TERM', 'SUBSCRIPTION', 'UPCOMING', 'PIPELINE', n % 2 = 0,
          CAST(:today AS date) + n % 300, CAST(:today AS date) + n % 300, n, 0.1, n * 7919 % 100000
        FROM generate_series(1, 30000) n
        """,
        Map.of("customer", customer, "today", TODAY));
    superuser("ANALYZE app.renewal_board");
    String sql =
        "EXPLAIN "
            + WorklistRepository.SELECT
            + " AND b.decision_deadline_date <= :until AND (b.expected_loss, b.renewal_id) < (50000, :tenant)"
            + " ORDER BY b.expected_loss DESC, b.renewal_id DESC LIMIT 51";
    List<String> lines =
        portfolio.in(
            id(),
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(sql)
                            .bind("tenant", id())
                            .bind("until", TODAY.plusDays(180))
                            .mapTo(String.class)
                            .list()));
    String plan = String.join("\n", lines);
    assertTrue(plan.contains("renewal_board_expected_loss"), plan);
    assertFalse(plan.contains("Seq Scan") || plan.contains("Sort"), plan);
  }

  /**
   * One lost renewal each: deadline 30 days before the due date of 2026-10-01, decided 2026-09-20.
   */
  @Test
  void whatCountsAsASurprise() {
    LocalDate due = LocalDate.parse("2026-10-01"); // deadline 2026-09-01
    record Case(
        String name,
        String source,
        LocalDate notice,
        List<Object[]> scores,
        boolean counts,
        boolean surprise) {}
    Object[] calledInTime = {"2026-08-20T00:00:00Z", "2026-08-20T00:00:00Z", true, "ACTIVE"};
    Object[] missedInTime = {"2026-08-25T00:00:00Z", "2026-08-25T00:00:00Z", false, "ACTIVE"};
    List<Case> cases =
        List.of(
            new Case("no score", "RECORDED", null, List.of(), true, true),
            new Case(
                "called in time", "RECORDED", null, List.<Object[]>of(calledInTime), true, false),
            new Case(
                "called, then missed",
                "AUTO",
                null,
                List.of(calledInTime, missedInTime),
                true,
                true),
            new Case(
                "on the last day",
                "RECORDED",
                null,
                List.<Object[]>of(
                    new Object[] {"2026-09-01T23:59:59Z", "2026-09-01T23:59:59Z", true, "ACTIVE"}),
                true,
                false),
            new Case(
                "a second late",
                "RECORDED",
                null,
                List.<Object[]>of(
                    new Object[] {"2026-09-02T00:00:00Z", "2026-09-02T00:00:00Z", true, "ACTIVE"}),
                true,
                true),
            new Case(
                "as of in time, recorded late",
                "RECORDED",
                null,
                List.<Object[]>of(
                    new Object[] {"2026-08-20T00:00:00Z", "2026-09-05T00:00:00Z", true, "ACTIVE"}),
                true,
                true),
            new Case(
                "called on the day of the notice",
                "RECORDED",
                LocalDate.parse("2026-08-10"),
                List.<Object[]>of(
                    new Object[] {"2026-08-10T08:00:00Z", "2026-08-10T08:00:00Z", true, "ACTIVE"}),
                true,
                true),
            new Case(
                "called the day before the notice",
                "RECORDED",
                LocalDate.parse("2026-08-10"),
                List.<Object[]>of(
                    new Object[] {"2026-08-09T08:00:00Z", "2026-08-09T08:00:00Z", true, "ACTIVE"}),
                true,
                false),
            new Case(
                "only a shadow model called it",
                "RECORDED",
                null,
                List.<Object[]>of(
                    new Object[] {"2026-08-20T00:00:00Z", "2026-08-20T00:00:00Z", true, "SHADOW"}),
                true,
                true),
            new Case("inferred", "INFERRED", null, List.of(), false, false));
    long surprises = 0;
    for (Case one : cases) {
      UUID customer = customer(one.name());
      UUID renewal = portfolio.renewal(id(), customer, due, "1000");
      one.scores().forEach(score -> ledger(renewal, customer, score));
      if (one.notice() != null) {
        portfolio.sql(
            id(),
            "UPDATE app.renewal SET version = 1, notice_received_date = :day WHERE tenant_id = :tenant AND id = :id",
            Map.of("id", renewal, "day", one.notice()));
      }
      portfolio.decided(id(), renewal, "NOT_RENEWED", one.source(), LocalDate.parse("2026-09-20"));
      long before = surprises;
      surprises =
          api()
              .get("/v1/risk-scores/summary")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath(PRECISE)
              .getLong("total.surprises");
      assertEquals(one.surprise() ? 1 : 0, surprises - before, one.name());
    }
    // decided before the deadline: what was scored on the day of the decision came too late
    UUID customer = customer("decided early");
    UUID early = portfolio.renewal(id(), customer, due, "1000");
    ledger(
        early,
        customer,
        new Object[] {"2026-07-05T10:00:00Z", "2026-07-05T10:00:00Z", true, "ACTIVE"});
    portfolio.decided(id(), early, "TERMINATED_EARLY", "RECORDED", LocalDate.parse("2026-07-05"));
    UUID renewed = portfolio.renewal(id(), customer, due, "1000");
    portfolio.decided(id(), renewed, "RENEWED", "RECORDED", LocalDate.parse("2026-09-20"));
    UUID open =
        portfolio.renewal(
            id(), portfolio.customer(id(), "Open", "SMALL_BUSINESS"), TODAY.plusDays(50), "500");
    run(Map.of());
    api()
        .get("/v1/risk-scores/summary?from=2026-01-01&to=2026-10-01")
        .then()
        .statusCode(200)
        .body("total.lost", is(10))
        .body("total.lostAmount.amount", equalTo("10000.00"))
        .body("total.surprises", is((int) surprises + 1))
        .body("total.surprisesWithoutScore", is(6))
        .body("total.inferredLosses", is(1))
        .body("total.openRenewals", is(1))
        .body("byTier.key", contains("ENTERPRISE", "SMALL_BUSINESS"))
        .body("byTier[0].lost", is(10))
        .body("byTier[1].openAmount.amount", equalTo("500.00"))
        .body("byTier[1].expectedLoss.amount", not(equalTo("0.00")))
        .body("byValuePercentile.lost.sum()", is(10))
        .body("definition", containsString("notice received - 1 day"));
    assertEquals(1, scores(open).size());
    api()
        .get("/v1/risk-scores/summary?from=2026-07-01&to=2026-07-05")
        .then()
        .body("total.lost", is(0));
    api()
        .get("/v1/risk-scores/summary?from=2026-07-01&to=2026-07-06")
        .then()
        .body("total.lost", is(1))
        .body("total.surprises", is(1));
  }

  /** A row as the ledger has it: as of, recorded, at risk, state of the model. */
  private void ledger(UUID renewal, UUID customer, Object[] score) {
    portfolio.sql(
        id(),
        """
        INSERT INTO app.risk_score (tenant_id, id, renewal_id, customer_id, model_id, feature_set_id, as_of, recorded_at,
          probability, log_odds, baseline_log_odds, calibration_term, lower_bound, upper_bound, coverage, band, threshold,
          settings_version, at_risk, calibration_status, health, amount, currency, feature_values, feature_states,
          contributions, model_state)
        VALUES (:tenant, :id, :renewal, :customer, :id, :id, CAST(:asOf AS timestamptz), CAST(:recordedAt AS timestamptz),
          0.5, 0, 0, 0, 0.1, 0.9, 1, 'HIGH', 0.3, 0, :atRisk, 'NOT_ASSESSED', 50, 1, 'EUR', '{}', '', '{}', :state)
        """,
        Map.of(
            "id",
            UUID.randomUUID(),
            "renewal",
            renewal,
            "customer",
            customer,
            "asOf",
            score[0],
            "recordedAt",
            score[1],
            "atRisk",
            score[2],
            "state",
            score[3]));
  }
}
