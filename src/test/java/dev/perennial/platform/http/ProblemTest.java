package dev.perennial.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of failure is a problem document with a code, a request id and a page behind its type. */
@QuarkusTest
class ProblemTest extends ApiTest {
  private static void problem(ValidatableResponse response, int status, String code) {
    response
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .body("code", equalTo(code))
        .body("status", is(status))
        .body("requestId", notNullValue())
        .body("type", startsWith("/problems/"))
        .header("X-Request-Id", notNullValue());
  }

  @Test
  void unknownPath() {
    problem(api().get("/v1/nothing-here").then(), 404, "not_found");
    problem(given().get("/nothing-at-all").then(), 404, "not_found");
  }

  @Test
  void noCredential() {
    problem(given().get("/v1/settings").then(), 401, "unauthenticated");
    problem(as("prn_x_y_z").get("/v1/settings").then(), 401, "unauthenticated");
  }

  @Test
  void missingScope() {
    problem(readOnly().get("/v1/api-keys").then(), 403, "forbidden");
  }

  @Test
  void wrongMethod() {
    problem(api().delete("/v1/settings").then(), 405, "method_not_allowed");
  }

  @Test
  void wrongMediaType() {
    problem(
        api().contentType("text/plain").body("x").post("/v1/api-keys").then(), 415, "unsupported_media_type");
  }

  @Test
  void malformedJson() {
    problem(api().body("{\"name\": ").post("/v1/api-keys").then(), 400, "malformed_request");
  }

  @Test
  void emptyBody() {
    problem(api().post("/v1/api-keys").then(), 400, "validation_failed");
  }

  @Test
  void bodyThatNeedNotBe() {
    api().post("/v1/analyses/predictors").then().statusCode(202);
    problem(
        api().body(Map.of("leadDays", -1)).post("/v1/analyses/predictors").then(), 400, "validation_failed");
  }

  @Test
  void unknownProperty() {
    ValidatableResponse answer =
        api().body(Map.of("name", "x", "scopes", new String[] {"scores:read"}, "colour", "red"))
            .post("/v1/api-keys").then();
    problem(answer, 400, "unknown_property");
    answer.body("errors[0].pointer", equalTo("/colour"));
  }

  @Test
  void unknownParameter() {
    ValidatableResponse answer = api().get("/v1/api-keys?page=2").then();
    problem(answer, 400, "unknown_parameter");
    answer.body("errors[0].parameter", equalTo("page"));
  }

  @Test
  void unreadableParameter() {
    ValidatableResponse answer = api().get("/v1/api-keys?limit=many").then();
    problem(answer, 400, "validation_failed");
    answer.body("errors[0].parameter", equalTo("limit"));
  }

  @Test
  void truthIsSpeltOut() {
    ValidatableResponse answer =
        api().body(Map.of("items", new Object[0])).post("/v1/customers/bulk?atomic=maybe").then();
    problem(answer, 400, "validation_failed");
    answer.body("errors[0].parameter", equalTo("atomic"));
  }

  @Test
  void validation() {
    ValidatableResponse answer =
        api().body(Map.of("name", "", "scopes", new String[] {"nonsense:read"})).post("/v1/api-keys").then();
    problem(answer, 400, "validation_failed");
    answer.body("errors[0].pointer", equalTo("/name"));
  }

  @Test
  void tooLarge() {
    String body = "{\"name\":\"" + "x".repeat(1_100_000) + "\"}";
    problem(api().body(body).post("/v1/api-keys").then(), 413, "too_large");
  }

  /** Nesting is fine up to the limit, where anything may stand; a text, up to its own. */
  @Test
  void tooDeepOrTooLong() {
    problem(api().body(nested(60)).post("/v1/customers").then(), 400, "validation_failed");
    problem(api().body(nested(70)).post("/v1/customers").then(), 400, "malformed_request");
    problem(api().body("{\"name\":\"" + "x".repeat(250_000) + "\"}").post("/v1/customers").then(), 400, "validation_failed");
    problem(api().body("{\"name\":\"" + "x".repeat(270_000) + "\"}").post("/v1/customers").then(), 400, "malformed_request");
  }

  private static String nested(int depth) {
    return "{\"name\":\"Acme\",\"attributes\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
  }

  @Test
  void addressOrHeadersTooLong() {
    problem(api().queryParam("q", "x".repeat(9_000)).get("/v1/customers").then(), 414, "address_too_long");
    problem(api().header("X-Long", "x".repeat(17_000)).get("/v1/customers").then(), 431, "headers_too_large");
  }

  @Test
  void damagedCursor() {
    problem(api().get("/v1/api-keys?cursor=abc").then(), 400, "invalid_cursor");
    for (int i = 0; i < 2; i++) {
      api().body(Map.of("name", "Customer " + i)).post("/v1/customers").then().statusCode(201);
    }
    for (String sort : List.of("name", "updatedAt")) {
      String cursor = api().get("/v1/customers?limit=1&sort=" + sort).then().statusCode(200).extract().path("nextCursor");
      String written = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = written.split("\",\"", -1);
      parts[1] = "\\u0000";
      String forged = Base64.getUrlEncoder().encodeToString(String.join("\",\"", parts).getBytes(StandardCharsets.UTF_8));
      problem(
          api().queryParam("cursor", forged).queryParam("sort", sort).get("/v1/customers?limit=1").then(), 400, "invalid_cursor");
    }
  }

  /** What has no version has a tag all the same; it is no version to write against. */
  @Test
  void computedReadsAnswerWithATag() {
    String tag = api().get("/v1/me").then().statusCode(200).header("ETag", startsWith("W/")).extract().header("ETag");
    api().header("If-None-Match", tag).get("/v1/me").then().statusCode(304);
    api().header("If-None-Match", "W/\"other\"").get("/v1/me").then().statusCode(200).header("ETag", equalTo(tag));
    String id = api().body(Map.of("name", "Acme")).post("/v1/customers").then().statusCode(201).extract().path("id");
    problem(patch().header("If-Match", tag).body(Map.of("tier", "A")).patch("/v1/customers/" + id).then(), 412, "precondition_failed");
  }

  @Test
  void preconditionRequired() {
    Map<String, Object> settings = api().get("/v1/settings").then().statusCode(200).extract().jsonPath().getMap("");
    settings.remove("version");
    settings.remove("updatedAt");
    problem(api().body(settings).put("/v1/settings").then(), 428, "precondition_required");
    problem(
        api().header("If-Match", "\"99\"").body(settings).put("/v1/settings").then(), 412, "precondition_failed");
  }

  @Test
  void eachTypeHasItsPage() {
    for (ProblemType type : ProblemType.values()) {
      given().get(type.uri()).then().statusCode(200).contentType(startsWith("text/html"));
    }
  }

  @Test
  void requestIdIsAccepted() {
    api().header("X-Request-Id", "abc-1").get("/v1/me").then().header("X-Request-Id", "abc-1");
  }
}
