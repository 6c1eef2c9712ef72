package dev.perennial.keycloak;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A Keycloak of the unpacked distribution, set up by its admin API as the documentation says. */
final class KeycloakServer implements AutoCloseable {
  private static final String REALM = "acme";
  private static final String SECRET = "secret-of-the-sync";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String address;
  private final Process process;
  private final Path log;

  KeycloakServer(Path folder, int port) throws IOException {
    address = "http://localhost:" + port;
    log = Path.of("target/keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                folder.resolve("bin/kc.sh").toString(), "start-dev", "--http-host=127.0.0.1", "--http-port=" + port)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
    process = builder.start();
  }

  void awaitReady() throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/realms/master")).build();
      while (true) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // not listening yet
        }
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          throw new AssertionError("Keycloak did not start:\n" + Files.readString(log));
        }
        LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
      }
    }
  }

  /** A realm with a client whose service account belongs to a tenant and has these roles. */
  void setUp(String tenant, List<String> roles) {
    made(admin().body(Map.of("realm", REALM, "enabled", true)).post("/admin/realms"));
    String realm = "/admin/realms/" + REALM;
    Map<String, Object> profile = admin().get(realm + "/users/profile").then().statusCode(200).extract().jsonPath().getMap("");
    profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
    admin().body(profile).put(realm + "/users/profile").then().statusCode(200);
    made(admin().body(clientScope()).post(realm + "/client-scopes"));
    made(
        admin()
            .body(
                Map.of(
                    "clientId", "crm-sync", "secret", SECRET, "serviceAccountsEnabled", true, "standardFlowEnabled", false,
                    "defaultClientScopes", List.of("basic", "roles", "perennial")))
            .post(realm + "/clients"));
    String client = admin().get(realm + "/clients?clientId=crm-sync").then().statusCode(200).extract().path("[0].id");
    Map<String, Object> account =
        admin().get(realm + "/clients/" + client + "/service-account-user").then().statusCode(200).extract().jsonPath().getMap("");
    account.put("attributes", Map.of("tenant_id", List.of(tenant)));
    admin().body(account).put(realm + "/users/" + account.get("id")).then().statusCode(204);
    for (String role : roles) {
      made(admin().body(Map.of("name", role)).post(realm + "/roles"));
      Map<String, Object> stored = admin().get(realm + "/roles/" + role).then().statusCode(200).extract().jsonPath().getMap("");
      admin().body(List.of(stored)).post(realm + "/users/" + account.get("id") + "/role-mappings/realm").then().statusCode(204);
    }
  }

  /** An access token of the client. */
  String token() {
    return given().formParam("grant_type", "client_credentials").formParam("client_id", "crm-sync").formParam("client_secret", SECRET)
        .post(address + "/realms/" + REALM + "/protocol/openid-connect/token").then().statusCode(200).extract().path("access_token");
  }

  private static Map<String, Object> clientScope() {
    return Map.of(
        "name", "perennial", "protocol", "openid-connect",
        "protocolMappers",
            List.of(
                Map.of(
                    "name", "audience", "protocol", "openid-connect", "protocolMapper", "oidc-audience-mapper",
                    "config", Map.of("included.custom.audience", "perennial", "access.token.claim", "true")),
                Map.of(
                    "name", "tenant", "protocol", "openid-connect", "protocolMapper", "oidc-usermodel-attribute-mapper",
                    "config",
                        Map.of(
                            "user.attribute", "tenant_id", "claim.name", "tenant_id", "jsonType.label", "String",
                            "access.token.claim", "true"))));
  }

  /** The administrator's token lives for a minute: each request gets a fresh one. */
  private RequestSpecification admin() {
    String token =
        given().formParam("grant_type", "password").formParam("client_id", "admin-cli").formParam("username", "admin")
            .formParam("password", "admin").post(address + "/realms/master/protocol/openid-connect/token").then().statusCode(200)
            .extract().path("access_token");
    return given().baseUri(address).header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }

  private static void made(Response response) {
    response.then().statusCode(201);
  }

  @Override
  public void close() throws InterruptedException {
    // kc.sh replaces itself by the JVM in some modes and keeps it as a child in others
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor();
  }
}
