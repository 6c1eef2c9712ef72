package dev.perennial.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether what a model reads still lies as it did in training; over HTTP. */
@QuarkusTest
class DriftTest extends LearningApiTest {
  private JsonPath drift(String model) {
    return api().get("/v1/scoring-models/" + model + "/monitoring").then().statusCode(200).extract().jsonPath(PRECISE);
  }

  @Test
  void aFeatureThatMovedIsSeen() {
    Cohort.store(portfolio, id(), "a", 2000, 1.2, TODAY.minusDays(10));
    String set = featureSet(List.of(X, PLAN));
    String model = draft("LOGISTIC", set, Map.of());
    trained(model, Map.of());
    JsonPath unscored = drift(model);
    assertEquals("TOO_FEW", unscored.getString("drift.verdict"), unscored.prettify());
    assertEquals(2000, unscored.getInt("drift.rowsThen"));
    assertEquals(0, unscored.getInt("drift.rowsNow"));

    run(Map.of("modelId", model, "leadDays", 60));
    JsonPath same = drift(model);
    assertTrue(same.getInt("drift.rowsNow") > 100, same.prettify());
    assertEquals("STABLE", same.getString("drift.verdict"), same.prettify());
    assertEquals(List.of(false, false), same.getList("drift.features.missingAlarm"));

    // a model that has seen only low values meets all of them
    String low =
        portfolio.one(
            id(),
            "SELECT string_agg(CAST(r.id AS text), ',') FROM app.renewal r JOIN app.customer c ON c.tenant_id = :tenant"
                + " AND c.id = r.customer_id WHERE r.tenant_id = :tenant AND CAST(c.attributes ->> 'x' AS float8) < 0",
            Map.of(),
            String.class);
    String narrow = draft("LOGISTIC", set, Map.of());
    trained(narrow, Map.of("sample", Map.of("renewals", List.of(low.split(",")))));
    run(Map.of("modelId", narrow, "leadDays", 60));
    JsonPath moved = drift(narrow);
    keep("drift.json", moved.prettify());
    assertEquals("SHIFTED_STRONGLY", moved.getString("drift.features.find { it.feature == 'x' }.verdict"), moved.prettify());
    assertEquals("STABLE", moved.getString("drift.features.find { it.feature == 'plan' }.verdict"), moved.prettify());
    assertEquals("lies differently from training: X", moved.getString("drift.reason"));
    assertEquals(0, moved.getDouble("drift.sources.find { it.source == 'CUSTOMER' }.missingNow"), 1e-9);
  }

  @Test
  void fewRowsAndOlderModelsAreNotCalledStable() {
    Cohort.store(portfolio, id(), "b", 300, 1.2, TODAY.minusDays(10));
    String model = draft("LOGISTIC", featureSet(List.of(X, PLAN)), Map.of());
    trained(model, Map.of());
    run(Map.of("modelId", model, "leadDays", 60));
    JsonPath few = drift(model);
    assertEquals("TOO_FEW", few.getString("drift.features.find { it.feature == 'x' }.verdict"), few.prettify());
    assertTrue(few.getDouble("drift.features.find { it.feature == 'x' }.byChance") > 0.1, few.prettify());
    JsonPath starter = drift(api().get("/v1/scoring-models?state=ACTIVE").path("items[0].id"));
    assertEquals("NOT_RECORDED", starter.getString("drift.verdict"));
    assertNull(starter.get("drift.rowsThen"));
  }
}
