package dev.perennial.bench;

import dev.perennial.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;

/** The table of {@link BareResource}: a tenant's customers, without row-level security, triggers or indexes but the key's. */
final class BareTable {
  private BareTable() {}

  static void of(UUID tenant) throws Exception {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute("DROP SCHEMA IF EXISTS bench CASCADE");
      sql.execute("CREATE SCHEMA bench");
      sql.execute("CREATE TABLE bench.row AS SELECT * FROM app.customer WHERE tenant_id = '" + tenant + "'");
      sql.execute("ALTER TABLE bench.row ADD PRIMARY KEY (id)");
      sql.execute("GRANT USAGE ON SCHEMA bench TO perennial_app");
      sql.execute("GRANT SELECT, UPDATE ON bench.row TO perennial_app");
    }
  }
}
