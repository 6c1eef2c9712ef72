package dev.perennial.keycloak;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A real identity provider: its token opens the service. Run by make test-keycloak. */
@QuarkusTest
@TestProfile(KeycloakTest.Issuer.class)
@EnabledIfSystemProperty(named = KeycloakTest.FOLDER, matches = ".+")
class KeycloakTest extends ApiTest {
  static final String FOLDER = "perennial.keycloak";
  private static final String PORT = "perennial.test.keycloak-port";

  public static class Issuer implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket socket = new ServerSocket(0)) {
        // a system property: the profile and the tests are loaded by different class loaders
        System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      String realm = "http://localhost:" + System.getProperty(PORT) + "/realms/acme";
      return Map.of(
          "perennial.jwt.jwks-url", realm + "/protocol/openid-connect/certs",
          "perennial.jwt.issuer", realm,
          "perennial.jwt.audience", "perennial",
          "perennial.jwt.scope-claim", "realm_access.roles",
          "perennial.jobs.enabled", "false");
    }
  }

  @Test
  void itsTokenOpensTheTenantItNames() throws Exception {
    try (KeycloakServer keycloak = new KeycloakServer(Path.of(System.getProperty(FOLDER)), Integer.getInteger(PORT))) {
      keycloak.awaitReady();
      keycloak.setUp(tenant.id().toString(), List.of("customers:read", "customers:write"));
      String token = keycloak.token();
      as(token).get("/v1/me").then().statusCode(200)
          .body("tenantId", equalTo(tenant.id().toString()))
          .body("actor", startsWith("subject:"))
          .body("scopes", containsInAnyOrder("customers:read", "customers:write"));
      as(token).body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201);
      as(token).get("/v1/api-keys").then().statusCode(403);
      String[] parts = token.split("\\.");
      as(parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse()).get("/v1/me").then().statusCode(401);
    }
  }
}
