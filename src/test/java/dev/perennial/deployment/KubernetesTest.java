package dev.perennial.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests are what Kubernetes knows, point at each other, and are as restricted as they say. */
class KubernetesTest {
  private static final Path FOLDER = Path.of("k8s");

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(name)).filter(f -> !f.endsWith("alerts.yaml")).sorted().toList();
    }
  }

  @Test
  void everyFieldIsKnown() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : files(".yaml")) {
      for (JsonNode object : Manifests.objects(file)) {
        String fault = Manifests.fault(object);
        if (fault != null) {
          faults.add(file + ": " + fault);
        }
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(files(".yaml").size() > 10);
  }

  @Test
  void anUnknownFieldIsAFault() throws IOException {
    JsonNode deployment = Manifests.objects(FOLDER.resolve("base/api.yaml")).getFirst();
    ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readynessProbe", "typo");
    assertNotNull(Manifests.fault(deployment));
  }

  @Test
  void everyFileBelongsToAKustomization() throws IOException {
    TreeSet<Path> named = new TreeSet<>();
    for (Path kustomization : files("kustomization.yaml")) {
      for (JsonNode resource : Manifests.objects(kustomization).getFirst().path("resources")) {
        Path target = kustomization.resolveSibling(resource.asText()).normalize();
        assertTrue(Files.exists(target), kustomization + " names " + target);
        named.add(target);
      }
    }
    for (Path file : files(".yaml")) {
      assertTrue(file.endsWith("kustomization.yaml") || named.contains(file), file + " is used by nothing");
    }
  }

  @Test
  void podsAreRestricted() throws IOException {
    Map<String, JsonNode> pods = pods();
    assertEquals(3, pods.size());
    pods.forEach(
        (name, pod) -> {
          assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), name);
          assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText(), name);
          assertEquals(false, pod.path("automountServiceAccountToken").asBoolean(true), name);
          JsonNode container = pod.at("/containers/0");
          assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean(), name);
          assertEquals(false, container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true), name);
          assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText(), name);
        });
  }

  @Test
  void rolesAndProbesAreTheServices() throws IOException {
    for (String role : List.of("api", "worker")) {
      JsonNode container = Manifests.objects(FOLDER.resolve("base/" + role + ".yaml")).getFirst().at("/spec/template/spec/containers/0");
      assertEquals("PERENNIAL_JOBS_ENABLED", container.at("/env/0/name").asText());
      assertEquals(role.equals("worker") ? "true" : "false", container.at("/env/0/value").asText());
      assertEquals("/q/health/live", container.at("/livenessProbe/httpGet/path").asText());
      assertEquals("/q/health/ready", container.at("/readinessProbe/httpGet/path").asText());
      assertEquals("management", container.at("/readinessProbe/httpGet/port").asText());
      assertEquals(9000, container.at("/ports/1/containerPort").asInt());
    }
  }

  private static Map<String, JsonNode> pods() throws IOException {
    Map<String, JsonNode> pods = new TreeMap<>();
    for (Path file : files(".yaml")) {
      for (JsonNode object : Manifests.objects(file)) {
        JsonNode pod = object.at("/spec/template/spec");
        if (!pod.isMissingNode()) {
          pods.put(file.toString(), pod);
        }
      }
    }
    return pods;
  }

  static List<Path> kustomizations() throws IOException {
    return files("kustomization.yaml");
  }

  /** By Prometheus' own reader, where it is installed. */
  @Test
  void alertRulesAreRules() throws Exception {
    assumeTrue(Manifests.isInstalled("promtool"), "promtool is not installed");
    run("promtool", "check", "rules", FOLDER.resolve("monitoring/alerts.yaml").toString());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), output);
    return output;
  }

  /** By kustomize itself, where kubectl is installed. */
  @ParameterizedTest
  @MethodSource("kustomizations")
  void renders(Path kustomization) throws Exception {
    assumeTrue(Manifests.isInstalled("kubectl"), "kubectl is not installed");
    String rendered = run("kubectl", "kustomize", kustomization.getParent().toString());
    List<JsonNode> objects = Manifests.objects(rendered);
    assertTrue(!objects.isEmpty());
    for (JsonNode object : objects) {
      assertEquals(null, Manifests.fault(object));
    }
    if (kustomization.toString().contains("overlays")) {
      assertEquals(true, objects.stream().allMatch(o -> o.at("/metadata/namespace").asText().equals("perennial")));
      assertReferencesHold(objects);
    }
  }

  /** Config maps and secrets that pods take their environment from are rendered with them. */
  private static void assertReferencesHold(List<JsonNode> objects) {
    TreeSet<String> there = new TreeSet<>();
    objects.forEach(object -> there.add(object.path("kind").asText() + " " + object.at("/metadata/name").asText()));
    for (JsonNode object : objects) {
      for (JsonNode source : object.at("/spec/template/spec/containers/0/envFrom")) {
        String wanted =
            source.has("secretRef")
                ? "Secret " + source.at("/secretRef/name").asText()
                : "ConfigMap " + source.at("/configMapRef/name").asText();
        assertTrue(there.contains(wanted), wanted + " not in " + there);
      }
    }
  }
}
