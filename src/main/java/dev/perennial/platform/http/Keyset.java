package dev.perennial.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keyset paging: the cursor holds the last row's sort values and id, so a deep page costs what the first costs. The order
 * and the filters are bound into it; a cursor used with others is refused.
 *
 * <p>One or two sort keys; the id breaks ties. With two keys PostgreSQL walks the first key's index and sorts its ties
 * (incremental sort).
 */
public final class Keyset<T> {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;
  private static final int MAX_CURSOR = 2000;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final List<SortKey<T>> keys;
  private final List<Boolean> descending;
  private final SortKey<T> id;
  private final int limit;
  private final String binding;
  private final @Nullable List<String> after;

  private Keyset(
      List<SortKey<T>> keys, List<Boolean> descending, SortKey<T> id, int limit, String binding,
      @Nullable List<String> after) {
    this.keys = keys;
    this.descending = descending;
    this.id = id;
    this.limit = limit;
    this.binding = binding;
    this.after = after;
  }

  /**
   * @param request limit, cursor and sort as they came
   * @param defaultSort used when none is given
   * @param sorts the white list
   * @param idColumn the id that breaks ties
   * @param idOf the row's id
   * @param filters everything else that selects rows; its text is bound into the cursor
   */
  public static <T> Keyset<T> of(
      PageRequest request, String defaultSort, List<SortKey<T>> sorts, String idColumn,
      Function<T, Object> idOf, Object filters) {
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.invalid(
          FieldError.parameter("limit", "out_of_range", "The limit must be between 1 and " + MAX_LIMIT + "."));
    }
    String sort = request.sort() == null || request.sort().isBlank() ? defaultSort : request.sort();
    List<SortKey<T>> keys = new ArrayList<>();
    List<Boolean> descending = new ArrayList<>();
    for (String part : sort.split(",", -1)) {
      boolean down = part.startsWith("-");
      keys.add(find(sorts, down ? part.substring(1) : part));
      descending.add(down);
    }
    if (keys.size() > 2) {
      throw ProblemException.invalid(FieldError.parameter("sort", "invalid", "Sort by at most two keys."));
    }
    String binding = Integer.toHexString(Objects.hash(sort, filters.toString()));
    SortKey<T> id = new SortKey<>("id", idColumn, "uuid", idOf);
    List<String> after = request.cursor() == null ? null : decode(request.cursor(), binding, keys.size() + 1);
    for (int i = 0; after != null && i < keys.size(); i++) {
      checkValue(keys.get(i).cast(), after.get(i));
    }
    return new Keyset<>(keys, descending, id, limit, binding, after);
  }

  private static <T> SortKey<T> find(List<SortKey<T>> sorts, String name) {
    return sorts.stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    FieldError.parameter(
                        "sort", "invalid",
                        "Sort by one of " + String.join(", ", sorts.stream().map(SortKey::name).toList())
                            + "; a minus in front turns the order.")));
  }

  /** {@code AND …} for the rows after the cursor, or nothing on the first page. */
  public String predicate() {
    if (after == null) {
      return "";
    }
    if (keys.size() == 1) {
      String operator = descending.getFirst() ? "<" : ">";
      return " AND (" + column(0) + ", " + id.column() + ") " + operator + " (" + bound(0) + ", :k_id::uuid)";
    }
    // (a, b, id) with directions of their own: a first, so that its index is walked from the right place.
    String a = descending.get(0) ? "<" : ">";
    String b = descending.get(1) ? "<" : ">";
    return " AND " + column(0) + " " + a + "= " + bound(0)
        + " AND (" + column(0) + " " + a + " " + bound(0)
        + " OR (" + column(1) + ", " + id.column() + ") " + b + " (" + bound(1) + ", :k_id::uuid))";
  }

  /** {@code ORDER BY … LIMIT …}; one row more than asked for tells whether there is a next page. */
  public String orderAndLimit() {
    StringBuilder order = new StringBuilder(" ORDER BY ");
    for (int i = 0; i < keys.size(); i++) {
      order.append(column(i)).append(descending.get(i) ? " DESC, " : ", ");
    }
    order.append(id.column()).append(descending.getLast() ? " DESC" : "");
    return order.append(" LIMIT ").append(limit + 1).toString();
  }

  /** Values for the placeholders of {@link #predicate()}. */
  public Map<String, Object> binds() {
    Map<String, Object> binds = new LinkedHashMap<>();
    if (after != null) {
      for (int i = 0; i < keys.size(); i++) {
        binds.put("k_" + i, after.get(i));
      }
      binds.put("k_id", after.getLast());
    }
    return binds;
  }

  public Page<T> page(List<T> rows) {
    return page(rows, Function.identity());
  }

  /** Cuts the surplus row off and turns the rest into what is answered. */
  public <V> Page<V> page(List<T> rows, Function<T, V> view) {
    boolean more = rows.size() > limit;
    List<T> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(shown.stream().map(view).toList(), more ? encode(shown.getLast()) : null);
  }

  private String column(int i) {
    return keys.get(i).column();
  }

  private String bound(int i) {
    return "CAST(:k_" + i + " AS " + keys.get(i).cast() + ")";
  }

  private String encode(T row) {
    List<String> values = new ArrayList<>();
    values.add(binding);
    keys.forEach(key -> values.add(String.valueOf(key.value().apply(row))));
    values.add(String.valueOf(id.value().apply(row)));
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> decode(String cursor, String binding, int size) {
    try {
      if (cursor.length() > MAX_CURSOR) {
        throw new IllegalArgumentException("too long");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
      String[] values = JSON.readValue(bytes, String[].class);
      if (values.length != size + 1 || !binding.equals(values[0])) {
        throw new IllegalArgumentException("other list");
      }
      UUID.fromString(values[size]);
      return List.of(values).subList(1, size + 1);
    } catch (IOException | RuntimeException e) {
      throw invalidCursor();
    }
  }

  /** A cursor that somebody wrote by hand must not be found out by the database. */
  private static void checkValue(String cast, String value) {
    try {
      switch (cast) {
        case "timestamptz" -> Instant.parse(value);
        case "date" -> checkDate(value);
        case "float8" -> Double.parseDouble(value);
        case "bigint" -> Long.parseLong(value);
        case "uuid" -> UUID.fromString(value);
        default -> checkText(value);
      }
    } catch (RuntimeException e) {
      throw invalidCursor();
    }
  }

  private static void checkDate(String value) {
    if (!value.equals("infinity")) {
      LocalDate.parse(value);
    }
  }

  private static void checkText(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a text of the database");
    }
  }

  private static ProblemException invalidCursor() {
    return new ProblemException(
        ProblemType.INVALID_CURSOR,
        "The cursor does not belong to this list with these filters and this order.",
        List.of(FieldError.parameter("cursor", "invalid", "Start again without a cursor.")));
  }
}
