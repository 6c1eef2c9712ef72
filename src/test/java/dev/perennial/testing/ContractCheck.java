package dev.perennial.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Checks every answer of every REST test against the service's own OpenAPI document: the status is described, the media
 * type and the headers are, and the body fits its schema and has no property that the schema does not name.
 */
public final class ContractCheck implements Filter {
  private static final String BASE = "https://contract.test/openapi.json";
  private static ContractCheck instance;

  private final JsonNode contract;
  private final Schema root;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private ContractCheck() {
    try {
      String text =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/openapi?format=json")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      contract = new ObjectMapper().readTree(text);
      JsonNode strict = closed(contract.deepCopy());
      root =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, strict.toString())))
              .getSchema(SchemaLocation.of(BASE));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    contract
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(operation -> operations.add(Operation.of(path.getKey(), operation.getKey(), operation.getValue()))));
    // literal paths win over templates, as in the service
    operations.sort((a, b) -> Integer.compare(a.path().split("\\{").length, b.path().split("\\{").length));
  }

  /** Clients must bear properties they do not know; the service may send none that it does not tell. */
  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ContractCheck::closed);
    return node;
  }

  /** One for the whole run: the contract does not change between test classes. */
  public static synchronized ContractCheck instance() {
    if (instance == null) {
      instance = new ContractCheck();
    }
    return instance;
  }

  public JsonNode contract() {
    return contract;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request, FilterableResponseSpecification responseSpec, FilterContext context) {
    Response response = context.next(request, responseSpec);
    String path = URI.create(request.getURI()).getRawPath();
    if (path.startsWith("/v1/")) {
      check(request.getMethod(), path, response);
    }
    return response;
  }

  private void check(String method, String path, Response response) {
    Operation operation =
        operations.stream()
            .filter(o -> o.method().equalsIgnoreCase(method) && o.pattern().matcher(path).matches())
            .findFirst()
            .orElse(null);
    if (operation == null) {
      if (response.statusCode() != 404 && response.statusCode() != 405 && response.statusCode() != 401) {
        throw new AssertionError(method + " " + path + " is not in the contract but answered " + response.statusCode());
      }
      return;
    }
    String status = String.valueOf(response.statusCode());
    JsonNode described = operation.node().path("responses").path(status);
    String at = "/paths/" + escape(operation.path()) + "/" + operation.method() + "/responses/" + status;
    if (described.has("$ref")) {
      at = described.get("$ref").asText().substring(1);
      described = contract.at(at);
    }
    if (described.isMissingNode()) {
      throw new AssertionError(method + " " + path + ": status " + status + " is not described in the contract");
    }
    List<String> faults = response.statusCode() == 304 ? List.of() : HeaderCheck.faults(described, response);
    if (!faults.isEmpty()) {
      throw new AssertionError(method + " " + path + " " + status + " " + String.join(", and ", faults));
    }
    if (response.statusCode() == 304 || response.body().asByteArray().length == 0) {
      return;
    }
    String mediaType = response.contentType().split(";")[0].trim();
    JsonNode content = described.path("content").path(mediaType);
    if (content.isMissingNode()) {
      throw new AssertionError(method + " " + path + ": " + status + " answers " + mediaType + ", which is not described");
    }
    if (!content.path("schema").isMissingNode() && mediaType.endsWith("json")) {
      validate(at + "/content/" + escape(mediaType) + "/schema", method + " " + path + " " + status, response.body().asString());
    }
  }

  private void validate(String pointer, String what, String body) {
    Schema schema = schemas.computeIfAbsent(pointer, this::schema);
    List<Error> errors = schema.validate(body, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(what + " does not fit the contract: " + errors + "\n" + body);
    }
  }

  /** Within the one document: asked for by its address, each schema would be read and kept with a document of its own. */
  private Schema schema(String pointer) {
    return root.getRefSchema(SchemaLocation.of(BASE + "#" + pointer).getFragment());
  }

  private static String escape(String text) {
    return text.replace("~", "~0").replace("/", "~1");
  }

  private record Operation(String path, String method, JsonNode node, Pattern pattern) {
    static Operation of(String path, String method, JsonNode node) {
      return new Operation(path, method, node, Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")));
    }
  }
}
