package dev.perennial.analysis;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.perennial.risk.Portfolio;
import dev.perennial.tenant.TenantService;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People's calls and the model's scores judged by the same outcomes; over HTTP. */
@QuarkusTest
class HumanVsModelTest extends ApiTest {
  private static final String PATH = "/v1/analyses/human-vs-model";
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final LocalDate DUE = LocalDate.parse("2026-09-30");
  private static final Instant IN_TIME = Instant.parse("2026-07-01T10:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("2026-08-15T10:00:00Z");

  @Inject Portfolio portfolio;

  private UUID customer = new UUID(0, 0);
  private UUID model = new UUID(0, 0);

  @BeforeEach
  void setTime() {
    clock.set(NOW);
    customer = portfolio.customer(tenant.id(), "Acme", "ENTERPRISE");
    model = UUID.fromString(api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id"));
  }

  private UUID renewal(boolean lost) {
    UUID contract = portfolio.contract(tenant.id(), customer, DUE.minusYears(1), DUE);
    UUID id = portfolio.renewal(tenant.id(), customer, contract, DUE, DUE.minusDays(30), "1000");
    portfolio.decided(tenant.id(), id, lost ? "NOT_RENEWED" : "RENEWED", "RECORDED", DUE);
    return id;
  }

  private void call(UUID renewal, boolean lost, @Nullable Double confidence, Instant at) {
    Map<String, Object> binds = new HashMap<>();
    binds.put("id", renewal);
    binds.put("at", at);
    binds.put(
        "call",
        "{\"human_call\": {\"outcome\": \"%s\", \"confidence\": %s, \"expiresAt\": null}}"
            .formatted(lost ? "NOT_RENEWED" : "RENEWED", confidence));
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.renewal_version (tenant_id, id, version, known_from, recorded_at, content)
        SELECT :tenant, :id, -1, :at, :at, v.content || CAST(:call AS jsonb)
        FROM app.renewal_version v WHERE v.tenant_id = :tenant AND v.id = :id ORDER BY v.version LIMIT 1
        """,
        binds);
  }

  private void score(UUID renewal, double probability, Instant at) {
    portfolio.sql(
        tenant.id(),
        """
        INSERT INTO app.risk_score (tenant_id, id, renewal_id, customer_id, model_id, model_state, feature_set_id, as_of,
          recorded_at, probability, log_odds, baseline_log_odds, calibration_term, lower_bound, upper_bound, coverage, band,
          threshold, settings_version, at_risk, calibration_status, health, amount, currency, feature_values,
          feature_states, contributions)
        SELECT :tenant, gen_random_uuid(), :renewal, :customer, m.id, 'ACTIVE', m.feature_set_id, :at, :at, :p, 0, 0, 0, :p, :p, 1,
          'LOW', 0.3, 0, :p >= 0.3, 'NOT_ASSESSED', 50, 1, 'EUR', '{}', '', '{}'
        FROM app.scoring_model m WHERE m.tenant_id = :tenant AND m.id = :model
        """,
        Map.of("renewal", renewal, "customer", customer, "model", model, "at", at, "p", probability));
  }

  private void both(boolean lost, boolean called, double probability) {
    UUID renewal = renewal(lost);
    call(renewal, called, 0.8, IN_TIME);
    score(renewal, probability, IN_TIME);
  }

  @Test
  void bothAreJudgedByTheSameRenewals() {
    for (int i = 0; i < 20; i++) {
      both(true, false, 0.6); // only the model saw it
      both(false, i < 2, 0.1);
    }
    both(true, true, 0.6);
    renewal(true); // nobody said anything
    UUID hindsight = renewal(true);
    call(hindsight, true, 0.9, TOO_LATE);
    score(hindsight, 0.9, TOO_LATE);
    UUID withoutScore = renewal(false);
    call(withoutScore, false, null, IN_TIME);
    UUID early = renewal(true);
    portfolio.sql(tenant.id(), "UPDATE app.renewal SET decided_date = '2026-07-15', version = version + 1 WHERE tenant_id = :tenant AND id = :id", Map.of("id", early));

    api()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("decided", is(45))
        .body("settledBeforeCutOff", is(1))
        .body("withoutCall", is(2))
        .body("withoutScore", is(1))
        .body("compared", is(41))
        .body("comparedLost", is(21))
        .body("withProbability", is(41))
        .body("human.warned.count", is(1))
        .body("model.warned.count", is(21))
        .body("human.falseAlarms.count", is(2))
        .body("model.falseAlarms.count", is(0))
        .body("model.right.count", is(41))
        // model: 21 losses at 0.4², 20 renewals at 0.1²
        .body("model.brier.toDouble()", closeTo((21 * 0.16 + 20 * 0.01) / 41, 1e-6))
        // human: 20 losses and 2 renewals at 0.8², 1 loss and 18 renewals at 0.2²
        .body("human.brier.toDouble()", closeTo((22 * 0.64 + 19 * 0.04) / 41, 1e-6))
        .body("model.auc", is(1f))
        .body("disagreements.total", is(22))
        .body("disagreements.onlyModelWarned.count", is(20))
        .body("disagreements.onlyHumanWarned.of", is(2))
        .body("disagreements.humanRight.count", is(0))
        .body("verdict", equalTo("MODEL_BETTER"))
        .body("reason", containsString("22"));
  }

  @Test
  void fewOutcomesAreNotEnough() {
    both(true, true, 0.6);
    UUID expired = renewal(false);
    call(expired, false, null, IN_TIME);
    portfolio.sql(
        tenant.id(),
        "INSERT INTO app.renewal_version (tenant_id, id, version, known_from, recorded_at, content)"
            + " SELECT :tenant, :id, -2, CAST(:at AS timestamptz) + interval '1 hour', :at, jsonb_set(content, '{human_call,expiresAt}', '\"2026-07-02T00:00:00Z\"')"
            + " FROM app.renewal_version WHERE tenant_id = :tenant AND id = :id AND version = -1",
        Map.of("id", expired, "at", IN_TIME));
    score(expired, 0.2, IN_TIME);
    api()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("compared", is(1))
        .body("withoutCall", is(1))
        .body("human.brier.toDouble()", closeTo(0.04, 1e-6))
        .body("human.auc", nullValue())
        .body("verdict", equalTo("NOT_ENOUGH_DATA"))
        .body("reason", containsString("at least 20"));
    api().get(PATH + "?to=2026-09-30").then().statusCode(200).body("decided", is(0)).body("human.right.share", nullValue());
  }

  @Test
  void badInputOtherTenantsAndScopes() {
    both(true, true, 0.6);
    api().get(PATH + "?from=2026-01-02&to=2026-01-02").then().statusCode(400).body("errors[0].parameter", equalTo("from"));
    api().get(PATH + "?leadDays=-1").then().statusCode(400).body("errors[0].parameter", equalTo("leadDays"));
    TenantService.NewTenant other = tenants.create("other", "EUR");
    as(other.apiKey()).get(PATH).then().statusCode(200).body("decided", is(0));
    String narrow =
        api().body(Map.of("name", "n", "scopes", List.of("customers:read"))).post("/v1/api-keys").path("apiKey");
    as(narrow).get(PATH).then().statusCode(403);
  }
}
