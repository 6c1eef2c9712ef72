package dev.perennial.testing;

import dev.perennial.launcher.DatabaseRoles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks the wall between tenants over in the catalogue: every table of {@code app}. */
public final class TenantWall {
  private static final String TABLES =
      """
      SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS walled,
             (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid
                AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.tenant%'
                AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.tenant%') AS policies,
             (SELECT string_agg(i.indexrelid::regclass::text, ', ') FROM pg_index i
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
               WHERE i.indrelid = c.oid AND a.attname <> 'tenant_id') AS strange_indexes,
             has_table_privilege('perennial_app', c.oid, 'UPDATE')
               OR has_table_privilege('perennial_app', c.oid, 'DELETE') AS can_change,
             has_table_privilege('perennial_app', c.oid, 'TRUNCATE') AS can_truncate,
             pg_get_userbyid(c.relowner) AS owner,
             obj_description(c.oid, 'pg_class') AS kind
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'app' AND c.relkind IN ('r', 'p')
      """;

  private TenantWall() {}

  /** What is wrong, in words; also a fault: hardly any tables. */
  public static List<String> faults(Connection owner) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (var statement = owner.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      int tables = 0;
      while (rows.next()) {
        tables++;
        String table = rows.getString("relname");
        String kind = rows.getString("kind");
        if (!rows.getBoolean("walled") || rows.getInt("policies") != 1) {
          faults.add(table + " has no forced row-level security with the tenant policy");
        }
        if (rows.getString("strange_indexes") != null) {
          faults.add(table + " has indexes that do not begin with tenant_id: " + rows.getString("strange_indexes"));
        }
        if (List.of("LEDGER", "FACT").contains(kind) && rows.getBoolean("can_change")) {
          faults.add(table + " is a " + kind + " but can be changed by the service");
        }
        if (rows.getBoolean("can_truncate") || rows.getString("owner").equals(DatabaseRoles.APPLICATION)) {
          faults.add(table + " can be emptied or is owned by the service");
        }
        if (kind == null) {
          faults.add(table + " does not say what kind of table it is");
        }
      }
      if (tables <= 20) {
        faults.add("only " + tables + " tables");
      }
    }
    return faults;
  }
}
