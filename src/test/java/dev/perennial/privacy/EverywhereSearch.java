package dev.perennial.privacy;

import dev.perennial.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks for texts in every column of every table of ours, of all tenants, whatever its type. */
final class EverywhereSearch {
  private EverywhereSearch() {}

  /** Where any of the texts is, case aside: {@code schema.table.column: text}. */
  static List<String> find(List<String> texts) throws SQLException {
    List<String> found = new ArrayList<>();
    // as superuser: nothing is hidden by row-level security
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement statement = connection.createStatement()) {
      for (Column column : columns(statement)) {
        for (String text : texts) {
          try (ResultSet row =
              statement.executeQuery(
                  "SELECT EXISTS (SELECT FROM %s WHERE strpos(lower(%s), lower('%s')) > 0)"
                      .formatted(column.table, column.asText(), text))) {
            row.next();
            if (row.getBoolean(1)) {
              found.add(column.table + "." + column.name + ": " + text);
            }
          }
        }
      }
    }
    return found;
  }

  /** {@code table.column} of all that may hold a person. */
  static List<String> personalColumns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name || '.' || column_name FROM platform.personal_column WHERE sought <> 'NEVER' ORDER BY 1")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }

  private static List<Column> columns(Statement statement) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            SELECT table_schema || '.' || table_name AS table, column_name, data_type FROM information_schema.columns
            WHERE table_schema IN ('app', 'platform') ORDER BY 1, 2
            """)) {
      while (rows.next()) {
        columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    if (columns.size() < 100) {
      throw new AssertionError("found only " + columns.size() + " columns");
    }
    return columns;
  }

  private record Column(String table, String name, String type) {
    String asText() {
      return type.equals("bytea") ? "encode(" + name + ", 'escape')" : name + "::text";
    }
  }
}
