package dev.perennial.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads Kubernetes objects so that a field nobody knows is an error. */
final class Manifests {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "v1 ServiceAccount", ServiceAccount.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Secret", Secret.class,
          "v1 Service", Service.class,
          "apps/v1 Deployment", Deployment.class,
          "batch/v1 Job", Job.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  /** Read by kustomize and by an operator; their types are not on the class path. */
  private static final Set<String> FOREIGN =
      Set.of(
          "kustomize.config.k8s.io/v1beta1 Kustomization",
          "postgresql.cnpg.io/v1 Cluster",
          "postgresql.cnpg.io/v1 Pooler");

  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new KnownFieldsOnly());

  private Manifests() {}

  /** The types collect what they do not know in an "any" property; here they must not. */
  private static final class KnownFieldsOnly extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }

  /** The objects of a text with one or more documents; anchors are resolved as every YAML reader does. */
  static List<JsonNode> objects(String text) {
    List<JsonNode> objects = new ArrayList<>();
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      objects.add(new ObjectMapper().valueToTree(document));
    }
    return objects;
  }

  static List<JsonNode> objects(Path file) throws IOException {
    return objects(Files.readString(file));
  }

  /**
   * @return what is wrong, null if nothing
   */
  static String fault(JsonNode object) {
    String type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (FOREIGN.contains(type)) {
      return null;
    }
    if (!TYPES.containsKey(type)) {
      return "unknown type " + type;
    }
    try {
      STRICT.treeToValue(object, TYPES.get(type));
      return null;
    } catch (IOException e) {
      return type + ": " + e.getMessage();
    }
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
