package dev.perennial.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers as they were given at a time, to be compared with what a point-in-time read of that time gives later. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<RequestSpecification> api;

  Answers(Supplier<RequestSpecification> api) {
    this.api = api;
  }

  /** Path → answer without its tags, which the past does not have. */
  Map<String, JsonNode> take(List<String> paths, String query) {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (String path : paths) {
      String separator = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
      var response = api.get().get(path + separator + query);
      answers.put(path, response.statusCode() == 200 ? body(response.asString()) : JSON.getNodeFactory().numberNode(response.statusCode()));
    }
    return answers;
  }

  /** What differs between two takes, in words. */
  static List<String> differences(String when, Map<String, JsonNode> expected, Map<String, JsonNode> found) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (path, answer) -> {
          if (!answer.equals(found.get(path))) {
            differences.add(when + " " + path + "\n  then  " + answer + "\n  later " + found.get(path));
          }
        });
    return differences;
  }

  private static JsonNode body(String text) {
    try {
      JsonNode body = JSON.readTree(text);
      if (body instanceof ObjectNode answer) {
        answer.remove("knownAt"); // of a report, an echo of the time asked for; of a plain read, of the instant it was made
      }
      withoutTags(body);
      return body;
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static void withoutTags(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("etag");
    }
    node.forEach(Answers::withoutTags);
  }
}
