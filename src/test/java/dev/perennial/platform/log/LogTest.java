package dev.perennial.platform.log;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.jobs.Waiting;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Persons and secrets go through every failure we can make, and the log knows nothing of them. */
@QuarkusTest
@TestProfile(LogTest.WithFile.class)
class LogTest extends ApiTest {
  private static final Path LOG = Path.of("target/log-test.log");
  private static final String NAME = "Canary Vexworth";
  private static final String EMAIL = "canary.vexworth@logged-person.example";
  private static final String LINE = "canaryline4711";
  private static final List<String> CANARIES = List.of("canary", "vexworth", "logged-person");

  /** The log's own handler and format, into a file. */
  public static class WithFile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.log.file.enabled", "true",
          "quarkus.log.file.path", LOG.toString(),
          "quarkus.log.file.filter", "silent-failures",
          "quarkus.log.file.rotation.rotate-on-boot", "false",
          "perennial.jwt.jwks-url", "http://localhost:1/jwks",
          "perennial.jwt.issuer", "https://login.example",
          "perennial.jwt.audience", "perennial");
    }
  }

  private static void superuser(String sql) throws SQLException {
    try (var connection = TestDatabase.server().superuserConnection("perennial"); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Map<String, Object> person(String customer) {
    return Map.of(
        "customerId", customer, "name", NAME, "email", EMAIL,
        "externalIds", List.of(Map.of("source", "crm", "externalId", LINE)));
  }

  private void importContacts(String customer, String state) {
    String job =
        as(tenant.apiKey())
            .contentType("text/csv")
            .queryParam("resource", "contacts")
            .queryParam("options", "{\"source\":\"file\",\"columns\":{\"id\":\"externalId\",\"who\":\"name\",\"mail\":\"email\",\"of\":\"customerId\",\"left\":\"leftDate\"}}")
            .body(("id,who,mail,of,left\n" + LINE + "," + NAME + "," + EMAIL + "," + customer + ",\nbad,x,y,z," + LINE + "\n").getBytes(StandardCharsets.UTF_8))
            .post("/v1/imports").then().statusCode(202).extract().path("id");
    Waiting.until(
        () -> api().get("/v1/jobs/" + job).then().statusCode(200).extract().<String>path("state"),
        now -> List.of("SUCCEEDED", "FAILED").contains(now));
    api().get("/v1/jobs/" + job).then().body("state", equalTo(state));
  }

  private static String log() throws IOException {
    return Files.readString(LOG);
  }

  private void nothingLeaked() throws IOException {
    List<String> secrets = new ArrayList<>(CANARIES);
    secrets.add(tenant.apiKey());
    secrets.add(tenant.apiKey().split("_", 3)[2]);
    String log = log().toLowerCase(java.util.Locale.ROOT);
    secrets.removeIf(secret -> !log.contains(secret.toLowerCase(java.util.Locale.ROOT)));
    assertEquals(List.of(), secrets);
  }

  @Test
  void whatTheDatabaseRefusesIsLoggedWithoutItsRow() throws Exception {
    String customer = api().body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201).extract().path("id");
    superuser("ALTER TABLE app.contact ADD CONSTRAINT of_the_test CHECK (name NOT LIKE 'Canary%') NOT VALID");
    try {
      api().body(person(customer)).post("/v1/contacts").then().statusCode(500).body("requestId", notNullValue());
      api().body(Map.of("items", List.of(Map.of("data", person(customer))))).post("/v1/contacts/bulk").then().statusCode(500);
      importContacts(customer, "FAILED");
    } finally {
      superuser("ALTER TABLE app.contact DROP CONSTRAINT of_the_test");
    }
    assertTrue(log().contains("SQL state 23514, table contact, constraint of_the_test"), "the cause is in the log");
    assertTrue(log().contains("dev.perennial.customer.ContactService"), "and where it happened");
    nothingLeaked();
  }

  @Test
  void messagesThatQuoteValuesAreNotLogged() throws Exception {
    String customer = api().body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201).extract().path("id");
    superuser(
        "CREATE FUNCTION app.quote_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused % of %', NEW.email, NEW.name; END $$");
    superuser("CREATE TRIGGER quote_it BEFORE INSERT ON app.contact FOR EACH ROW WHEN (NEW.name LIKE 'Canary%') EXECUTE FUNCTION app.quote_it()");
    try {
      api().body(person(customer)).post("/v1/contacts").then().statusCode(500);
    } finally {
      superuser("DROP FUNCTION app.quote_it() CASCADE");
    }
    assertTrue(log().contains("SQL state P0001"));
    nothingLeaked();
  }

  @Test
  void refusedRequestsLeaveNoTraceOfWhatTheyHeld() throws Exception {
    String customer = api().body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201).extract().path("id");
    api().body(person(customer)).post("/v1/contacts").then().statusCode(201);
    api().body(person(customer)).post("/v1/contacts").then().statusCode(400); // the external id is taken
    api().body("{\"name\": \"" + NAME + "\", \"" + LINE + "\": ").post("/v1/contacts").then().statusCode(400);
    api().body(Map.of("customerId", customer, "name", NAME, LINE, EMAIL)).post("/v1/contacts").then().statusCode(400);
    api().body(Map.of("customerId", EMAIL, "name", NAME)).post("/v1/contacts").then().statusCode(400);
    api().body(Map.of("customerId", customer, "name", NAME + "\u0000")).post("/v1/contacts");
    api().queryParam("q", NAME).queryParam(LINE, EMAIL).get("/v1/contacts").then().statusCode(400);
    api().get("/v1/contacts/" + EMAIL).then().statusCode(404);
    api().header("X-Request-Id", EMAIL).get("/v1/me").then().statusCode(200);
    importContacts(customer, "SUCCEEDED");
    nothingLeaked();
  }

  @Test
  void whoIsExportedAndErasedIsNotNamedInTheLog() throws Exception {
    String customer = api().body(Map.of("name", "Northwind")).post("/v1/customers").then().statusCode(201).extract().path("id");
    String contact = api().body(person(customer)).post("/v1/contacts").then().statusCode(201).extract().path("id");
    api().get("/v1/contacts/" + contact + "/personal-data").then().statusCode(200);
    api().post("/v1/contacts/" + contact + "/erase").then().statusCode(200);
    nothingLeaked();
  }

  @Test
  void credentialsAreNotLogged() throws Exception {
    as(tenant.apiKey().substring(0, tenant.apiKey().length() - 1) + "x").get("/v1/me").then().statusCode(401);
    as("prn_canarykey_canarysecret_00000000").get("/v1/me").then().statusCode(401);
    String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(("{\"sub\":\"" + EMAIL + "\"}").getBytes(StandardCharsets.UTF_8));
    String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"RS256\",\"kid\":\"canary\"}".getBytes(StandardCharsets.UTF_8));
    as(header + "." + claims + ".AAAA").get("/v1/me").then().statusCode(503); // nobody listens where the keys should be
    assertTrue(log().contains("the key set of the token issuer cannot be fetched"));
    assertTrue(!log().contains(claims) && !log().contains(header));
    api().body(Map.of("name", "canary key", "scopes", List.of("customers:read"))).post("/v1/api-keys").then().statusCode(201);
    nothingLeaked();
  }
}
