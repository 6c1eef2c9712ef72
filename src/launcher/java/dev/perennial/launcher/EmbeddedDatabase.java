package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A real PostgreSQL server that belongs to this process: durable for {@code make run}, throw-away
 * for tests. It listens on 127.0.0.1 only and asks everybody for a password (SCRAM).
 *
 * <p>The given folder holds {@code data} (PGDATA), {@code postgresql.log}, {@code passwords} and
 * {@code launcher.lock}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  private final Path folder;
  private final int port;
  private final FolderLock lock;
  private final PostgresServer server;
  private final boolean throwAway;
  private boolean closed;

  private EmbeddedDatabase(
      Path folder, int port, FolderLock lock, PostgresServer server, boolean throwAway) {
    this.folder = folder;
    this.port = port;
    this.lock = lock;
    this.server = server;
    this.throwAway = throwAway;
  }

  /**
   * Starts the server of the folder, whose data survives restarts and kills; creates it when it is
   * not there. The caller closes it: there is no shutdown hook, because only the caller knows what
   * has to end before the database does.
   *
   * @param port 0 for any free one
   * @throws LauncherFailure with one clear line when another process serves the folder, the data is
   *     broken, or the port is taken
   */
  public static EmbeddedDatabase durable(Path folder, int port) {
    try {
      Files.createDirectories(
          folder.toAbsolutePath(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      return durable(FolderLock.take(folder), port);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** As {@link #durable(Path, int)}, for a caller who already has the folder's lock. */
  static EmbeddedDatabase durable(FolderLock lock, int port) {
    try {
      return start(lock, port, ServerSettings.DURABLE);
    } catch (IOException e) {
      throw unusable(lock.folder(), e);
    }
  }

  private static LauncherFailure unusable(Path folder, IOException cause) {
    return new LauncherFailure(
        "Could not use the data folder " + folder + ": " + cause.getMessage(), cause);
  }

  /**
   * Starts a server with fresh data in a temporary folder. Both end with {@link #close()} or with
   * this process; what a killed process left is cleared away by the next one that calls this.
   */
  public static EmbeddedDatabase temporary() {
    try {
      FolderLock lock = TemporaryFolders.create();
      EmbeddedDatabase database = start(lock, 0, ServerSettings.THROW_AWAY);
      Runtime.getRuntime().addShutdownHook(new Thread(database::close));
      return database;
    } catch (IOException e) {
      throw new LauncherFailure("Could not create a temporary database: " + e, e);
    }
  }

  private static EmbeddedDatabase start(FolderLock lock, int wantedPort, ServerSettings settings)
      throws IOException {
    Path folder = lock.folder();
    try {
      UnprivilegedCommand.own(folder);
      PostgresServer server = serverOf(folder);
      checkPasswords(folder);
      if (!Files.exists(folder.resolve("data"))) {
        server.create(new Secrets(folder).passwordOf(SUPERUSER), settings);
      }
      int port = wantedPort == 0 ? Ports.findFree() : wantedPort;
      server.start(settings, port);
      return new EmbeddedDatabase(
          folder, port, lock, server, settings == ServerSettings.THROW_AWAY);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Data without passwords is of no use to anybody. */
  static void checkPasswords(Path folder) {
    if (Files.exists(folder.resolve("data")) && !new Secrets(folder).exist()) {
      throw serverOf(folder).broken("The passwords to the data are missing");
    }
  }

  static PostgresServer serverOf(Path folder) {
    return new PostgresServer(
        PostgresBinaries.unpacked(), folder.resolve("data"), folder.resolve("postgresql.log"));
  }

  /** The port of 127.0.0.1 on which the server listens. */
  public int port() {
    return port;
  }

  /** The folder that holds the data, the log file and the passwords. */
  public Path folder() {
    return folder;
  }

  /** The JDBC address of a database of this server, without credentials. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, port, database);
  }

  /** The JDBC address of database {@code postgres} with the superuser's credentials. */
  public String superuserUrl() {
    return superuserUrl("postgres");
  }

  /** The JDBC address of a database with the superuser's credentials. */
  public String superuserUrl(String database) {
    return "%s?user=%s&password=%s".formatted(jdbcUrl(database), SUPERUSER, passwordOf(SUPERUSER));
  }

  /** Whether the data ends with this process. */
  boolean isThrowAway() {
    return throwAway;
  }

  /** The password this folder keeps for a database user, drawn at the first question. */
  String passwordOf(String user) {
    try {
      return new Secrets(folder).passwordOf(user);
    } catch (IOException e) {
      throw new LauncherFailure("Could not read the passwords in " + folder + ": " + e, e);
    }
  }

  /** A new connection of the superuser; the caller closes it. */
  public Connection superuserConnection(String database) throws SQLException {
    return DriverManager.getConnection(superuserUrl(database));
  }

  /** Whether the server process lives. */
  public boolean isRunning() {
    try {
      return server.isRunning();
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops the server, ends its connections, and lets other processes have the folder. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.stop();
    if (throwAway) {
      TemporaryFolders.delete(folder);
    }
    lock.close();
  }
}
