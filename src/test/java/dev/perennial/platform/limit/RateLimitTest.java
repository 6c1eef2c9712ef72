package dev.perennial.platform.limit;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quotas through HTTP. */
@QuarkusTest
@TestProfile(RateLimitTest.SmallQuotas.class)
class RateLimitTest extends ApiTest {
  private static final int CALLER = 10;
  private static final int TENANT = 16;
  private static final int FAILURES = 8;

  @Inject RateLimits limits;

  public static class SmallQuotas implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "perennial.limits.enabled", "true",
          "perennial.limits.caller-per-minute", "" + CALLER,
          "perennial.limits.tenant-per-minute", "" + TENANT,
          "perennial.limits.failures-per-minute", "" + FAILURES,
          "perennial.jobs.enabled", "false");
    }
  }

  private static ValidatableResponse me(String key) {
    return as(key).get("/v1/me").then();
  }

  /** Requests that pass until one is refused. */
  private static int passing(String key, int atMost) {
    for (int passed = 0; passed < atMost; passed++) {
      if (as(key).get("/v1/me").statusCode() == 429) {
        return passed;
      }
    }
    return atMost;
  }

  private static void refused(String key, String policy) {
    me(key)
        .statusCode(429)
        .body("code", equalTo("too_many_requests"))
        .header("Retry-After", Integer::valueOf, allOf(greaterThan(0), lessThanOrEqualTo(60)))
        .header("RateLimit", matchesPattern("\"" + policy + "\";r=0;t=\\d+"));
  }

  @Test
  void answersSayWhereTheQuotasStand() {
    me(tenant.apiKey())
        .statusCode(200)
        .header("RateLimit-Policy", "\"caller\";q=10;w=60, \"tenant\";q=16;w=60")
        .header("RateLimit", matchesPattern("\"caller\";r=9;t=\\d+, \"tenant\";r=15;t=\\d+"));
    me(tenant.apiKey()).header("RateLimit", matchesPattern("\"caller\";r=8;t=\\d+, \"tenant\";r=14;t=\\d+"));
  }

  @Test
  void aCallerEndsAtItsOwnQuotaAndComesBack() {
    assertEquals(CALLER, passing(tenant.apiKey(), CALLER + 5));
    refused(tenant.apiKey(), "caller");
    me(tenant.readOnlyApiKey()).statusCode(200);
    clock.set(Instant.now().plus(Duration.ofSeconds(61)));
    me(tenant.apiKey()).statusCode(200);
  }

  @Test
  void allCallersOfATenantShareItsQuota() {
    assertEquals(CALLER, passing(tenant.apiKey(), CALLER));
    assertEquals(TENANT - CALLER, passing(tenant.readOnlyApiKey(), CALLER));
    as(tenant.readOnlyApiKey()).get("/v1/me").then().statusCode(429).header("RateLimit", matchesPattern(".*\"tenant\";r=0.*"));
    me(tenants.create("unconcerned", "EUR").apiKey()).statusCode(200);
  }

  @Test
  void anOperatorGivesATenantAQuotaOfItsOwn() throws SQLException {
    owner("UPDATE platform.tenant SET requests_per_minute = 3 WHERE id = '" + tenant.id() + "'");
    assertEquals(3, passing(tenant.apiKey(), CALLER));
  }

  @Test
  void whoIsNotKnownIsSlowedDownByAddress() {
    int refused = 0;
    for (int i = 0; i < FAILURES; i++) {
      refused += me("prn_unknown_" + i).extract().statusCode() == 401 ? 1 : 0;
    }
    assertTrue(refused > 0, "the first failures are told what is wrong");
    me("prn_unknown_x").statusCode(429).header("Retry-After", Integer::valueOf, greaterThan(0)).header("RateLimit", nullValue());
    me(tenant.apiKey()).statusCode(200); // a good credential passes from any address
    clock.set(Instant.now().plus(Duration.ofSeconds(61)));
    me("prn_unknown_x").statusCode(401);
  }

  @Test
  void rowsOfCallersThatStayAwayAreDeleted() throws SQLException {
    me(tenant.apiKey()).statusCode(200);
    limits.deleteExpired();
    assertEquals(1, rows());
    owner("UPDATE platform.rate_limit SET expires_at = 1 WHERE id LIKE 'tenant:" + tenant.id() + "%'");
    limits.deleteExpired();
    assertEquals(0, rows());
  }

  private static void owner(String sql) throws SQLException {
    try (var owner =
            DriverManager.getConnection(
                TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword());
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private int rows() throws SQLException {
    try (var owner =
            DriverManager.getConnection(
                TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword());
        var statement = owner.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM platform.rate_limit WHERE id LIKE 'tenant:" + tenant.id() + "%'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
