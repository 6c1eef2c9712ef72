package dev.perennial.platform.db;

import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date, as the owner. Never run by the service itself: it has no right to.
 */
public final class Migrations {
  /**
   * The version of the newest migration, which the service needs. A test compares it with the
   * files.
   */
  static final String NEWEST = "202612010300";

  private Migrations() {}

  /**
   * @param applicationRole the role the service runs as; grants go to it
   * @return number of migrations applied
   */
  public static int run(String url, String owner, String password, String applicationRole) {
    return to("latest", url, owner, password, applicationRole);
  }

  /** The same up to a version, as the schema was when that was the latest. */
  public static int to(
      String version, String url, String owner, String password, String applicationRole) {
    return Flyway.configure()
        .dataSource(url, owner, password)
        .schemas("platform")
        .createSchemas(true)
        .table("schema_history")
        .locations("classpath:db/migration")
        .placeholders(Map.of("applicationRole", '"' + applicationRole + '"'))
        .validateMigrationNaming(true)
        .target(version)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
