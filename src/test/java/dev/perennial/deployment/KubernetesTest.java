package dev.perennial.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests are what Kubernetes knows, point at each other, and are as restricted as they say. */
class KubernetesTest {
  private static final Path FOLDER = Path.of("k8s");
  private static final Path OPERATED = FOLDER.resolve("overlays/cloudnativepg");
  private static final String DATABASE_URL = "PERENNIAL_DATABASE_URL=";
  private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://(?<host>[^:/]+):(?<port>\\d+)/(?<name>\\w+).*");

  /** Without Prometheus' own files, which are no objects: see {@link MonitoringTest}. */
  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(f -> f.toString().endsWith(name) && !f.getFileName().toString().startsWith("alerts"))
          .sorted()
          .toList();
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
  void anUnknownFieldOfTheOperatorIsAFault() throws IOException {
    JsonNode pooler = Manifests.objects(OPERATED.resolve("database/pooler.yaml")).getFirst();
    assertNull(Manifests.fault(pooler));
    ((ObjectNode) pooler.at("/spec/pgbouncer")).put("poolmode", "transaction");
    assertNotNull(Manifests.fault(pooler));
  }

  @Test
  void aNumberIsNoText() throws IOException {
    JsonNode cluster = Manifests.objects(OPERATED.resolve("database/cluster.yaml")).getFirst();
    ((ObjectNode) cluster.at("/spec/postgresql/parameters")).put("max_connections", 200);
    assertNotNull(Manifests.fault(cluster));
    JsonNode configuration = Manifests.objects(FOLDER.resolve("base/configuration.yaml")).getFirst();
    ((ObjectNode) configuration.path("data")).put("PERENNIAL_LOG_JSON", true);
    assertNotNull(Manifests.fault(configuration));
    JsonNode worker = Manifests.objects(FOLDER.resolve("base/worker.yaml")).getFirst();
    ((ObjectNode) worker.path("spec")).put("replicas", "2");
    assertNotNull(Manifests.fault(worker));
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

  @Test
  void everyPodIsUnderOnePolicy() throws IOException {
    for (Map.Entry<String, JsonNode> template : templates().entrySet()) {
      List<String> over = new ArrayList<>();
      policies().forEach(
          (name, policy) -> {
            assertEquals("[\"Ingress\",\"Egress\"]", policy.path("policyTypes").toString(), name);
            JsonNode wanted = policy.at("/podSelector/matchLabels");
            assertFalse(wanted.isEmpty(), name + " is for every pod");
            if (wanted.properties().stream()
                .allMatch(l -> l.getValue().equals(template.getValue().at("/metadata/labels").get(l.getKey())))) {
              over.add(name);
            }
          });
      assertEquals(List.of(template.getKey().contains("migrate") ? "perennial-migrate" : "perennial"), over, template.getKey());
    }
  }

  /** Names, database, traces by either protocol and the keys of tokens; a migration asks for no more than its database. */
  @Test
  void podsReachWhatTheyNeedAlone() throws IOException {
    assertEquals(
        new TreeSet<>(List.of("53/UDP", "53/TCP", "5432/TCP", "6432/TCP", "4317/TCP", "4318/TCP", "443/TCP")),
        reached("perennial"));
    assertEquals(new TreeSet<>(List.of("53/UDP", "53/TCP", "5432/TCP")), reached("perennial-migrate"));
    assertTrue(policies().get("perennial-migrate").path("ingress").isEmpty());
  }

  private static TreeSet<String> reached(String policy) throws IOException {
    TreeSet<String> reached = new TreeSet<>();
    for (JsonNode rule : policies().get(policy).path("egress")) {
      assertFalse(rule.path("ports").isEmpty(), "a rule without ports lets everything pass");
      rule.path("ports").forEach(port -> reached.add(port.path("port").asText() + "/" + port.path("protocol").asText("TCP")));
    }
    return reached;
  }

  @Test
  void policiesLetTheDatabasesOfTheOverlaysPass() throws IOException {
    int databases = 0;
    for (Path kustomization : kustomizations()) {
      for (String literal : literals(kustomization)) {
        if (literal.startsWith(DATABASE_URL)) {
          databases++;
          String policy = kustomization.getParent().endsWith("migrate") ? "perennial-migrate" : "perennial";
          assertTrue(reached(policy).contains(database(literal).group("port") + "/TCP"), kustomization + ": " + literal);
        }
      }
    }
    assertEquals(4, databases);
  }

  private static Matcher database(String literal) {
    Matcher database = DATABASE.matcher(literal.substring(DATABASE_URL.length()));
    assertTrue(database.matches(), literal);
    return database;
  }

  @Test
  void theOperatorsClusterIsTheDatabaseThatMigrationsExpect() throws IOException {
    CloudNativePg.Cluster cluster =
        Manifests.read(OPERATED.resolve("database/cluster.yaml"), CloudNativePg.Cluster.class);
    assertEquals("postgresql.cnpg.io/v1", cluster.apiVersion());
    assertEquals("Cluster", cluster.kind());
    assertEquals(3, cluster.spec().instances());
    assertFalse(cluster.spec().enableSuperuserAccess());
    assertTrue(cluster.spec().affinity().enablePodAntiAffinity());
    CloudNativePg.InitDb initdb = cluster.spec().bootstrap().initdb();
    assertEquals(
        new CloudNativePg.InitDb(
            "perennial", "perennial_owner", new CloudNativePg.Name("perennial-owner-login"), "UTF8", "C", "C",
            initdb.postInitApplicationSQL()),
        initdb);
    assertEquals(
        List.of(
            new CloudNativePg.Role(
                "perennial_app", "present", true, false, false, new CloudNativePg.Name("perennial-application-login"))),
        cluster.spec().managed().roles());
    Matcher migrated = database(literal(OPERATED.resolve("migrate/kustomization.yaml"), DATABASE_URL));
    assertEquals(cluster.metadata().getName() + "-rw", migrated.group("host"), "the operator's service, past the pooler");
    assertEquals(initdb.database(), migrated.group("name"));
    Path database = OPERATED.resolve("database/kustomization.yaml");
    assertTrue(literals(database).containsAll(List.of("username=perennial_owner", "username=perennial_app")));
    List<String> secrets = new ArrayList<>();
    Manifests.objects(database).getFirst().path("secretGenerator").forEach(secret -> secrets.add(secret.path("name").asText()));
    assertEquals(List.of("perennial-owner-login", "perennial-application-login"), secrets);
    assertTrue(
        Manifests.objects(database).getFirst().at("/generatorOptions/disableNameSuffixHash").asBoolean(),
        "kustomize does not know where an operator's objects name a secret");
  }

  @Test
  void theOperatorsPoolerIsWhatTheServiceIsToldOf() throws IOException {
    CloudNativePg.Pooler pooler =
        Manifests.read(OPERATED.resolve("database/pooler.yaml"), CloudNativePg.Pooler.class);
    CloudNativePg.Cluster cluster =
        Manifests.read(OPERATED.resolve("database/cluster.yaml"), CloudNativePg.Cluster.class);
    assertEquals("postgresql.cnpg.io/v1", pooler.apiVersion());
    assertEquals("Pooler", pooler.kind());
    assertEquals(cluster.metadata().getName(), pooler.spec().cluster().name());
    assertEquals(2, pooler.spec().instances());
    assertEquals("rw", pooler.spec().type());
    assertEquals("transaction", pooler.spec().pgbouncer().poolMode());
    Map<String, String> parameters = pooler.spec().pgbouncer().parameters();
    assertEquals("extra_float_digits,options", parameters.get("ignore_startup_parameters"));
    int most = pooler.spec().instances() * Integer.parseInt(parameters.get("default_pool_size"));
    int there = Integer.parseInt(cluster.spec().postgresql().parameters().get("max_connections"));
    assertTrue(most < there, most + " connections of the pooler, " + there + " of the database");
    Path service = OPERATED.resolve("kustomization.yaml");
    String url = literal(service, DATABASE_URL);
    assertEquals(pooler.metadata().getName(), database(url).group("host"));
    assertTrue(url.endsWith("?prepareThreshold=0"), url);
    String pooling = "PERENNIAL_DATABASE_TRANSACTION_POOLING=";
    assertEquals(pooling + "true", literal(service, pooling), "else tenants see each other's data");
  }

  private static String literal(Path kustomization, String start) throws IOException {
    return literals(kustomization).stream().filter(literal -> literal.startsWith(start)).findFirst().orElseThrow();
  }

  /** What a kustomization puts into config maps and secrets. */
  private static List<String> literals(Path kustomization) throws IOException {
    List<String> literals = new ArrayList<>();
    for (String generator : List.of("configMapGenerator", "secretGenerator")) {
      for (JsonNode made : Manifests.objects(kustomization).getFirst().path(generator)) {
        made.path("literals").forEach(literal -> literals.add(literal.asText()));
      }
    }
    return literals;
  }

  private static Map<String, JsonNode> pods() throws IOException {
    Map<String, JsonNode> pods = new TreeMap<>();
    templates().forEach((file, template) -> pods.put(file, template.path("spec")));
    return pods;
  }

  private static Map<String, JsonNode> templates() throws IOException {
    Map<String, JsonNode> templates = new TreeMap<>();
    for (Path file : files(".yaml")) {
      for (JsonNode object : Manifests.objects(file)) {
        if (!object.at("/spec/template/spec").isMissingNode()) {
          templates.put(file.toString(), object.at("/spec/template"));
        }
      }
    }
    return templates;
  }

  private static Map<String, JsonNode> policies() throws IOException {
    Map<String, JsonNode> policies = new TreeMap<>();
    for (Path file : files("network.yaml")) {
      for (JsonNode object : Manifests.objects(file)) {
        policies.put(object.at("/metadata/name").asText(), object.path("spec"));
      }
    }
    return policies;
  }

  static List<Path> kustomizations() throws IOException {
    return files("kustomization.yaml");
  }

  /** By kustomize itself, where kubectl is installed. */
  @ParameterizedTest
  @MethodSource("kustomizations")
  void renders(Path kustomization) throws Exception {
    assumeTrue(Manifests.isInstalled("kubectl"), "kubectl is not installed");
    String rendered = Manifests.run("kubectl", "kustomize", kustomization.getParent().toString());
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
