package dev.perennial.platform.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Puts the examples of {@code /examples/<operationId>.json} ({@code parameters}, {@code request}, {@code response}) into
 * the operations. They use the demo portfolio's fixed ids, so that <em>Try it out</em> works unedited: {@code ${customer}}
 in them stands for that of {@code /examples/ids.json}.
 */
final class Examples {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

  private final JsonNode ids;

  Examples() {
    String text = read("ids.json");
    ids = text == null ? JSON.createObjectNode() : tree(text);
  }

  void addTo(Operation operation) {
    JsonNode example = example(operation.getOperationId());
    if (example == null) {
      return;
    }
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(parameter -> parameter(parameter, example.path("parameters")));
    }
    if (operation.getRequestBody() != null && example.has("request")) {
      set(operation.getRequestBody().getContent(), example.get("request"));
    }
    if (example.has("response")) {
      operation.getResponses().getAPIResponses().forEach((status, response) -> response(status, response, example));
    }
  }

  private static void response(String status, APIResponse response, JsonNode example) {
    if (status.startsWith("2") && response.getContent() != null) {
      set(response.getContent(), example.get("response"));
    }
  }

  private static void parameter(Parameter parameter, JsonNode values) {
    JsonNode value = values.get(parameter.getName());
    if (value != null) {
      parameter.setExample(plain(value));
    }
  }

  /** One example for all media types, or one by the name of each. */
  private static void set(@Nullable Content content, JsonNode value) {
    if (content != null) {
      content
          .getMediaTypes()
          .forEach((name, media) -> media.setExample(plain(value.has(name) ? value.get(name) : value)));
    }
  }

  private static Object plain(JsonNode value) {
    return JSON.convertValue(value, Object.class);
  }

  private @Nullable JsonNode example(@Nullable String operationId) {
    String text = read(operationId + ".json");
    if (text == null) {
      return null;
    }
    String filled =
        NAME.matcher(text)
            .replaceAll(
                name -> {
                  JsonNode id = ids.get(name.group(1));
                  if (id == null) {
                    throw new IllegalStateException(operationId + ".json: no " + name.group(1) + " in ids.json");
                  }
                  return id.asText();
                });
    return tree(filled);
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String read(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream("examples/" + file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
