package dev.perennial.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tries every operation of the contract with the values of its examples and nothing else, as a reader of Swagger UI does
 * who presses Execute, against a fresh demo.
 */
class ExamplesIT {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Their examples end what other examples name, so they come last, in this order. */
  private static final List<String> ENDING =
      List.of("recordRenewalOutcome", "correctRenewalOutcome", "transferContract", "revokeApiKey");

  /** Not 2xx on the demo: its only job with a fixed id has ended. */
  private static final Map<String, Integer> EXPECTED = Map.of("cancelJob", 409);

  /** Tell the moment of asking, and can be asked as of no other. */
  private static final Set<String> OF_THE_MOMENT = Set.of("getAdoptionPathProgress", "getProductFeatureAdoption", "summarizeFeedbackItems");

  private static final int TRIES = 5;
  private static final Duration LEARNING = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();

  private record Operation(String method, String path, JsonNode description) {
    String id() {
      return description.path("operationId").asText();
    }

    boolean takes(String parameter) {
      return description.path("parameters").findValuesAsText("name").contains(parameter)
          || description.path("parameters").findValuesAsText("$ref").contains("#/components/parameters/" + parameter);
    }

    /** Whether the contract promises 304 to who has read it before. */
    boolean isConditional() {
      return description.path("responses").has("304");
    }
  }

  @Test
  void everyExampleWorksOnTheDemo() throws Exception {
    Path keys = folder.resolve("keys");
    Map<String, String> environment = PackagedService.asApplication();
    environment.put("PERENNIAL_DEMO_KEYS_FILE", keys.toString());
    try (RunningService service =
        PackagedService.start(environment, List.of("-Xmx256m"), folder.resolve("server.log"))) {
      service.awaitReady();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
      String key = Files.readAllLines(keys).getFirst().substring("API key: ".length());
      String address = "http://localhost:" + service.port();
      awaitNoWork(service, key);
      JsonNode contract = json.readTree(service.get("/openapi.json", key).body());
      List<String> surprises = new ArrayList<>();
      List<Operation> operations = operations(contract);
      for (Operation operation : operations) {
        HttpResponse<String> answer =
            client.send(request(address, key, contract, operation), HttpResponse.BodyHandlers.ofString());
        if (!asExpected(operation, answer.statusCode())) {
          surprises.add(operation.id() + " " + answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        } else if (operation.isConditional() && !OF_THE_MOMENT.contains(operation.id())) {
          int again = again(answer, key, operation.takes("knownAt"));
          if (again != 304) {
            surprises.add(operation.id() + " with the tag it answered: " + again);
          }
        }
      }
      assertTrue(operations.size() > 80, () -> operations.size() + " operations");
      assertEquals(List.of(), surprises);
    }
  }

  /** Asks once more with the tag; as of a time where there is such a parameter, since the present is another each time. */
  private int again(HttpResponse<String> answer, String key, boolean pointInTime) throws Exception {
    if (!pointInTime) {
      HttpResponse<String> next = conditional(answer.uri(), key, answer);
      for (int i = 1; i < TRIES && next.statusCode() == 200; i++) { // workers may have changed it in between
        next = conditional(answer.uri(), key, next);
      }
      return next.statusCode();
    }
    String query = (answer.uri().getQuery() == null ? "?" : "&") + "knownAt=" + Instant.now().minusMillis(1);
    URI past = URI.create(answer.uri() + query);
    return conditional(past, key, conditional(past, key, answer)).statusCode();
  }

  private HttpResponse<String> conditional(URI uri, String key, HttpResponse<String> read) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + key);
    request.header("If-None-Match", read.headers().firstValue("ETag").orElse("\"none\""));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Examples name what workers learn from the demo after it is ready. */
  private void awaitNoWork(RunningService service, String key) throws Exception {
    Instant latest = Instant.now().plus(LEARNING);
    JsonNode waiting;
    do {
      Thread.sleep(500);
      waiting = json.readTree(service.get("/v1/jobs?state=QUEUED,RUNNING", key).body()).path("items");
    } while (!waiting.isEmpty() && Instant.now().isBefore(latest));
    assertEquals(json.createArrayNode(), waiting);
  }

  private static boolean asExpected(Operation operation, int status) {
    Integer expected = EXPECTED.get(operation.id());
    return expected == null ? status / 100 == 2 : status == expected;
  }

  private static List<Operation> operations(JsonNode contract) {
    List<Operation> operations = new ArrayList<>();
    contract.path("paths").properties().forEach(
        path -> path.getValue().properties().forEach(
            method -> {
              if (METHODS.contains(method.getKey())) {
                operations.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
              }
            }));
    operations.sort(Comparator.comparing(operation -> ENDING.indexOf(operation.id())));
    return operations;
  }

  private HttpRequest request(String address, String key, JsonNode contract, Operation operation) {
    String path = operation.path;
    List<String> query = new ArrayList<>();
    HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + key);
    for (JsonNode given : operation.description.path("parameters")) {
      JsonNode parameter = given.has("$ref") ? contract.at(given.get("$ref").asText().substring(1)) : given;
      JsonNode value = parameter.path("example");
      String name = parameter.path("name").asText();
      if (value.isMissingNode()) {
        continue;
      }
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(value));
        case "query" -> query.add(name + "=" + encoded(value));
        default -> request.header(name, value.asText());
      }
    }
    request.uri(URI.create(address + path + (query.isEmpty() ? "" : "?" + String.join("&", query))));
    return request.method(operation.method.toUpperCase(Locale.ROOT), body(operation, request)).build();
  }

  private static HttpRequest.BodyPublisher body(Operation operation, HttpRequest.Builder request) {
    JsonNode content = operation.description.path("requestBody").path("content");
    if (content.isEmpty()) {
      return HttpRequest.BodyPublishers.noBody();
    }
    Map.Entry<String, JsonNode> first = content.properties().iterator().next();
    JsonNode example = first.getValue().path("example");
    request.header("Content-Type", first.getKey());
    return HttpRequest.BodyPublishers.ofString(example.isTextual() ? example.asText() : example.toString());
  }

  private static String encoded(JsonNode value) {
    return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
  }
}
