package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseRolesTest {
  private static EmbeddedDatabase database;
  private static DatabaseRoles roles;

  @BeforeAll
  static void start() {
    database = EmbeddedDatabase.temporary();
    roles = DatabaseRoles.prepare(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void usersHaveNoPrivileges() throws Exception {
    for (Connection connection : List.of(owner(), application())) {
      try (connection) {
        assertEquals(
            "f f f f f",
            query(
                connection,
                "select concat_ws(' ', rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
                    + " rolreplication) from pg_roles where rolname = current_user"));
      }
    }
  }

  @Test
  void ownerOwnsTheDatabaseAndMayCreateSchemas() throws Exception {
    try (Connection owner = owner()) {
      assertEquals(
          DatabaseRoles.OWNER,
          query(
              owner,
              "select datdba::regrole::text from pg_database where datname = current_database()"));
      assertEquals("t", query(owner, "select has_database_privilege('perennial', 'CREATE')"));
    }
  }

  @Test
  void databaseSortsByCodePoint() throws Exception {
    try (Connection owner = owner()) {
      assertEquals(
          "Z a é",
          query(owner, "select string_agg(c, ' ' order by c) from unnest(array['é','a','Z']) c"));
      assertEquals("UTF8", query(owner, "show server_encoding"));
    }
  }

  @Test
  void applicationCannotCreateLastingThings() throws Exception {
    try (Connection application = application()) {
      assertRefused(application, "create table public.mine (id int)");
      assertRefused(application, "create schema mine");
      assertRefused(application, "create role other");
      assertRefused(application, "create database other");
      assertRefused(application, "set role " + DatabaseRoles.OWNER);
    }
  }

  @Test
  void applicationMayUseTemporaryTables() throws Exception {
    try (Connection application = application();
        Statement statement = application.createStatement()) {
      statement.execute("create temporary table staging (id int)");
    }
  }

  @Test
  void preparingAgainKeepsDataAndTakesAwayWhatWasAdded() throws Exception {
    EmbeddedDatabaseTest.execute(database, "alter role perennial_app superuser");
    try (Connection owner = owner();
        Statement statement = owner.createStatement()) {
      statement.execute("create schema kept");
    }
    assertEquals(roles, DatabaseRoles.prepare(database));
    usersHaveNoPrivileges();
    try (Connection owner = owner()) {
      assertEquals("kept", query(owner, "select nspname from pg_namespace where nspname = 'kept'"));
    }
  }

  @Test
  void durablePasswordsAreRandomAndStay(@TempDir Path folder) throws Exception {
    DatabaseRoles first;
    try (EmbeddedDatabase durable = EmbeddedDatabase.durable(folder, 0)) {
      first = DatabaseRoles.prepare(durable);
    }
    assertNotEquals(first.ownerPassword(), first.applicationPassword());
    assertEquals(48, first.ownerPassword().length());
    try (EmbeddedDatabase durable = EmbeddedDatabase.durable(folder, 0)) {
      DatabaseRoles second = DatabaseRoles.prepare(durable);
      assertEquals(first.ownerPassword(), second.ownerPassword());
      assertEquals(first.applicationPassword(), second.applicationPassword());
      DriverManager.getConnection(
              second.url(), DatabaseRoles.APPLICATION, first.applicationPassword())
          .close();
    }
  }

  private static Connection owner() throws SQLException {
    return DriverManager.getConnection(roles.url(), DatabaseRoles.OWNER, roles.ownerPassword());
  }

  private static Connection application() throws SQLException {
    return DriverManager.getConnection(
        roles.url(), DatabaseRoles.APPLICATION, roles.applicationPassword());
  }

  private static void assertRefused(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException refusal = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
      assertEquals("42501", refusal.getSQLState(), sql);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
