package dev.perennial.launcher;

import dev.perennial.platform.db.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;

/**
 * The database {@value #DATABASE} and its two users: an owner who migrates, and the application,
 * which owns nothing and cannot get around row-level security. What the application may do with
 * tables is granted by the migrations.
 *
 * @param url the database's JDBC address, without credentials
 * @param ownerPassword the password of {@value #OWNER}
 * @param applicationPassword the password of {@value #APPLICATION}
 */
public record DatabaseRoles(String url, String ownerPassword, String applicationPassword) {
  public static final String DATABASE = "perennial";
  public static final String OWNER = "perennial_owner";
  public static final String APPLICATION = "perennial_app";

  private static final String WITHOUT_PRIVILEGES =
      "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION";
  private static final int FIRST_VERSION_WITH_BUILTIN_LOCALES = 17;

  /**
   * Creates what is missing of database and users, and sets users, passwords and grants to what
   * they should be. Durable databases have random passwords, throw-away ones fixed ones.
   *
   * @throws LauncherFailure when the server refuses
   */
  public static DatabaseRoles prepare(EmbeddedDatabase database) {
    DatabaseRoles roles =
        new DatabaseRoles(
            database.jdbcUrl(DATABASE), password(database, OWNER), password(database, APPLICATION));
    try (Connection server = database.superuserConnection("postgres")) {
      prepareUser(server, OWNER, roles.ownerPassword);
      prepareUser(server, APPLICATION, roles.applicationPassword);
      prepareDatabase(server);
    } catch (SQLException e) {
      throw refused("prepare", e);
    }
    try (Connection own = database.superuserConnection(DATABASE)) {
      execute(own, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    } catch (SQLException e) {
      throw refused("prepare", e);
    }
    return roles;
  }

  /**
   * Those of a durable data folder, whose server may yet have to be started or even created.
   *
   * @throws LauncherFailure when there is data and nobody knows its passwords any more
   */
  static DatabaseRoles ofFolder(Path folder, int port) throws IOException {
    EmbeddedDatabase.checkPasswords(folder);
    Secrets secrets = new Secrets(folder);
    return new DatabaseRoles(
        EmbeddedDatabase.jdbcUrl(port, DATABASE),
        secrets.passwordOf(OWNER),
        secrets.passwordOf(APPLICATION));
  }

  /**
   * Brings the database's structure up to date, as {@code migrate} of the service does, in this
   * process: another JVM would take longer to start than the migrations to run.
   *
   * @throws LauncherFailure when a migration fails
   */
  void migrate() {
    try {
      Migrations.run(url, OWNER, ownerPassword, APPLICATION);
    } catch (FlywayException e) {
      throw refused("migrate", e);
    }
  }

  /** Deletes the database with everything in it; the users stay. */
  static void dropDatabase(EmbeddedDatabase database) {
    try (Connection server = database.superuserConnection("postgres")) {
      execute(server, "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
    } catch (SQLException e) {
      throw refused("delete", e);
    }
  }

  private static String password(EmbeddedDatabase database, String user) {
    return database.isThrowAway() ? user : database.passwordOf(user);
  }

  private static void prepareUser(Connection server, String user, String password)
      throws SQLException {
    if (!exists(server, "SELECT FROM pg_roles WHERE rolname = ?", user)) {
      execute(server, "CREATE ROLE " + user);
    }
    // Passwords are drawn from letters and digits, so they need no quoting.
    execute(server, "ALTER ROLE %s %s PASSWORD '%s'".formatted(user, WITHOUT_PRIVILEGES, password));
  }

  private static void prepareDatabase(Connection server) throws SQLException {
    if (!exists(server, "SELECT FROM pg_database WHERE datname = ?", DATABASE)) {
      execute(
          server,
          "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8' %s"
              .formatted(DATABASE, OWNER, locale(server)));
    }
    execute(server, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
    // Bulk loading copies into temporary tables first.
    execute(server, "GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO " + APPLICATION);
  }

  /** Sorts by code point everywhere; where the server can, it also knows letters beyond ASCII. */
  private static String locale(Connection server) throws SQLException {
    return server.getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION_WITH_BUILTIN_LOCALES
        ? "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        : "LOCALE 'C'";
  }

  private static boolean exists(Connection server, String query, String name) throws SQLException {
    try (PreparedStatement statement = server.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection server, String sql) throws SQLException {
    try (Statement statement = server.createStatement()) {
      statement.execute(sql);
    }
  }

  private static LauncherFailure refused(String what, Exception cause) {
    String reason = String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    return new LauncherFailure(
        "Could not %s the database %s: %s".formatted(what, DATABASE, reason), cause);
  }
}
