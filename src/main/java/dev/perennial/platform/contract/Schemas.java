package dev.perennial.platform.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says of each answer's field that it is always present and whether it may be null, read from the records' own {@code
 * Nullable} annotations. Bodies of requests keep what Bean Validation says.
 */
final class Schemas {
  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

  private final Map<String, ClassInfo> records = new HashMap<>();

  Schemas(IndexView index) {
    List<ClassInfo> ours =
        index.getKnownClasses().stream().filter(info -> info.name().toString().startsWith("dev.perennial.")).toList();
    ours.forEach(info -> records.put(info.simpleName(), info));
    // a name given on purpose wins over a class that happens to be called the same
    ours.forEach(
        info -> {
          String named = schemaName(info);
          if (named != null) {
            records.put(named, info);
          }
        });
  }

  private static @Nullable String schemaName(ClassInfo info) {
    AnnotationInstance schema = info.declaredAnnotation(SCHEMA);
    AnnotationValue name = schema == null ? null : schema.value("name");
    return name == null ? null : name.asString();
  }

  void complete(OpenAPI contract) {
    Components components = contract.getComponents();
    Set<String> sent = SchemaWalk.named(SchemaWalk.ofRequests(contract), components);
    components.getSchemas().forEach((name, schema) -> complete(name, schema, sent.contains(name)));
    components.addSchema("Money", money());
    for (String tree : List.of("JsonNode", "ObjectNode", "ArrayNode")) {
      if (components.getSchemas().containsKey(tree)) {
        components.addSchema(tree, OASFactory.createSchema().description("Any JSON value.")); // not Jackson's insides
      }
    }
    components.removeSchema("JsonNodeType");
    replace(components, "Reference", reference());
    replace(components, "CustomerReference", reference());
    replace(components, "ImportTargets", oneOrMore());
  }

  private static void replace(Components components, String name, Schema schema) {
    if (components.getSchemas().containsKey(name)) {
      components.addSchema(name, schema);
    }
  }

  /** Types whose JSON form is not that of their Java record. */
  private static Schema reference() {
    return OASFactory.createSchema()
        .description("An object: its id, or the id another system has for it.")
        .addOneOf(text().format("uuid"))
        .addOneOf(OASFactory.createSchema().ref("#/components/schemas/ExternalId"));
  }

  private static Schema oneOrMore() {
    return OASFactory.createSchema()
        .description("One target or several.")
        .addOneOf(text())
        .addOneOf(OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text()));
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  private static Schema money() {
    Map<String, Object> example = new LinkedHashMap<>(); // Map.of has another order in every run
    example.put("amount", "12000.00");
    example.put("currency", "EUR");
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("An amount with its currency.")
        .addProperty(
            "amount",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .pattern("^-?\\d{1,15}(\\.\\d{1,4})?$")
                .description("Decimal string."))
        .addProperty(
            "currency",
            OASFactory.createSchema().addType(Schema.SchemaType.STRING).pattern("^[A-Z]{3}$").description("ISO 4217."))
        .required(List.of("amount", "currency"))
        .addExample(example);
  }

  /** What is sent (also when it is answered too) requires what Bean Validation does, and allows nothing else. */
  private void complete(String name, Schema schema, boolean request) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null || properties.isEmpty()) {
      return;
    }
    ClassInfo info = records.get(name.startsWith("Page") ? "Page" : name);
    Map<String, Schema> completed = new LinkedHashMap<>();
    properties.forEach(
        (property, value) -> completed.put(property, isNullable(info, property) ? nullable(value) : value));
    schema.setProperties(completed);
    if (request) {
      schema.setAdditionalPropertiesBoolean(false);
    } else {
      schema.setRequired(new ArrayList<>(completed.keySet()));
    }
  }

  private static boolean isNullable(@Nullable ClassInfo info, String property) {
    FieldInfo field = info == null ? null : info.field(property);
    return field != null && (field.type().hasAnnotation(NULLABLE) || field.hasAnnotation(NULLABLE));
  }

  private static Schema nullable(Schema schema) {
    Schema nothing = OASFactory.createSchema().addType(Schema.SchemaType.NULL);
    if (schema.getRef() != null || schema.getType() == null) {
      if (schema.getRef() == null && schema.getAllOf() == null && schema.getAnyOf() == null && schema.getOneOf() == null) {
        return schema; // already anything
      }
      return OASFactory.createSchema().addAnyOf(schema).addAnyOf(nothing);
    }
    if (!schema.getType().contains(Schema.SchemaType.NULL)) {
      schema.addType(Schema.SchemaType.NULL);
    }
    if (schema.getEnumeration() != null && !schema.getEnumeration().contains(null)) {
      List<Object> values = new ArrayList<>(schema.getEnumeration());
      values.add(null);
      schema.setEnumeration(values);
    }
    return schema;
  }
}
