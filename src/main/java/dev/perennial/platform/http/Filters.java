package dev.perennial.platform.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects {@code AND} conditions of a list with their values; a null value leaves the condition out. */
public final class Filters {
  private final StringBuilder sql = new StringBuilder();
  private final Map<String, Object> binds = new LinkedHashMap<>();

  /** Adds {@code condition} (which names {@code :name}) when the value is there. */
  public Filters and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      binds.put(name, value);
    }
    return this;
  }

  /** Adds {@code column = ANY(:name)} for a comma-separated list of values. */
  public Filters in(String column, String name, @Nullable String commaSeparated) {
    return commaSeparated == null
        ? this
        : and(column + " = ANY(:" + name + ")", name, commaSeparated.split(",", -1));
  }

  /** The same for a list of an enum's values; an unknown one is refused. */
  public <E extends Enum<E>> Filters in(
      String column, String name, @Nullable String commaSeparated, Class<E> type) {
    if (commaSeparated == null) {
      return this;
    }
    List<String> values = new ArrayList<>();
    for (String value : commaSeparated.split(",", -1)) {
      values.add(enumValue(name, value, type).name());
    }
    return and(column + " = ANY(:" + name + ")", name, values.toArray(String[]::new));
  }

  public static <E extends Enum<E>> E enumValue(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw ProblemException.invalid(
        FieldError.parameter(
            name, "invalid", "The parameter " + name + " must be of "
                + java.util.Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", "") + "."));
  }

  public String sql() {
    return sql.toString();
  }

  public Map<String, Object> binds() {
    return binds;
  }

  /** What binds a cursor to this selection. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    binds.forEach(
        (name, value) ->
            text.append(name).append('=')
                .append(value instanceof Object[] array ? java.util.Arrays.toString(array) : value)
                .append(';'));
    return text.toString();
  }
}
