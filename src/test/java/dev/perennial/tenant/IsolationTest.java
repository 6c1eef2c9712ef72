package dev.perennial.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.ContractCheck;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Generated from the contract: with tenant A's key, every id of tenant B in every operation answers 404 and changes nothing
 * of B's. An operation added tomorrow is tested tomorrow.
 */
@QuarkusTest
class IsolationTest extends ApiTest {
  /** Parameters that are not ids of objects. */
  private static final Map<String, String> PLAIN = Map.of("currency", "USD", "date", "2026-01-01", "kind", "JOBS", "type", "secret_type");

  private final Map<String, String> idOfCollection = new LinkedHashMap<>();

  @Test
  void everyIdOfAnotherTenantIsUnknown() {
    TenantService.NewTenant victim = tenants.create("victim", "EUR");
    fill(victim.apiKey());
    long before = lastSequence(victim.apiKey());
    Map<String, Object> objects = objects(victim.apiKey());
    List<String> faults = new ArrayList<>();
    int tried = 0;
    JsonNode paths = ContractCheck.instance().contract().path("paths");
    int inQueries = idsInQueries(paths, faults);
    int inBodies = idsInBodies(paths, faults);
    assertTrue(inQueries > 30 && inBodies > 12, "tried " + inQueries + " parameters and " + inBodies + " bodies");
    for (boolean ownNames : List.of(false, true)) { // last: afterwards the caller has objects of these names
      for (var path : paths.properties()) {
        if (!path.getKey().contains("{") || path.getKey().startsWith("/v1/exchange-rates")) {
          continue;
        }
        for (var operation : path.getValue().properties()) {
          if (List.of("parameters", "summary", "description").contains(operation.getKey())
              || isOwnName(path.getKey(), operation.getKey()) != ownNames) {
            continue;
          }
          tried++;
          Response answer = call(path.getKey(), operation.getKey(), operation.getValue());
          if (answer.statusCode() != 404 && !ownNames) {
            faults.add(
                operation.getKey() + " " + path.getKey() + " answered " + answer.statusCode() + " " + answer.asString());
          }
        }
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(tried > 25, "tried " + tried);
    assertEquals(before, lastSequence(victim.apiKey()), "something of the other tenant was changed");
    assertEquals(objects, objects(victim.apiKey()), "something of the other tenant was changed");
  }

  /** A filter by another tenant's object finds nothing: not the object, nor what hangs on it. */
  private int idsInQueries(JsonNode paths, List<String> faults) {
    int tried = 0;
    for (var path : paths.properties()) {
      for (JsonNode parameter : path.getValue().path("get").path("parameters")) {
        String name = parameter.path("name").asText();
        String foreign = ofOther(name);
        if (foreign == null || !parameter.path("in").asText().equals("query") || path.getKey().contains("{")) {
          continue;
        }
        tried++;
        Response answer = api().queryParam(name, foreign).get(path.getKey());
        String text = answer.asString();
        boolean shows = idOfCollection.values().stream().anyMatch(id -> text.replace(foreign, "").contains(id));
        boolean empty = answer.statusCode() == 200 && !shows && !text.contains("Acme");
        if (answer.statusCode() / 100 != 4 && !empty) {
          faults.add("get " + path.getKey() + " with " + name + " answered " + answer.statusCode() + " " + text);
        }
      }
    }
    return tried;
  }

  /** A body that names another tenant's object is refused: as if nobody had it. */
  private int idsInBodies(JsonNode paths, List<String> faults) {
    int tried = 0;
    for (var path : paths.properties()) {
      JsonNode operation = path.getValue().path("post");
      JsonNode example = operation.at("/requestBody/content/application~1json/example");
      if (path.getKey().contains("{") || !example.isObject()) {
        continue;
      }
      for (var property : example.properties()) {
        String foreign = ofOther(property.getKey());
        boolean elsewhere = path.getKey().equals("/v1/signals/track"); // whose userId is an id in the sender's system
        if (foreign == null || elsewhere) {
          continue;
        }
        tried++;
        ObjectNode body = example.deepCopy();
        body.set(property.getKey(), property.getValue().isArray() ? body.arrayNode().add(foreign) : body.textNode(foreign));
        Response answer = as(tenant.apiKey()).contentType("application/json").body(body.toString()).post(path.getKey());
        if (answer.statusCode() / 100 != 4) {
          faults.add("post " + path.getKey() + " with " + property.getKey() + " answered " + answer.statusCode() + " " + answer.asString());
        }
      }
    }
    return tried;
  }

  /** The other tenant's object that a name such as {@code customerId} or {@code renewalIds} could mean, or null. */
  private @Nullable String ofOther(String name) {
    if (List.of("csmId", "ownerId", "renewalManagerId").contains(name)) {
      return idOfCollection.get("users");
    }
    if (name.equals("runId")) {
      return idOfCollection.get("jobs");
    }
    String one = name.endsWith("Ids") ? name.substring(0, name.length() - 3) : name.endsWith("Id") ? name.substring(0, name.length() - 2) : "";
    if (one.isEmpty()) {
      return null;
    }
    String kebab = one.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    for (String collection : List.of(kebab + "s", kebab.replaceAll("y$", "ies"), kebab.replaceAll("on$", "a"))) {
      if (idOfCollection.containsKey(collection)) {
        return idOfCollection.get(collection);
      }
    }
    return kebab.equals("parent") || kebab.equals("survivor") || kebab.equals("duplicate") ? idOfCollection.get("customers") : null;
  }

  /** What the other tenant has, with its versions; scores come by themselves and are left out. */
  private static Map<String, Object> objects(String key) {
    Map<String, Object> objects = new LinkedHashMap<>();
    for (String collection :
        List.of(
            "users", "customers", "contacts", "products", "contracts", "renewals", "success-metrics", "purchase-criteria",
            "feedback-items", "entitlements", "import-mappings", "signal-types", "detection-rules", "programmes",
            "trigger-event-types", "reason-codes", "adoption-paths", "product-features", "retention", "retention/signal-types")) {
      Response list = as(key).get("/v1/" + collection);
      objects.put(collection, list.then().statusCode(200).extract().<List<Object>>path("items.version"));
    }
    objects.put("settings", as(key).get("/v1/settings").then().extract().path("version"));
    objects.put("api-keys", as(key).get("/v1/api-keys").then().extract().<List<Object>>path("items.revokedAt"));
    objects.put("reason-codes", as(key).get("/v1/reason-codes").then().statusCode(200).extract().asString());
    return objects;
  }

  /** A PUT under a name of the caller's own making creates the caller's own object; the other tenant's stays as it is. */
  private static boolean isOwnName(String path, String method) {
    return (method.equals("put") && !path.contains("{id}")) || path.equals("/v1/retention/{kind}"); // every tenant has each kind
  }

  private Response call(String path, String method, JsonNode operation) {
    String url = fillIn(path, operation);
    // what is made under an own name must not be there, what is changed by an id would have to be
    RequestSpecification request = isOwnName(path, method) ? api() : api().header("If-Match", "\"0\"");
    JsonNode content = operation.path("requestBody").path("content");
    if (!content.isMissingNode() && content.properties().iterator().hasNext()) {
      var media = content.properties().iterator().next();
      JsonNode example = media.getValue().path("example");
      request = as(tenant.apiKey()).header("If-Match", "\"0\"").contentType(media.getKey())
          .body(example.isMissingNode() ? "{}" : example.toString());
    }
    return request.request(method.toUpperCase(java.util.Locale.ROOT), url);
  }

  private String fillIn(String path, JsonNode operation) {
    String collection = path.split("/")[2];
    String url = path;
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        String name = parameter.path("name").asText();
        String value =
            switch (name) {
              case "source" -> "crm";
              case "externalId" -> "secret-1";
              case "name", "code", "type" -> "secret-" + name;
              default -> PLAIN.getOrDefault(name, idOfCollection.getOrDefault(collection, ""));
            };
        assertFalse(value.isEmpty(), "no id for " + path);
        url = url.replace("{" + name + "}", value);
      }
    }
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        url += (url.contains("?") ? "&" : "?") + parameter.path("name").asText() + "=" + idOfCollection.get(collection);
      }
    }
    return url;
  }

  /** One object of each kind for tenant B, and the first id of every list it can read. */
  private void fill(String key) {
    List<Map<String, String>> external = List.of(Map.of("source", "crm", "externalId", "secret-1"));
    String user = post(key, "/v1/users", Map.of("name", "Ann", "externalIds", external));
    String customer =
        post(key, "/v1/customers", Map.of("name", "Acme", "externalIds", external, "assignments", Map.of("csmId", user)));
    post(key, "/v1/contacts", Map.of("customerId", customer, "name", "Kim", "externalIds", external));
    String metric =
        post(
            key, "/v1/success-metrics",
            Map.of(
                "customerId", customer, "name", "Hours", "direction", "LOWER_IS_BETTER", "definedBy", "CUSTOMER", "externalIds",
                external));
    post(
        key, "/v1/purchase-criteria",
        Map.of("customerId", customer, "criterion", "Fast", "importance", 3, "externalIds", external));
    post(key, "/v1/question-rounds", Map.of("name", "Q", "dueDate", "2099-01-01", "successMetricIds", List.of(metric)));
    post(key, "/v1/feedback-items", Map.of("customerId", customer, "text", "Slow", "externalIds", external));
    String product = post(key, "/v1/products", Map.of("code", "P", "name", "Product", "externalIds", external));
    post(
        key, "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", LocalDate.now().minusMonths(6).toString(), "termMonths", 12,
            "externalIds", external,
            "lines",
                List.of(
                    Map.of(
                        "productId", product, "quantity", 1, "unitPrice", "1200.00", "chargeType", "RECURRING",
                        "amountPeriod", "YEAR"))));
    String contract = as(key).get("/v1/contracts").then().statusCode(200).extract().path("items[0].id");
    post(
        key, "/v1/entitlements",
        Map.of(
            "contractId", contract, "unit", "calls", "quantity", 10, "period", "MONTH", "usageType", "calls", "externalIds",
            external));
    Map<String, Object> used = Map.of("types", List.of("used"));
    as(key).body(Map.of("name", "Path", "steps", List.of(Map.of("code", "a", "name", "A", "predicate", used))))
        .put("/v1/adoption-paths/secret-code").then().statusCode(201);
    as(key).body(Map.of("name", "Feature", "releaseDate", "2026-01-01", "predicate", used))
        .put("/v1/product-features/secret-code").then().statusCode(201);
    as(key).body(Map.of("resource", "customers", "document", Map.of("source", "crm"))).put("/v1/import-mappings/secret-name").then().statusCode(201);
    as(key).body(Map.of()).post("/v1/risk-scores/runs").then().statusCode(202);
    as(key).body(Map.of()).post("/v1/analyses/predictors").then().statusCode(202);
    post(
        key, "/v1/programmes",
        Map.of(
            "code", "review", "name", "Review", "offer", "An hour", "randomised", true, "arms",
            List.of(Map.of("code", "a", "share", 0.5), Map.of("code", "b", "share", 0.5)), "controlArm", "b"));
    for (String collection :
        List.of(
            "users", "customers", "contacts", "products", "contracts", "renewals", "jobs", "api-keys", "feature-sets",
            "scoring-models", "success-metrics", "purchase-criteria", "question-rounds", "feedback-items", "analyses", "programmes", "entitlements")) {
      String id = as(key).get("/v1/" + collection).then().statusCode(200).extract().path("items[0].id");
      assertTrue(id != null, collection + " is empty");
      idOfCollection.put(collection, id);
    }
    idOfCollection.put("co-term-groups", coTermGroup(key, customer, product));
    idOfCollection.put("risk-scores", scoreOf(key, idOfCollection.get("renewals")));
  }

  private static String coTermGroup(String key, String customer, String product) {
    Map<String, Object> line = Map.of("productId", product, "unitPrice", "10.00", "amountPeriod", "MONTH");
    Map<String, Object> contract =
        Map.of("customerId", customer, "startDate", LocalDate.now().toString(), "termMonths", 12, "lines", List.of(line));
    List<String> contracts = List.of(post(key, "/v1/contracts", contract), post(key, "/v1/contracts", contract));
    String end = LocalDate.now().plusYears(2).toString();
    return post(key, "/v1/co-term-groups", Map.of("contractIds", contracts, "commonEndDate", end));
  }

  private static String scoreOf(String key, String renewal) {
    for (int i = 0; i < 600; i++) {
      String id = as(key).get("/v1/renewals/" + renewal + "/risk-scores").then().statusCode(200).extract().path("items[0].id");
      if (id != null) {
        return id;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("the renewal was not scored");
  }

  private static String post(String key, String path, Object body) {
    return as(key).body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private static long lastSequence(String key) {
    return as(key).queryParam("limit", 1000).get("/v1/events").jsonPath().getLong("lastSequence");
  }
}
