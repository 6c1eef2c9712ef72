package dev.perennial.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What can be said of the image's and compose's files without a Docker engine. */
class DockerTest {
  private static final Path FOLDER = Path.of("docker");
  private static final Set<String> INSTRUCTIONS =
      Set.of("FROM", "WORKDIR", "COPY", "RUN", "LABEL", "USER", "EXPOSE", "ENTRYPOINT");

  private record Instruction(String name, String arguments) {}

  private static List<Instruction> instructions() throws IOException {
    String text = Files.readString(FOLDER.resolve("Dockerfile")).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> new Instruction(line.split(" ", 2)[0], line.split(" ", 2)[1]))
        .toList();
  }

  @Test
  void stagesAndSourcesExist() throws IOException {
    List<String> stages = new ArrayList<>();
    for (Instruction instruction : instructions()) {
      assertTrue(INSTRUCTIONS.contains(instruction.name()), instruction.toString());
      if (instruction.name().equals("FROM") && instruction.arguments().contains(" AS ")) {
        stages.add(instruction.arguments().split(" AS ")[1]);
      } else if (instruction.name().equals("COPY")) {
        String[] words = instruction.arguments().split(" ");
        if (words[0].startsWith("--from=")) {
          assertTrue(stages.contains(words[0].substring("--from=".length())), instruction.toString());
        } else {
          assertTrue(Files.exists(Path.of(words[0])), instruction.toString());
        }
      }
    }
    assertEquals(List.of("build", "trained"), stages);
  }

  @Test
  void theLastStageIsTheServiceAloneAndNotRoot() throws IOException {
    List<Instruction> all = instructions();
    int last = 0;
    for (int i = 0; i < all.size(); i++) {
      last = all.get(i).name().equals("FROM") ? i : last;
    }
    List<Instruction> image = all.subList(last, all.size());
    assertEquals(
        List.of("--from=trained /perennial/target/quarkus-app target/quarkus-app"),
        image.stream().filter(i -> i.name().equals("COPY")).map(Instruction::arguments).toList());
    assertTrue(image.contains(new Instruction("USER", "10001:10001")));
    JsonNode command = new ObjectMapper().readTree(image.getLast().arguments());
    assertEquals("java", command.get(0).asText());
    assertEquals("target/quarkus-app/quarkus-run.jar", command.get(command.size() - 1).asText());
    assertTrue(command.toString().contains("-XX:AOTCache=target/quarkus-app/app.aot"));
  }

  @Test
  void composeHoldsTogether() throws IOException {
    JsonNode compose = Manifests.objects(FOLDER.resolve("compose.yaml")).getFirst();
    JsonNode services = compose.path("services");
    Set<String> names = new TreeSet<>();
    services.fieldNames().forEachRemaining(names::add);
    assertEquals(Set.of("database", "migrate", "service", "pooled-service", "pooler"), names);
    for (JsonNode service : services) {
      service.path("depends_on").fieldNames().forEachRemaining(name -> assertTrue(names.contains(name), name));
    }
    assertEquals("service_completed_successfully", services.at("/service/depends_on/migrate/condition").asText());
    assertTrue(services.at("/service/read_only").asBoolean());
    assertFalse(services.path("service").path("environment").has("PERENNIAL_DATABASE_OWNER_PASSWORD"));
    assertTrue(Files.exists(FOLDER.resolve("roles.sh")));
  }
}
