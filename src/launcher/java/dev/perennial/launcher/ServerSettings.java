package dev.perennial.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server configuration the launcher sets, for a machine of two cores and little memory. */
enum ServerSettings {
  /** An acknowledged commit survives a kill and a power cut. */
  DURABLE("on", "256MB"),
  /** Fast and careless: the data does not outlive the process that asked for it. */
  THROW_AWAY("off", "128MB");

  private static final String FILE_NAME = "perennial.conf";

  private final String safety;
  private final String sharedBuffers;

  ServerSettings(String safety, String sharedBuffers) {
    this.safety = safety;
    this.sharedBuffers = sharedBuffers;
  }

  /** Has the server read the launcher's settings after those that initdb found for this machine. */
  static void include(Path dataFolder) throws IOException {
    Path configuration = dataFolder.resolve("postgresql.conf");
    String found = Files.readString(configuration);
    Files.writeString(configuration, found + "\ninclude '" + FILE_NAME + "'\n");
  }

  /** Writes the settings; done at every start, so that the code and not the data decides. */
  void write(Path dataFolder, int port) throws IOException {
    StringBuilder lines = new StringBuilder("# Written by the launcher at every start.\n");
    settings(port)
        .forEach((name, value) -> lines.append(name).append(" = '").append(value).append("'\n"));
    Path file = dataFolder.resolve(FILE_NAME);
    Files.writeString(file, lines);
    UnprivilegedCommand.own(file);
  }

  private Map<String, String> settings(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", Ports.HOST);
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("shared_buffers", sharedBuffers);
    settings.put("max_wal_size", "512MB");
    settings.put("fsync", safety);
    settings.put("synchronous_commit", safety);
    settings.put("full_page_writes", safety);
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("lc_messages", "C");
    settings.put("log_line_prefix", "%m [%p] ");
    settings.put("log_error_verbosity", "terse"); // details quote rows
    return settings;
  }
}
