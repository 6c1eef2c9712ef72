package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.platform.db.Migrations;
import dev.perennial.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with a real database: what it refuses, in one line and with an exit code;
 * migrate, create-tenant, serve.
 */
class CommandsIT {
  private static final String EMPTY_DATABASE = "perennial_empty";
  private static final String SUPERUSER = "packaging_superuser";
  private static final String BYPASSING = "packaging_bypassing";
  private static final String MEMBER = "packaging_member_of_owner";
  private static final String PASSWORD = "packaging";
  private static final String BEFORE_THE_CHECK = "202611252110";

  @TempDir static Path folder;

  @BeforeAll
  static void rolesThatMustNotServe() throws SQLException {
    superuser("DROP DATABASE IF EXISTS " + EMPTY_DATABASE); // there when the class is run once more
    superuser("DROP ROLE IF EXISTS " + String.join(", ", SUPERUSER, BYPASSING, MEMBER));
    superuser("CREATE ROLE " + SUPERUSER + " LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
    superuser(
        "CREATE ROLE "
            + BYPASSING
            + " LOGIN BYPASSRLS PASSWORD '"
            + PASSWORD
            + "' IN ROLE "
            + DatabaseRoles.APPLICATION);
    superuser(
        "CREATE ROLE "
            + MEMBER
            + " LOGIN PASSWORD '"
            + PASSWORD
            + "' IN ROLE "
            + DatabaseRoles.OWNER);
    superuser("CREATE DATABASE " + EMPTY_DATABASE + " OWNER " + DatabaseRoles.OWNER);
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = TestDatabase.server().superuserConnection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String emptyDatabaseUrl() {
    return TestDatabase.server().jdbcUrl(EMPTY_DATABASE);
  }

  private static void assertRefused(String reason, PackagedService.Result result) {
    assertNotEquals(0, result.exitCode());
    assertEquals(1, result.lines().size(), () -> String.join("\n", result.lines()));
    String line = result.lines().getFirst();
    assertTrue(line.contains(reason), line);
  }

  private static void assertDoesNotServe(String role, String password, String reason)
      throws Exception {
    assertRefused(
        "Perennial does not start: " + reason,
        PackagedService.run(PackagedService.as(TestDatabase.roles().url(), role, password)));
  }

  @Test
  void doesNotServeAsOwner() throws Exception {
    assertDoesNotServe(
        DatabaseRoles.OWNER,
        TestDatabase.roles().ownerPassword(),
        "the database role owns the tables");
  }

  @Test
  void doesNotServeAsMemberOfOwner() throws Exception {
    assertDoesNotServe(MEMBER, PASSWORD, "the database role owns the tables");
  }

  @Test
  void doesNotServeAsSuperuser() throws Exception {
    assertDoesNotServe(SUPERUSER, PASSWORD, "the database role is a superuser");
  }

  @Test
  void doesNotServeWithBypass() throws Exception {
    assertDoesNotServe(BYPASSING, PASSWORD, "the database role may bypass row-level security");
  }

  @Test
  void doesNotServeWithAWrongPassword() throws Exception {
    assertDoesNotServe(
        DatabaseRoles.APPLICATION,
        "wrong",
        "no connection to the database: FATAL: password authentication failed");
  }

  @Test
  void doesNotCreateATenantAsOwner() throws Exception {
    assertRefused(
        "Perennial does not start: the database role owns the tables",
        PackagedService.run(
            PackagedService.as(
                TestDatabase.roles().url(),
                DatabaseRoles.OWNER,
                TestDatabase.roles().ownerPassword()),
            "create-tenant",
            "--name",
            "Nobody"));
  }

  @Test
  void createTenantNeedsAName() throws Exception {
    assertRefused(
        "create-tenant needs --name NAME.",
        PackagedService.run(PackagedService.asApplication(), "create-tenant"));
  }

  @Test
  void knowsItsCommands() throws Exception {
    assertRefused(
        "Unknown command destroy", PackagedService.run(PackagedService.asApplication(), "destroy"));
  }

  @Test
  void migrateNeedsTheOwner() throws Exception {
    assertRefused(
        "migrate needs PERENNIAL_DATABASE_URL",
        PackagedService.run(PackagedService.asApplication(), "migrate"));
    assertRefused(
        "The migration failed: FATAL: password authentication failed",
        PackagedService.run(
            PackagedService.asOwner(TestDatabase.roles().url(), "wrong"), "migrate"));
  }

  /**
   * One story, because each step needs the one before: refused, of an older schema and refused,
   * migrated while a start waits for it, migrated again, a tenant, served, served again, purged.
   */
  @Test
  void anEmptyDatabaseIsRefusedThenMigratedThenServed() throws Exception {
    Map<String, String> application =
        PackagedService.as(
            emptyDatabaseUrl(),
            DatabaseRoles.APPLICATION,
            TestDatabase.roles().applicationPassword());
    assertRefused(
        "Perennial does not start: the database holds no migrated schema",
        PackagedService.run(application));

    Migrations.to(
        BEFORE_THE_CHECK,
        emptyDatabaseUrl(),
        DatabaseRoles.OWNER,
        TestDatabase.roles().ownerPassword(),
        DatabaseRoles.APPLICATION);
    assertRefused(
        "Perennial does not start: the schema of the database is older than this version; run `migrate` first",
        PackagedService.run(application));

    Map<String, String> owner =
        PackagedService.asOwner(emptyDatabaseUrl(), TestDatabase.roles().ownerPassword());
    Map<String, String> patient = new HashMap<>(application);
    patient.put("PERENNIAL_DATABASE_PATIENCE", "PT2M");
    try (RunningService waiting =
        PackagedService.start(patient, List.of("-Xmx256m"), folder.resolve("waiting"))) {
      assertTrue(migrations(owner) > 0, "the first run migrates");
      waiting.awaitReady();
    }
    assertEquals(0, migrations(owner), "the second finds nothing to do");

    PackagedService.Result created =
        PackagedService.run(application, "create-tenant", "--name", "First", "--currency", "USD");
    assertEquals(0, created.exitCode(), () -> String.join("\n", created.lines()));
    String key = value(created.output(), "API key: ");
    String readOnlyKey = value(created.output(), "Read-only API key: ");
    for (int start = 1; start <= 2; start++) {
      try (RunningService service =
          PackagedService.start(application, List.of("-Xmx256m"), folder.resolve("log" + start))) {
        service.awaitReady();
        assertEquals(200, service.get("/v1/customers", key).statusCode());
        assertEquals(200, service.get("/v1/customers", readOnlyKey).statusCode());
        assertEquals(401, service.get("/v1/customers", key + "x").statusCode());
      }
    }

    String tenant = value(created.output(), "Tenant: ");
    assertTrue(purged(owner, tenant) > 0);
    assertEquals(0, purged(owner, tenant), "nothing is left");
  }

  @Test
  void purgeWantsToBeToldTwice() throws Exception {
    Map<String, String> owner =
        PackagedService.asOwner(emptyDatabaseUrl(), TestDatabase.roles().ownerPassword());
    String id = "01980000-0000-7000-8000-000000000001";
    assertRefused(
        "purge-tenant needs --id ID of a tenant, and --yes",
        PackagedService.run(owner, "purge-tenant", "--id", id));
    assertRefused(
        "purge-tenant needs --id ID of a tenant, and --yes",
        PackagedService.run(owner, "purge-tenant", "--id", "First", "--yes"));
    assertRefused(
        "purge-tenant needs PERENNIAL_DATABASE_URL",
        PackagedService.run(PackagedService.asApplication(), "purge-tenant", "--id", id, "--yes"));
  }

  private static int purged(Map<String, String> owner, String tenant) throws Exception {
    PackagedService.Result result =
        PackagedService.run(owner, "purge-tenant", "--id", tenant, "--yes");
    assertEquals(0, result.exitCode(), () -> String.join("\n", result.lines()));
    return Integer.parseInt(value(result.output(), "Rows deleted: "));
  }

  private static int migrations(Map<String, String> owner) throws Exception {
    PackagedService.Result result = PackagedService.run(owner, "migrate");
    assertEquals(0, result.exitCode(), () -> String.join("\n", result.lines()));
    assertEquals(1, result.lines().size(), () -> String.join("\n", result.lines()));
    return Integer.parseInt(value(result.output(), "Migrations applied: "));
  }

  private static String value(List<String> lines, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + label + "' in " + lines));
  }
}
