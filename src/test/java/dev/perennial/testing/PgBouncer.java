package dev.perennial.testing;

import dev.perennial.launcher.DatabaseRoles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A PgBouncer in transaction mode before the test database, for {@code make test-pgbouncer}. Few server connections for many
 * of the service's: whatever one client leaves on a server connection, another finds.
 */
final class PgBouncer {
  private static final int SERVER_CONNECTIONS = 4;
  private static final int START_ATTEMPTS = 100;
  private static final int POLL_MILLISECONDS = 100;
  private static final String UNPRIVILEGED = "nobody"; // it refuses to run as root

  private PgBouncer() {}

  /** Starts it for as long as this JVM lives and returns the JDBC address of the database behind it. */
  static String before(DatabaseRoles roles, int databasePort) {
    try {
      Path folder = Files.createTempDirectory("pgbouncer");
      int port = freePort();
      Path users = folder.resolve("users.txt");
      Files.writeString(users, "\"%s\" \"%s\"\n".formatted(DatabaseRoles.APPLICATION, roles.applicationPassword()));
      Path settings = folder.resolve("pgbouncer.ini");
      Files.writeString(
          settings,
          """
          [databases]
          perennial = host=127.0.0.1 port=%d dbname=%s
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = scram-sha-256
          auth_file = %s
          pool_mode = transaction
          default_pool_size = %d
          max_client_conn = 500
          ignore_startup_parameters = extra_float_digits, options
          """
              .formatted(databasePort, DatabaseRoles.DATABASE, port, users, SERVER_CONNECTIONS));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      List<String> command = new ArrayList<>(List.of("pgbouncer"));
      if ("root".equals(System.getProperty("user.name"))) {
        command.addAll(List.of("-u", UNPRIVILEGED));
      }
      command.add(settings.toString());
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      awaitPort(process, port, folder.resolve("log"));
      return "jdbc:postgresql://127.0.0.1:" + port + "/perennial?prepareThreshold=0";
    } catch (IOException e) {
      throw new IllegalStateException("PgBouncer (Debian's package pgbouncer) is needed: " + e.getMessage(), e);
    }
  }

  private static void awaitPort(Process process, int port, Path log) throws IOException {
    for (int i = 0; i < START_ATTEMPTS && process.isAlive(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), POLL_MILLISECONDS);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException(Files.readString(log));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
