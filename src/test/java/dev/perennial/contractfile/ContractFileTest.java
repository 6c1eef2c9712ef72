package dev.perennial.contractfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.perennial.demo.DemoIds;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract as a reader gets it: every operation is told, shown by examples that are valid, and committed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractFileTest {
  private static final Path COMMITTED = Path.of("openapi/openapi.yaml");
  private static final Set<String> ALWAYS_POSSIBLE = Set.of("400", "401", "403", "406", "429", "500", "503");

  private ContractDocument contract;

  @BeforeEach
  void read() throws IOException {
    contract = new ContractDocument(served("json"));
  }

  @Test
  void theCommittedFileIsWhatTheServiceServes() throws IOException {
    // compared as trees: the order of an object's fields means nothing and differs between the build and the service
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    JsonNode committed = yaml.readTree(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "{}");
    assertTrue(
        yaml.readTree(served("yaml")).equals(committed),
        "openapi/openapi.yaml is not what the service serves: run make openapi and commit the file");
  }

  @Test
  void whatDoesNotFitIsFound() {
    String answer = "/paths/~1v1~1customers~1{id}/get/responses/200/content/application~1json/schema";
    assertFalse(contract.faults(answer, contract.at("/info"), "a description").isEmpty());
  }

  @Test
  void everyOperationIsTold() {
    List<String> faults = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ContractDocument.Operation operation : contract.operations()) {
      if (operation.id().isBlank() || !ids.add(operation.id())) {
        faults.add(operation + ": needs an operationId of its own");
      }
      for (String text : List.of("summary", "description")) {
        if (operation.node().path(text).asText().isBlank()) {
          faults.add(operation + ": has no " + text);
        }
      }
      JsonNode tags = operation.node().path("tags");
      if (tags.size() != 1 || !contract.tags().contains(tags.path(0).asText())) {
        faults.add(operation + ": needs one tag of the list, has " + tags);
      }
      for (JsonNode parameter : operation.node().path("parameters")) {
        if (parameter.path("description").asText().isBlank()) {
          faults.add(operation + ": does not describe the parameter " + parameter.path("name"));
        }
      }
    }
    assertNone(faults);
  }

  @Test
  void everyAnswerIsDescribedAndEveryFailureIsAProblem() {
    List<String> faults = new ArrayList<>();
    for (ContractDocument.Operation operation : contract.operations()) {
      JsonNode responses = operation.node().path("responses");
      for (String status : ALWAYS_POSSIBLE) {
        if (!responses.has(status)) {
          faults.add(operation + ": does not describe " + status);
        }
      }
      responses
          .properties()
          .forEach(
              response -> {
                JsonNode described = contract.resolved(response.getValue());
                if (described.path("description").asText().isBlank()) {
                  faults.add(operation + ": " + response.getKey() + " has no description");
                }
                if (response.getKey().startsWith("4") && !described.path("content").has("application/problem+json")) {
                  faults.add(operation + ": " + response.getKey() + " is not a problem");
                }
              });
    }
    assertNone(faults);
  }

  @Test
  void everyOperationShowsValidExamples() {
    List<String> faults = new ArrayList<>();
    for (ContractDocument.Operation operation : contract.operations()) {
      operation
          .contents()
          .forEach(
              (where, media) -> {
                if (!media.has("example")) {
                  faults.add(operation + ": no example at " + where);
                } else {
                  faults.addAll(contract.faults(where + "/schema", media.get("example"), operation.toString()));
                }
              });
      operation
          .parameters()
          .forEach(
              (where, parameter) -> {
                boolean isShown = parameter.has("example");
                if (!isShown && parameter.path("required").asBoolean()) {
                  faults.add(operation + ": no example of the parameter " + parameter.path("name"));
                } else if (isShown) {
                  faults.addAll(contract.faults(where + "/schema", parameter.get("example"), operation.toString()));
                }
              });
    }
    assertNone(faults);
  }

  @Test
  void noExampleIsLeftOver() throws IOException {
    Set<String> files = new HashSet<>();
    try (var folder = Files.list(Path.of("src/main/resources/examples"))) {
      folder.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
    }
    files.remove("ids");
    contract.operations().forEach(operation -> files.remove(operation.id()));
    assertEquals(Set.of(), files, "examples of operations that do not exist");
  }

  @Test
  void examplesNameObjectsOfTheDemo() throws IOException, IllegalAccessException {
    JsonNode ids;
    try (InputStream in = DemoIds.class.getResourceAsStream("/examples/ids.json")) {
      ids = new ObjectMapper().readTree(in);
    }
    int compared = 0;
    for (Field field : DemoIds.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        assertEquals(field.get(null), ids.path(lowerCamel(field.getName())).asText(), field.getName());
        compared++;
      }
    }
    assertFalse(compared == 0, "DemoIds has no ids");
  }

  private static String lowerCamel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static String served(String format) {
    return RestAssured.given().get("/openapi?format=" + format).asString();
  }


  private static void assertNone(List<String> faults) {
    assertFalse(!faults.isEmpty(), () -> faults.size() + " faults:\n" + String.join("\n", faults));
  }
}
