package dev.perennial.tenant;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyTest extends ApiTest {
  private Response create(Object... scopes) {
    return api().body(Map.of("name", "sync", "scopes", List.of(scopes))).post("/v1/api-keys");
  }

  @Test
  void aKeyMayDoWhatItsScopesSay() {
    String key = create("customers:read").then().statusCode(201).header("Cache-Control", "no-store").extract().path("apiKey");
    as(key).get("/v1/customers").then().statusCode(200);
    as(key).body(Map.of("name", "x")).post("/v1/customers").then().statusCode(403).body("code", equalTo("forbidden"));
    as(key).get("/v1/me").then().statusCode(200).body("scopes", containsInAnyOrder("customers:read"));
    api().get("/v1/api-keys").then().statusCode(200).body("items", hasSize(3));
  }

  @Test
  void nobodyHandsOutMoreThanTheyHold() {
    String admin = create("tenant:admin").path("apiKey");
    as(admin).body(Map.of("name", "x", "scopes", List.of("customers:write"))).post("/v1/api-keys").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/scopes/0"));
    create("customers:fly").then().statusCode(400).body("errors[0].code", equalTo("unknown"));
  }

  @Test
  void revokedKeysDie() {
    Response made = create("customers:read");
    String key = made.path("apiKey");
    as(key).get("/v1/customers").then().statusCode(200);
    api().post("/v1/api-keys/" + made.path("details.id") + "/revoke").then().statusCode(200).body("revokedAt", notNullValue());
    as(key).get("/v1/customers").then().statusCode(401);
    api().post("/v1/api-keys/" + made.path("details.id") + "/revoke").then().statusCode(409);
  }

  @Test
  void rotatedKeysOverlap() {
    Response made = create("customers:read");
    String old = made.path("apiKey");
    String fresh =
        api().body(Map.of("overlapHours", 2)).post("/v1/api-keys/" + made.path("details.id") + "/rotate").then().statusCode(201)
            .extract().path("apiKey");
    assertNotEquals(old, fresh);
    as(old).get("/v1/customers").then().statusCode(200);
    as(fresh).get("/v1/customers").then().statusCode(200);
    clock.set(Instant.now().plus(Duration.ofHours(3)));
    as(old).get("/v1/customers").then().statusCode(401);
    as(fresh).get("/v1/customers").then().statusCode(200);
  }

  @Test
  void expiredKeysDie() {
    String key =
        api().body(Map.of("name", "short", "scopes", List.of("customers:read"), "expiresAt", Instant.now().plusSeconds(60).toString()))
            .post("/v1/api-keys").then().statusCode(201).extract().path("apiKey");
    as(key).get("/v1/customers").then().statusCode(200);
    clock.set(Instant.now().plusSeconds(120));
    as(key).get("/v1/customers").then().statusCode(401);
  }

  @Test
  void theSecretIsShownOnceAndStoredNowhere() {
    String idempotency = UUID.randomUUID().toString();
    String key =
        api().header("Idempotency-Key", idempotency).body(Map.of("name", "once", "scopes", List.of("customers:read")))
            .post("/v1/api-keys").then().statusCode(201).extract().path("apiKey");
    api().header("Idempotency-Key", idempotency).body(Map.of("name", "once", "scopes", List.of("customers:read")))
        .post("/v1/api-keys").then().statusCode(201).header("Idempotency-Replayed", "true").body("apiKey", nullValue());
    String log = api().get("/v1/audit-entries?type=api_key.created").then().statusCode(200).extract().asString();
    String secretAndSum = key.split("_", 3)[2]; // the secret's alphabet has the bar, too
    assertFalse(log.contains(secretAndSum));
    assertFalse(log.contains(secretAndSum.substring(0, secretAndSum.lastIndexOf('_'))));
  }

  @Test
  void settingsAreReplacedWithAPrecondition() {
    Response settings = api().get("/v1/settings");
    patch().body(Map.of("atRiskThreshold", 0.4)).header("If-Match", settings.header("ETag")).patch("/v1/settings").then()
        .statusCode(200).body("atRiskThreshold", equalTo(0.4f));
    patch().body(Map.of("atRiskThreshold", 1.4)).patch("/v1/settings").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/atRiskThreshold"));
    patch().body(Map.of("bandCutPoints", Map.of("highFrom", 0.05))).patch("/v1/settings").then().statusCode(400);
    patch().body(Map.of("timeZone", "Mars/Olympus")).patch("/v1/settings").then().statusCode(400);
    readOnly().get("/v1/settings").then().statusCode(200);
  }

  @Test
  void exchangeRates() {
    api().body(Map.of("rate", "0.92")).put("/v1/exchange-rates/USD/2026-01-01").then().statusCode(200);
    api().body(Map.of("rate", "0.93")).put("/v1/exchange-rates/USD/2026-02-01").then().statusCode(200);
    api().body(Map.of("rate", "1.15")).put("/v1/exchange-rates/GBP/2026-02-01").then().statusCode(200);
    api().get("/v1/exchange-rates").then().statusCode(200)
        .body("items.rate", org.hamcrest.Matchers.contains("1.15", "0.93", "0.92"));
    String cursor = api().get("/v1/exchange-rates?limit=2").path("nextCursor");
    api().get("/v1/exchange-rates?limit=2&cursor=" + cursor).then().body("items.rate", org.hamcrest.Matchers.contains("0.92"));
    api().body(Map.of("rate", "0")).put("/v1/exchange-rates/USD/2026-01-01").then().statusCode(400);
    api().body(Map.of("rate", "1")).put("/v1/exchange-rates/EUR/2026-01-01").then().statusCode(400);
    api().body(Map.of("rate", "1")).put("/v1/exchange-rates/XQQ/2026-01-01").then().statusCode(400);
  }
}
