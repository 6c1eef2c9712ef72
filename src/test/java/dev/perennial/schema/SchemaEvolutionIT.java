package dev.perennial.schema;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.packaging.PackagedService;
import dev.perennial.packaging.RunningService;
import dev.perennial.platform.db.Migrations;
import dev.perennial.testing.TenantWall;
import dev.perennial.testing.TestDatabase;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data of every released schema migrates for ever: it is loaded into a database of its version, brought to the latest and
 * served by the packaged service.
 */
class SchemaEvolutionIT {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** State rows whose latest version, or any earlier one, is not in the ledger. */
  /** What got versions by a later migration has them from then on: none is missing between the first and the present. */
  private static final String MISSING_VERSIONS =
      """
      SELECT count(*) FROM app.%1$s s
      CROSS JOIN LATERAL (SELECT count(*) AS kept, coalesce(min(v.version), s.version + 1) AS first
                          FROM app.%1$s_version v
                          WHERE v.tenant_id = s.tenant_id AND v.id = s.id AND v.version BETWEEN 0 AND s.version) v
      WHERE v.kept = 0 OR v.kept <> s.version + 1 - v.first
        OR (v.first > 0 AND '%1$s' IN ('customer', 'contract', 'renewal', 'settings'))
      """;

  private static final String SEQUENCES_WITH_GAPS =
      """
      SELECT count(*) FROM app.event_counter c
      CROSS JOIN LATERAL (SELECT count(*) AS rows, max(sequence) AS latest FROM app.event e WHERE e.tenant_id = c.tenant_id) e
      WHERE c.last_sequence <> e.rows OR c.last_sequence <> e.latest
      """;

  @TempDir static Path folder;

  static Stream<String> releases() throws IOException {
    try (Stream<Path> files = Files.list(ReleaseData.FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ReleaseData.SUFFIX))
          .map(name -> name.substring(0, name.length() - ReleaseData.SUFFIX.length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "schema {0}")
  @MethodSource("releases")
  void migratesAndServes(String version) throws Exception {
    String database = "schema_" + version;
    String url = TestDatabase.server().jdbcUrl(database);
    String ownerPassword = TestDatabase.roles().ownerPassword();
    try (Connection superuser = TestDatabase.server().superuserConnection("postgres");
        Statement statement = superuser.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)"); // of a first try
      statement.execute(
          "CREATE DATABASE " + database + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' OWNER " + DatabaseRoles.OWNER);
      statement.execute("GRANT TEMPORARY ON DATABASE " + database + " TO " + DatabaseRoles.APPLICATION);
    }
    Migrations.to(version, url, DatabaseRoles.OWNER, ownerPassword, DatabaseRoles.APPLICATION);
    try (Connection superuser = TestDatabase.server().superuserConnection(database)) {
      Map<String, String> notes = DataFile.load(superuser, ReleaseData.FOLDER.resolve(version + ReleaseData.SUFFIX));
      PackagedService.Result migrated =
          PackagedService.run(PackagedService.asOwner(url, ownerPassword), "migrate");
      assertEquals(0, migrated.exitCode(), () -> String.join("\n", migrated.output()) + String.join("\n", migrated.errors()));
      assertEquals(List.of(), TenantWall.faults(superuser));
      assertComplete(superuser);
      try (RunningService service = serve(url, version)) {
        assertServed("http://localhost:" + service.port(), notes);
      }
      assertComplete(superuser);
    }
  }

  private static RunningService serve(String url, String version) throws Exception {
    Map<String, String> environment =
        PackagedService.as(url, DatabaseRoles.APPLICATION, TestDatabase.roles().applicationPassword());
    RunningService service =
        PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("log" + version));
    service.awaitReady();
    return service;
  }

  /** Every state has all its versions, and every tenant's log all its numbers. */
  private static void assertComplete(Connection superuser) throws SQLException {
    List<String> versioned = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'app'"
                    + " AND table_name LIKE '%\\_version' AND column_name = 'version'")) {
      while (rows.next()) {
        versioned.add(rows.getString(1).replaceFirst("_version$", ""));
      }
    }
    assertTrue(versioned.contains("customer"), versioned.toString());
    for (String table : versioned) {
      assertEquals(0, number(superuser, MISSING_VERSIONS.formatted(table)), "rows without all versions in " + table);
    }
    assertEquals(0, number(superuser, SEQUENCES_WITH_GAPS));
    assertTrue(number(superuser, "SELECT count(*) FROM app.event") > 0);
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void assertServed(String base, Map<String, String> notes) throws IOException {
    RequestSpecification owner = as(base, notes.get(ReleaseData.KEY));
    int read = readEverything(base, owner);
    assertTrue(read > 30, "read " + read + " paths");
    String customer =
        given().spec(owner).get("/v1/customers/external/crm/customer-1").then().statusCode(200).extract().path("id");
    as(base, notes.get(ReleaseData.OTHER_KEY)).get("/v1/customers/" + customer).then().statusCode(404);
    assertReplays(owner);
    // and it goes on: one more version and one more event
    int version = given().spec(owner).get("/v1/customers/" + customer).then().statusCode(200).extract().path("version");
    given().spec(owner).contentType("application/merge-patch+json").body(Map.of("region", "APAC"))
        .patch("/v1/customers/" + customer).then().statusCode(200).body("version", is(version + 1));
  }

  /** The model of the time is a scorecard, which has no learned document. */
  private static final java.util.Set<String> ABSENT = java.util.Set.of("/v1/scoring-models/{id}/document");

  /** The lists, and the first object of each: everything the contract lets one read without further knowledge. */
  private static int readEverything(String base, RequestSpecification owner) throws IOException {
    JsonNode paths =
        new ObjectMapper().readTree(given().baseUri(base).get("/openapi?format=json").asByteArray()).path("paths");
    int read = 0;
    for (var path : paths.properties()) {
      JsonNode operation = path.getValue().path(METHODS.getFirst());
      if (operation.isMissingNode() || ABSENT.contains(path.getKey()) || !required(operation).stream().allMatch("id"::equals)) {
        continue;
      }
      String url = path.getKey();
      if (url.contains("{id}")) {
        String collection = url.substring(0, url.indexOf("/{id}"));
        String id =
            paths.path(collection).has("get") ? given().spec(owner).get(collection).path("items[0].id") : null;
        if (id == null) {
          continue; // nothing of this kind was there at the time
        }
        url = url.replace("{id}", id);
      }
      assertEquals(200, given().spec(owner).get(url).statusCode(), url);
      read++;
    }
    return read;
  }

  private static List<String> required(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("required").asBoolean()) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** Every stored score gives the same bits again. */
  private static void assertReplays(RequestSpecification owner) {
    List<String> renewals = given().spec(owner).get("/v1/renewals?limit=200").then().statusCode(200).extract().path("items.id");
    int replayed = 0;
    for (String renewal : renewals) {
      List<String> scores =
          given().spec(owner).get("/v1/renewals/" + renewal + "/risk-scores").then().statusCode(200).extract().path("items.id");
      for (String score : scores) {
        assertNotNull(score);
        given().spec(owner).post("/v1/risk-scores/" + score + "/replay").then().statusCode(200).body("identical", is(true));
        replayed++;
      }
    }
    assertTrue(replayed > 0, "no score was replayed");
  }

  private static RequestSpecification as(String base, String key) {
    return given().baseUri(base).header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
  }
}
