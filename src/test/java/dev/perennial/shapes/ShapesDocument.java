package dev.perennial.shapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;

/** Writes down requests and the answers they got, the same text on every run: ids get names, times their day. */
final class ShapesDocument {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T[0-9:.]+Z");
  private static final Pattern KEY = Pattern.compile("key:[a-z0-9]+");

  private final ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> names = new LinkedHashMap<>();

  ShapesDocument(String opening) {
    text.append(opening);
  }

  void section(String title, String words) {
    text.append("\n## ").append(title).append("\n\n").append(words.strip()).append('\n');
  }

  void say(String words) {
    text.append('\n').append(words.strip()).append('\n');
  }

  /** From now on this id is called so. */
  String name(String id, String name) {
    names.put(id, name);
    return id;
  }

  /** @param fields what of the answer to show, dotted; all of it when there are none */
  void exchange(String request, Object body, int status, String answer, String... fields) {
    text.append("\n```\n").append(named(request)).append('\n');
    if (body != null) {
      text.append(named(write(sorted(body)))).append('\n');
    }
    JsonNode shown = fields.length == 0 ? read(answer) : projected(read(answer), Arrays.asList(fields));
    text.append("→ ").append(status).append('\n').append(named(write(shown))).append("\n```\n");
  }

  private String named(String raw) {
    String named = ID.matcher(raw).replaceAll(id -> "<" + names.getOrDefault(id.group(), "id") + ">");
    return KEY.matcher(TIME.matcher(named).replaceAll("$1T…Z")).replaceAll("key:…");
  }

  /** Maps of a test have no order of their own. */
  private static Object sorted(Object body) {
    return switch (body) {
      case Map<?, ?> map -> {
        Map<String, Object> ordered = new TreeMap<>();
        map.forEach((key, value) -> ordered.put(String.valueOf(key), sorted(value)));
        yield ordered;
      }
      case List<?> list -> list.stream().map(ShapesDocument::sorted).toList();
      default -> body;
    };
  }

  private JsonNode projected(JsonNode node, List<String> paths) {
    if (node.isArray()) {
      ArrayNode items = json.createArrayNode();
      node.forEach(item -> items.add(projected(item, paths)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode picked = json.createObjectNode();
    Map<String, List<String>> heads =
        paths.stream()
            .collect(
                Collectors.groupingBy(
                    path -> path.split("\\.")[0],
                    LinkedHashMap::new,
                    Collectors.mapping(path -> path.contains(".") ? path.substring(path.indexOf('.') + 1) : "", Collectors.toList())));
    heads.forEach(
        (head, rest) -> {
          Assertions.assertTrue(node.has(head), head + " is not in " + node);
          picked.set(head, rest.contains("") ? node.get(head) : projected(node.get(head), rest));
        });
    return picked;
  }

  private JsonNode read(String answer) {
    return call(answer, json::readTree);
  }

  private String write(Object body) {
    return call(body, json::writeValueAsString);
  }

  private static <A, B> B call(A argument, Throwing<A, B> work) {
    try {
      return work.apply(argument);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A {@link Function} of Jackson. */
  private interface Throwing<A, B> {
    B apply(A argument) throws JsonProcessingException;
  }
}
