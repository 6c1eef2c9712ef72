package dev.perennial.contractfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An OpenAPI document: its operations, and whether a value fits one of its schemas. */
final class ContractDocument {
  private static final String BASE = "https://contract-file.test/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final Schema schemas;

  ContractDocument(String text) throws JsonProcessingException {
    root = JSON.readTree(text);
    schemas =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, text)))
            .getSchema(SchemaLocation.of(BASE));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(method -> operations.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
    return operations;
  }

  Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    root.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    return tags;
  }

  /** The node itself or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** What is wrong with the value by the schema at this JSON pointer; nothing when it fits. */
  List<String> faults(String pointer, JsonNode value, String what) {
    if (root.at(pointer).isMissingNode()) {
      return List.of(what + ": no schema at " + pointer);
    }
    Schema schema = schemas.getRefSchema(SchemaLocation.of(BASE + "#" + pointer).getFragment());
    return schema.validate(value.toString(), InputFormat.JSON).stream()
        .map(error -> what + ": " + pointer + ": " + error)
        .toList();
  }

  /** One operation and where it stands in the document. */
  record Operation(String path, String method, JsonNode node) {
    String id() {
      return node.path("operationId").asText();
    }

    /** Bodies of the request and of good answers, by JSON pointer. */
    Map<String, JsonNode> contents() {
      Map<String, JsonNode> contents = new LinkedHashMap<>();
      add(contents, pointer() + "/requestBody/content", node.path("requestBody").path("content"));
      node.path("responses")
          .properties()
          .forEach(
              response -> {
                if (response.getKey().startsWith("2")) {
                  add(
                      contents,
                      pointer() + "/responses/" + response.getKey() + "/content",
                      response.getValue().path("content"));
                }
              });
      return contents;
    }

    Map<String, JsonNode> parameters() {
      Map<String, JsonNode> parameters = new LinkedHashMap<>();
      for (int i = 0; i < node.path("parameters").size(); i++) {
        parameters.put(pointer() + "/parameters/" + i, node.path("parameters").get(i));
      }
      return parameters;
    }

    private static void add(Map<String, JsonNode> contents, String where, JsonNode content) {
      content.properties().forEach(media -> contents.put(where + "/" + escape(media.getKey()), media.getValue()));
    }

    private String pointer() {
      return "/paths/" + escape(path) + "/" + method;
    }

    private static String escape(String text) {
      return text.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }
  }
}
