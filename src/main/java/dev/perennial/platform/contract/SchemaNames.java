package dev.perennial.platform.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Gives schemas the names a client wants to see: {@code CustomerPage}, not {@code PageCustomerView}. */
final class SchemaNames {
  private static final String REFERENCE = "#/components/schemas/";
  private static final String PAGE = "Page";
  private static final String VIEW = "View";

  /** Nested types, whose own names say too little outside their class. */
  private static final Map<String, String> NESTED = Map.of("Item", "BulkItemResult", "Kind", "DifferenceKind");

  private SchemaNames() {}

  static void improve(OpenAPI contract) {
    Components components = contract.getComponents();
    Map<String, String> names = new HashMap<>();
    components.getSchemas().forEach((name, schema) -> names.put(name, better(name, schema, components)));
    Stream.of(
            SchemaWalk.ofRequests(contract),
            SchemaWalk.ofAnswers(contract),
            SchemaWalk.ofParameters(contract),
            components.getSchemas().values().stream())
        .flatMap(schemas -> schemas)
        .forEach(root -> SchemaWalk.each(root, schema -> rename(schema, names)));
    Map<String, Schema> named = new LinkedHashMap<>();
    components.getSchemas().entrySet().stream()
        .sorted((a, b) -> renamed(names, a.getKey()).compareTo(renamed(names, b.getKey())))
        .forEach(entry -> named.put(renamed(names, entry.getKey()), entry.getValue()));
    components.setSchemas(named);
  }

  private static String better(String name, Schema schema, Components components) {
    String item = pageOf(name, schema);
    return item == null ? betterSingle(name, components) : betterSingle(item, components) + PAGE;
  }

  private static String betterSingle(String name, Components components) {
    String plain = name.endsWith(VIEW) ? name.substring(0, name.length() - VIEW.length()) : name;
    String chosen = NESTED.getOrDefault(name, plain);
    return components.getSchemas().containsKey(chosen) ? name : chosen;
  }

  private static @Nullable String pageOf(String name, Schema schema) {
    Schema items = name.startsWith(PAGE) && schema.getProperties() != null ? schema.getProperties().get("items") : null;
    String item = items == null || items.getItems() == null ? null : SchemaWalk.name(items.getItems());
    return name.equals(item) ? null : item;
  }

  private static void rename(Schema schema, Map<String, String> names) {
    String name = SchemaWalk.name(schema);
    if (name != null) {
      schema.setRef(REFERENCE + renamed(names, name));
      schema.setType(null); // what is referred to knows its own type: a Reference is no object when it is an id
    }
  }

  private static String renamed(Map<String, String> names, String name) {
    return names.getOrDefault(name, name);
  }
}
