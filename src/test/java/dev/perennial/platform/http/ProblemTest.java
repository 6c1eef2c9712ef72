package dev.perennial.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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

  @Test
  void tooDeep() {
    String body = "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}";
    problem(api().body(body).post("/v1/api-keys").then(), 400, "validation_failed");
  }

  @Test
  void damagedCursor() {
    problem(api().get("/v1/api-keys?cursor=abc").then(), 400, "invalid_cursor");
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
