package dev.perennial.schema;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.packaging.PackagedService;
import dev.perennial.packaging.RunningService;
import dev.perennial.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * {@code make release-data}: starts the packaged service on an empty database, makes a small tenant of everything the API
 * can make, and writes all rows to {@code src/test/resources/schema/<schema version>.copy.gz}. Done once per release that
 * changed the schema; a written file is never written again.
 */
public final class ReleaseData {
  static final Path FOLDER = Path.of("src/test/resources/schema");
  static final String SUFFIX = ".copy.gz";

  /** Notes of a file: the key of the tenant with everything, and of another one. */
  static final String KEY = "key";

  static final String OTHER_KEY = "other-key";

  private static final String VERSION =
      "SELECT version FROM platform.schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1";
  private static final int MOST_BYTES = 300_000;

  private ReleaseData() {}

  public static void main(String[] arguments) throws Exception {
    String key = PackagedService.createTenant(PackagedService.asApplication(), "Everything");
    String otherKey = PackagedService.createTenant(PackagedService.asApplication(), "Another");
    Path log = Files.createTempFile("release-data", ".log");
    try (RunningService service =
            PackagedService.start(PackagedService.asApplication(), List.of("-Xmx256m"), log);
        Connection superuser = TestDatabase.server().superuserConnection(DatabaseRoles.DATABASE)) {
      service.awaitReady();
      Everything everything = new Everything(service.port(), key, otherKey, superuser);
      everything.make();
    }
    try (Connection superuser = TestDatabase.server().superuserConnection(DatabaseRoles.DATABASE)) {
      Path file = FOLDER.resolve(version(superuser) + SUFFIX);
      if (Files.exists(file)) {
        System.err.println(file + " is there: what was written for a schema stays as it is.");
        System.exit(1);
      }
      Map<String, Long> counts =
          DataFile.write(superuser, Map.of(KEY, key, OTHER_KEY, otherKey), file);
      counts.forEach((table, rows) -> System.out.printf("%6d  %s%n", rows, table));
      System.out.printf("Wrote %s (%d bytes)%n", file, Files.size(file));
      System.exit(Files.size(file) < MOST_BYTES ? 0 : 1);
    }
  }

  private static String version(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VERSION)) {
      row.next();
      return row.getString(1);
    }
  }
}
