package dev.perennial.feedback;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.perennial.engagement.Facts;
import dev.perennial.platform.jobs.Waiting;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feedback from what was said to what the customer was told. */
@QuarkusTest
class FeedbackTest extends ApiTest {
  private Facts facts;
  private String customer;

  @BeforeEach
  void aCustomer() {
    clock.set(Instant.parse("2026-11-01T12:00:00Z"));
    facts = new Facts(tenant.apiKey());
    customer = facts.customer("Acme", Map.of("tier", "GOLD"));
  }

  private String item(String text, String due) {
    return api()
        .body(Map.of("customerId", customer, "text", text, "category", "PRODUCT", "dueDate", due, "openedAt", "2026-11-01T12:00:00Z"))
        .post("/v1/feedback-items")
        .then()
        .statusCode(201)
        .body("state", equalTo("OPEN"))
        .body("allowedTransitions", contains("ACKNOWLEDGED", "RESOLVED", "CLOSED_WITH_CUSTOMER"))
        .extract()
        .path("id");
  }

  @Test
  void manyComeAtOnce() {
    String known = item("Reports are slow", "2026-11-05");
    String body =
        """
        {"items":[{"key":{"source":"crm","externalId":"FB-1"},"data":{"customerId":"%s","text":"Too many clicks","category":"PRODUCT"}},
                  {"key":"%s","data":{"state":"ACKNOWLEDGED"}},
                  {"key":{"source":"crm","externalId":"FB-2"},"data":{"customerId":"%s","category":"PRODUCT"}}]}"""
            .formatted(customer, known, customer);
    api().body(body).post("/v1/feedback-items/bulk?atomic=true").then().statusCode(400);
    api().get("/v1/feedback-items/" + known).then().body("state", equalTo("OPEN"));
    api().body(body).post("/v1/feedback-items/bulk").then().statusCode(207)
        .body("items.status", contains(201, 200, 400))
        .body("items[2].problem.errors[0].pointer", equalTo("/text"));
    api().get("/v1/feedback-items/external/crm/FB-1").then().statusCode(200).body("text", equalTo("Too many clicks"));
    api().get("/v1/feedback-items/" + known).then().body("state", equalTo("ACKNOWLEDGED"));
  }

  @Test
  void theLoopIsClosedWithTheCustomer() {
    String id = item("Reports are slow", "2026-11-05");
    String path = "/v1/feedback-items/" + id;
    clock.set(Instant.parse("2026-11-06T12:00:00Z"));
    api().get("/v1/feedback-items?overdue=true").then().body("items.id", contains(id)).body("items.overdue", contains(true));
    patch().body("{\"state\":\"RESOLVED\"}").patch(path).then().statusCode(200)
        .body("acknowledgedAt", startsWith("2026-11-06T12:00:0"))
        .body("resolvedAt", startsWith("2026-11-06T12:00:0"))
        .body("closedAt", nullValue());
    patch().body("{\"state\":\"OPEN\"}").patch(path).then().statusCode(409);
    patch().body("{\"closedAt\":\"2026-11-05T12:00:00Z\"}").patch(path).then().statusCode(400)
        .body("errors[0].pointer", equalTo("/closedAt"));
    clock.set(Instant.parse("2026-11-11T12:00:00Z"));
    patch().body("{\"state\":\"CLOSED_WITH_CUSTOMER\",\"closedAt\":\"2026-11-11T12:00:00Z\"}").patch(path).then().statusCode(200)
        .body("daysToClosure", is(10.0f)).body("overdue", is(false));
    item("Wishes dark mode", "2027-01-01");
    api().get("/v1/feedback-items/summary?groupBy=TIER").then().statusCode(200)
        .body("total.open", is(1))
        .body("total.closed", is(1))
        .body("total.medianDaysToClosure", is(10.0f))
        .body("total.p90DaysToClosure", is(10.0f))
        .body("groups.key", contains("GOLD"));
    patch().body("{\"state\":\"ACKNOWLEDGED\"}").patch(path).then().statusCode(200).body("closedAt", nullValue());
    api().get("/v1/customers/" + customer + "/timeline?kinds=CHANGE").then()
        .body("items.type", hasItem("feedback_item.updated"));
    api().get("/v1/feedback-items?customerId=" + customer + "&state=OPEN").then().body("items", hasSize(1));
    api().get("/v1/feedback-items?sort=dueDate").then().body("items[0].id", equalTo(id));
  }

