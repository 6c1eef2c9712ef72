package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps rows onto a resource's body. Unknown targets are found before the first row is read. */
final class RowMapper {
  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");
  private static final String KEY = "externalId";
  private static final String KNOWN_AT = "knownAt";
  private static final String LINE = "#line";

  private final ImportMapping mapping;
  private final Class<?> fields;
  private final boolean keyed;
  private final CellReader cells;

  /** @param keyed whether {@code externalId} and {@code knownAt} tell of the row (edited resources) rather than being fields of its own */
  RowMapper(ImportMapping mapping, Class<?> fields, boolean keyed) {
    this.mapping = mapping;
    this.fields = fields;
    this.keyed = keyed;
    this.cells = new CellReader(mapping);
    targets().forEach(this::kind);
  }

  private List<String> targets() {
    List<String> targets = new ArrayList<>(mapping.constants().keySet());
    targets.addAll(mapping.templates().keySet());
    mapping.columns().values().forEach(column -> targets.addAll(column.paths()));
    return targets;
  }

  /** The columns of the file that the mapping reads. */
  Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(mapping.columns().keySet());
    for (String template : mapping.templates().values()) {
      Matcher places = PLACE.matcher(template);
      while (places.find()) {
        if (!places.group(1).equals(LINE)) {
          columns.add(places.group(1));
        }
      }
    }
    columns.addAll(mapping.skipWhenEmpty());
    columns.addAll(mapping.skipValues().keySet());
    return columns;
  }

  private TargetTypes.Kind kind(String target) {
    if (keyed && target.equals(KEY)) {
      return TargetTypes.Kind.TEXT;
    }
    if (keyed && target.equals(KNOWN_AT)) {
      return TargetTypes.Kind.TIME;
    }
    TargetTypes.Kind kind = TargetTypes.of(fields, target);
    if (kind == null) {
      throw new RowFault(target, "There is no target " + target + " in this resource.");
    }
    return kind;
  }

  /** The row's body, or null when the mapping passes it over. */
  @Nullable MappedRow map(ImportRow row) {
    if (row.fault() != null) {
      throw new RowFault("", row.fault());
    }
    if (isSkipped(row)) {
      return null;
    }
    ObjectNode body = start(row);
    mapping.constants().forEach((target, value) -> put(body, target, value));
    mapping.columns().forEach((column, targets) -> columns(row, column, targets.paths(), body));
    mapping.templates().forEach((target, template) -> put(body, target, fill(template, row)));
    return keyed
        ? new MappedRow(row.line(), text(body.remove(KEY)), time(text(body.remove(KNOWN_AT))), body)
        : new MappedRow(row.line(), null, null, body);
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.asText();
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new RowFault(KNOWN_AT, "The value of knownAt is not a time.");
    }
  }

  private ObjectNode start(ImportRow row) {
    // NDJSON without columns is the body already
    return mapping.columns().isEmpty() && row.body() instanceof ObjectNode whole
        ? whole.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  private void columns(ImportRow row, String column, List<String> targets, ObjectNode body) {
    String value = row.cells().get(column);
    if (value == null) {
      if (row.body() != null) {
        return; // NDJSON lines may leave a field out
      }
      throw new RowFault(column, "The file has no column " + column + ".");
    }
    targets.forEach(target -> put(body, target, value));
  }

  private void put(ObjectNode body, String target, String raw) {
    String value = translate(target, raw.strip());
    TargetTypes.Kind kind = kind(target);
    boolean isNamedList = kind == TargetTypes.Kind.EXTERNAL_IDS;
    String path = isNamedList ? target.substring(0, target.length() - KEY.length() - 1) : target;
    if (value.isEmpty()) {
      if (Boolean.TRUE.equals(mapping.emptyClears())) {
        set(body, path, JsonNodeFactory.instance.nullNode());
      }
      return;
    }
    JsonNode cell = cells.read(target, value, kind, mapping.shiftDays().getOrDefault(target, 0));
    set(body, path, isNamedList ? references(cell) : cell);
    if (!isNamedList && target.endsWith(".externalId")) {
      String source = target.substring(0, target.length() - KEY.length()) + "source";
      if (at(body, source) == null) {
        set(body, source, JsonNodeFactory.instance.textNode(source()));
      }
    }
  }

  private ArrayNode references(JsonNode externalIds) {
    ArrayNode references = JsonNodeFactory.instance.arrayNode();
    externalIds.forEach(id -> references.addObject().put("source", source()).set(KEY, id));
    return references;
  }

  String source() {
    if (mapping.source() == null) {
      throw new RowFault("source", "External ids need the mapping's source.");
    }
    return mapping.source();
  }

  private String translate(String target, String value) {
    Map<String, String> meanings = mapping.values().get(target);
    if (meanings == null) {
      return value;
    }
    String meaning = meanings.get(value);
    return meaning != null ? meaning : meanings.getOrDefault("*", value);
  }

  private boolean isSkipped(ImportRow row) {
    for (String column : mapping.skipWhenEmpty()) {
      if (row.cells().getOrDefault(column, "").isBlank()) {
        return true;
      }
    }
    for (Map.Entry<String, List<String>> skipped : mapping.skipValues().entrySet()) {
      if (skipped.getValue().contains(row.cells().getOrDefault(skipped.getKey(), ""))) {
        return true;
      }
    }
    return false;
  }

  private static String fill(String template, ImportRow row) {
    Matcher places = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (places.find()) {
      String name = places.group(1);
      String value = name.equals(LINE) ? String.valueOf(row.line()) : row.cells().get(name);
      if (value == null) {
        throw new RowFault(name, "The file has no column " + name + ".");
      }
      places.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return places.appendTail(text).toString();
  }

  private static @Nullable JsonNode at(ObjectNode body, String path) {
    JsonNode node = body;
    for (String step : path.split("\\.", -1)) {
      node = step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
    }
    return node.isMissingNode() ? null : node;
  }

  private static void set(ObjectNode body, String path, JsonNode value) {
    String[] steps = path.split("\\.", -1);
    JsonNode node = body;
    for (int i = 0; i < steps.length - 1; i++) {
      boolean list = steps[i + 1].matches("\\d+");
      node = child(node, steps[i], list);
    }
    String last = steps[steps.length - 1];
    if (node instanceof ArrayNode array) {
      while (array.size() <= Integer.parseInt(last)) {
        array.addNull();
      }
      array.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) node).set(last, value);
    }
  }

  private static JsonNode child(JsonNode parent, String step, boolean list) {
    JsonNode existing = parent instanceof ArrayNode array ? array.path(Integer.parseInt(step)) : parent.path(step);
    if (existing.isContainerNode()) {
      return existing;
    }
    JsonNode made = list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    if (parent instanceof ArrayNode array) {
      while (array.size() <= Integer.parseInt(step)) {
        array.addNull();
      }
      array.set(Integer.parseInt(step), made);
    } else {
      ((ObjectNode) parent).set(step, made);
    }
    return made;
  }
}
