package dev.perennial.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @Test
  void durableDataSurvivesARestart() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      execute(database, "create table note (text text)");
      execute(database, "insert into note values ('kept')");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      assertEquals("kept", query(database, "select text from note"));
    }
  }

  @Test
  void durableServerKeepsWhatItAcknowledges() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertEquals("on", query(database, "show " + setting), setting);
      }
      assertEquals("127.0.0.1", query(database, "show listen_addresses"));
      // The driver sets the zone of its sessions, so the session's own setting proves nothing.
      assertEquals(
          "UTC",
          query(
              database,
              "select setting from pg_file_settings where name = 'timezone' and applied"));
    }
  }

  @Test
  void everybodyNeedsThePassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      SQLException refusal =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(database.jdbcUrl("postgres"), "postgres", "wrong"));
      assertEquals("28P01", refusal.getSQLState());
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))));
  }

  @Test
  void temporaryDatabaseLeavesNothing() throws Exception {
    Path used;
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
      used = database.folder();
      assertEquals("off", query(database, "show fsync"));
      assertTrue(database.isRunning());
    }
    assertFalse(Files.exists(used));
  }

  @Test
  void secondServerOfAFolderIsRefused() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
      assertEquals(
          "The data folder %s is already served by another `make run` (process %d); stop it first."
              .formatted(folder.toRealPath(), ProcessHandle.current().pid()),
          failureOfStart(0));
      assertEquals("1", query(database, "select 1"));
    }
  }

  @Test
  void missingVersionFileIsABrokenFolder() throws Exception {
    EmbeddedDatabase.durable(folder, 0).close();
    Files.delete(folder.resolve("data/PG_VERSION"));
    assertBrokenFolder(failureOfStart(0), "PG_VERSION is missing");
  }

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws Exception {
    EmbeddedDatabase.durable(folder, 0).close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");
    assertBrokenFolder(failureOfStart(0), "written by PostgreSQL 9");
  }

  @Test
  void missingPasswordsAreABrokenFolder() throws Exception {
    EmbeddedDatabase.durable(folder, 0).close();
    Files.delete(folder.resolve("passwords"));
    assertBrokenFolder(failureOfStart(0), "passwords to the data are missing");
  }

  @Test
  void damagedControlFileIsABrokenFolder() throws Exception {
    EmbeddedDatabase.durable(folder, 0).close();
    Files.write(folder.resolve("data/global/pg_control"), new byte[8192]);
    assertBrokenFolder(failureOfStart(0), "PostgreSQL did not start");
  }

  @Test
  void takenPortIsNamedTogetherWithItsVariable() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertEquals(
          "Port %d is in use by another program; stop that, or choose another port with PERENNIAL_DATABASE_PORT=<port>."
              .formatted(other.getLocalPort()),
          failureOfStart(other.getLocalPort()));
    }
  }

  @Test
  void leftOverFileNamingAForeignProcessDoesNotPreventTheStart() throws Exception {
    EmbeddedDatabase.durable(folder, 0).close();
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          folder.resolve("data/postmaster.pid"),
          foreign.pid() + "\n" + folder.resolve("data") + "\n0\n5432\n\n\n\n\n");
      try (EmbeddedDatabase database = EmbeddedDatabase.durable(folder, 0)) {
        assertEquals("1", query(database, "select 1"));
      }
      assertTrue(foreign.isAlive());
    } finally {
      foreign.destroyForcibly();
    }
  }

  private String failureOfStart(int port) {
    return assertThrows(LauncherFailure.class, () -> EmbeddedDatabase.durable(folder, port))
        .getMessage();
  }

  private void assertBrokenFolder(String message, String reason) throws IOException {
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains(folder.toRealPath().resolve("data").toString()), message);
    assertTrue(message.contains("postgresql.log"), message);
    assertTrue(message.contains("`make reset`"), message);
    assertEquals(1, message.lines().count(), message);
  }

  static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.superuserConnection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.superuserConnection("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