  @Test
  void badItemsAreRefused() {
    api().body(Map.of("customerId", customer)).post("/v1/feedback-items").then().statusCode(400)
        .body("errors[0].pointer", equalTo("/text"));
    api().body(Map.of("customerId", tenant.id(), "text", "x")).post("/v1/feedback-items").then().statusCode(400);
    api().body(Map.of("customerId", customer, "text", "x", "openedAt", "2027-01-01T00:00:00Z")).post("/v1/feedback-items")
        .then().statusCode(400).body("errors[0].pointer", equalTo("/openedAt"));
    readOnly().body(Map.of("customerId", customer, "text", "x")).post("/v1/feedback-items").then().statusCode(403);
    api().get("/v1/feedback-items/" + customer).then().statusCode(404);
    api().get("/v1/feedback-items").then().body("items", empty());
  }

  @Test
  void lowAnswersBecomeItemsByRule() {
    facts.signal(customer, "SURVEY", "nps", "0", "2026-10-30T12:00:00Z", Map.of("value", 2));
    api().get("/v1/feedback-items").then().body("items", empty());
    patch().body("{\"feedbackRule\":{\"npsAtMost\":6,\"dueDays\":5}}").patch("/v1/settings").then().statusCode(200);
    facts.signal(
        customer, "SURVEY", "nps", "1", "2026-10-31T12:00:00Z",
        Map.of("value", 3, "attributes", Map.of("comment", "Nobody calls back")));
    facts.signal(customer, "SURVEY", "nps", "2", "2026-10-31T12:00:00Z", Map.of("value", 9));
    facts.signal(customer, "SURVEY", "csat", "3", "2026-10-31T12:00:00Z", Map.of("value", 1));
    facts.signal(customer, "SURVEY", "nps", "1", "2026-10-31T12:00:00Z", Map.of("value", 4, "revision", 1));
    api().get("/v1/feedback-items").then()
        .body("items", hasSize(1))
        .body("items[0].text", equalTo("NPS answer 3: Nobody calls back"))
        .body("items[0].signal.sourceId", equalTo("1"))
        .body("items[0].dueDate", equalTo("2026-11-06"))
        .body("items[0].openedAt", equalTo("2026-10-31T12:00:00Z"));
    api().body(Map.of("customerId", customer, "text", "x", "signal", Map.of("source", "test", "sourceId", "1")))
        .post("/v1/feedback-items").then().statusCode(400).body("errors[0].code", equalTo("taken"));
  }

  @Test
  void itemsOfOtherSystems() {
    String path = "/v1/feedback-items/external/desk/f-1";
    Map<String, Object> body =
        Map.of(
            "customerId", customer, "text", "Old story", "state", "CLOSED_WITH_CUSTOMER", "openedAt", "2026-10-01T00:00:00Z",
            "closedAt", "2026-10-05T00:00:00Z");
    api().body(body).put(path).then().statusCode(201).body("daysToClosure", is(4.0f)).body("resolvedAt", notNullValue());
    api().body(body).put(path).then().statusCode(200).body("version", is(0));
    api().get(path).then().statusCode(200).body("text", equalTo("Old story"));
  }

  @Test
  void itemsAreImported() {
    String options =
        "{\"source\":\"desk\",\"columns\":{\"id\":\"externalId\",\"customer\":\"customerId\",\"text\":\"text\",\"state\":\"state\"}}";
    String file = "id,customer,text,state\nF1," + customer + ",Slow,RESOLVED\nF2," + customer + ",,OPEN\n";
    String job =
        as(tenant.apiKey()).contentType("text/csv").queryParam("resource", "feedback-items").queryParam("options", options).body(file)
            .post("/v1/imports").then().statusCode(202).extract().path("id");
    Waiting.until(() -> api().get("/v1/jobs/" + job).then().extract().<String>path("finishedAt"), finished -> finished != null);
    api().get("/v1/jobs/" + job).then().body("counts.created", is(1)).body("counts.failed", is(1));
    api().get("/v1/feedback-items/external/desk/F1").then().statusCode(200).body("state", equalTo("RESOLVED"));
  }
}
