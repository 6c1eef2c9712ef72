package dev.perennial.learning;

import dev.perennial.risk.RiskApiTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests of learned models share: features of a {@link Cohort}, models made and trained over HTTP. */
abstract class LearningApiTest extends RiskApiTest {
  static final Map<String, Object> X =
      Map.of(
          "code", "x", "label", "X", "group", "CUSTOMER", "type", "NUMERIC", "measure", "ATTRIBUTE_NUMBER", "attribute", "x");
  static final Map<String, Object> PLAN =
      Map.of(
          "code", "plan", "label", "Plan", "group", "CUSTOMER", "type", "CATEGORICAL", "measure", "ATTRIBUTE_TEXT",
          "attribute", "plan", "levels", List.of("basic", "plus"));
  static final Map<String, Object> ANSWER =
      Map.of(
          "code", "answer", "label", "Answer", "group", "CUSTOMER", "type", "NUMERIC", "measure", "ATTRIBUTE_NUMBER",
          "attribute", "answer");

  String featureSet(List<?> features) {
    return api()
        .body(Map.of("code", "mine", "features", features))
        .post("/v1/feature-sets")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static Map<String, Object> model(String kind, String set, Map<String, ?> learning) {
    Map<String, Object> model = new HashMap<>(Map.of("code", "learned", "featureSetId", set, "kind", kind));
    if (!learning.isEmpty()) {
      model.put("learning", learning);
    }
    return model;
  }

  String draft(String kind, String set, Map<String, ?> learning) {
    return api().body(model(kind, set, learning)).post("/v1/scoring-models").then().statusCode(201).extract().path("id");
  }

  /** Keeps an answer to be looked at, and shown in the documentation, under target/cards. */
  static void keep(String name, String answer) {
    try {
      Files.writeString(Files.createDirectories(Path.of("target/cards")).resolve(name), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonPath trained(String model, Map<String, ?> request) {
    String job =
        api().body(request).post("/v1/scoring-models/" + model + "/train").then().statusCode(202).extract().path("id");
    finished(job);
    return api().get("/v1/scoring-models/" + model).then().statusCode(200).extract().jsonPath(PRECISE);
  }
}
