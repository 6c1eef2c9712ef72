package dev.perennial.platform.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with {@code :names} for the hottest reads, by JDBC itself: read once, bound many times. The copies of its configuration
 * that Jdbi makes cost more than such a statement.
 */
public final class NamedSql {
  private static final Pattern NAME = Pattern.compile("(?<!:):([A-Za-z][A-Za-z0-9]*)");

  private final String sql;
  private final List<String> names = new ArrayList<>();

  public NamedSql(String named) {
    Matcher name = NAME.matcher(named);
    this.sql = name.replaceAll(found -> {
      names.add(found.group(1));
      return "?";
    });
  }

  /** For {@code prepareStatement}. */
  public String sql() {
    return sql;
  }

  /**
   * Sets every parameter by its name.
   *
   * @throws IllegalArgumentException when a name has no value
   */
  public void bind(PreparedStatement statement, Map<String, ?> values) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      Object value = values.get(names.get(i));
      if (value == null) {
        throw new IllegalArgumentException("no value for :" + names.get(i));
      }
      statement.setObject(i + 1, driverValue(value));
    }
  }

  /** The driver takes times with an offset only. */
  private static Object driverValue(Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }
}
