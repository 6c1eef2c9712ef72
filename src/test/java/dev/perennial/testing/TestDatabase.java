package dev.perennial.testing;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.launcher.EmbeddedDatabase;
import dev.perennial.platform.db.Migrations;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A throw-away PostgreSQL for the whole test run, migrated as owner; the service gets the application role. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
  /** System property of a second JVM that works on the database of the first. */
  public static final String OTHER_PROCESS = "perennial.test.other-process";

  /** System property: the service reaches its database through PgBouncer, as a transaction pooler. */
  private static final String POOLED = "perennial.test.pgbouncer";

  private static EmbeddedDatabase database;
  private static DatabaseRoles roles;
  private static String pooledUrl;

  /** One server for the JVM, whoever asks first. */
  public static synchronized EmbeddedDatabase server() {
    if (database == null) {
      database = EmbeddedDatabase.temporary();
      roles = DatabaseRoles.prepare(database);
      Migrations.run(roles.url(), DatabaseRoles.OWNER, roles.ownerPassword(), DatabaseRoles.APPLICATION);
    }
    return database;
  }

  public static DatabaseRoles roles() {
    server();
    return roles;
  }

  @Override
  public Map<String, String> start() {
    if (Boolean.getBoolean(OTHER_PROCESS)) {
      return Map.of(); // the test that started this process named its own database
    }
    server();
    boolean pooled = Boolean.getBoolean(POOLED);
    return Map.of(
        "perennial.database.transaction-pooling", "" + pooled,
        "perennial.database.url", pooled ? pooledUrl() : roles.url(),
        "perennial.database.username", DatabaseRoles.APPLICATION,
        "perennial.database.password", roles.applicationPassword());
  }

  private static synchronized String pooledUrl() {
    if (pooledUrl == null) {
      pooledUrl = PgBouncer.before(roles, database.port());
    }
    return pooledUrl;
  }

  @Override
  public void stop() {
    // Kept for the next test class of this JVM; the server ends with it.
  }
}
