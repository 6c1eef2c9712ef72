package dev.perennial.privacy;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.jobs.Waiting;
import dev.perennial.testing.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A person comes in by every door, is shown, is erased, and is nowhere. */
@QuarkusTest
class PrivacyTest extends ApiTest {
  /**
   * Listed, and not of a contact, or without words of people: amounts and dates of offers, classes of failures, counts. Names of
   * a job's faulty fields are those of the mapping.
   */
  private static final Set<String> WITHOUT_TEXT =
      Set.of(
          "app_user.name", "app_user.name_key", "app_user.email", "app_user.external_ids", "app_user_version.content", "renewal.offer",
          "job.failure", "job.result", "job_error.field");

  /** In all that names the person of this test, and in nothing else. */
  private final String mark = UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9]", "q") + "x";

  private final String number = String.valueOf(100_000_000 + UUID.randomUUID().hashCode() % 90_000_000);
  private final String name = "Quillon " + mark + "-Ømberg";
  private final String email = "quillon." + mark + "@omberg.example";
  private final String phone = "+49 (171) " + number;
  private final String title = "Chief Zeppelin Officer " + mark;
  private final String key = "person-" + mark + "-77";

  private String post(String path, Object body) {
    return api().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String customer() {
    return post("/v1/customers", Map.of("name", "Northwind", "attributes", Map.of("keyPerson", name, "seats", 7)));
  }

  private String contact(String customer) {
    return api()
        .header("Idempotency-Key", "quill-" + UUID.randomUUID())
        .body(
            Map.of(
                "customerId", customer, "name", name, "email", email, "phone", phone, "title", title, "roles", List.of("CHAMPION"),
                "externalIds", List.of(Map.of("source", "crm", "externalId", key))))
        .post("/v1/contacts")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String imported(String resource, String mapping, String file) {
    String job =
        as(tenant.apiKey())
            .contentType("text/csv")
            .queryParam("resource", resource)
            .queryParam("options", mapping)
            .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Waiting.until(
        () -> api().get("/v1/jobs/" + job).then().statusCode(200).extract().<String>path("state"),
        state -> List.of("SUCCEEDED", "FAILED").contains(state));
    return job;
  }

  private ValidatableResponse erase(String path) {
    return api().post(path + "/erase").then();
  }

  private List<String> traces() throws SQLException {
    return EverywhereSearch.find(List.of(mark, number));
  }

  @Test
  void afterErasureThePersonIsNowhere() throws SQLException {
    String customer = customer();
    String contact = contact(customer);
    patch().body(Map.of("title", title + " of Everything")).patch("/v1/contacts/" + contact).then().statusCode(200);
    api().header("Idempotency-Key", "bulk-" + UUID.randomUUID())
        .body(Map.of("items", List.of(
            Map.of("key", contact, "data", Map.of("phone", phone)),
            Map.of("data", Map.of("customerId", customer, "name", "Second", "externalIds", List.of(Map.of("source", "crm", "externalId", key)))))))
        .post("/v1/contacts/bulk").then().statusCode(207).body("items[1].status", equalTo(400));
    String job =
        imported(
            "contacts",
            "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"who\":\"name\",\"mail\":\"email\",\"left\":\"leftDate\",\"of\":\"customerId\"}}",
            "id,who,mail,left,of\n" + key + "," + name + "," + email + ",," + customer + "\n"
                + "other," + name + ",not-a-mail," + email + "," + customer + "\n");
    api().get("/v1/jobs/" + job + "/errors").then().statusCode(200).body("items", hasSize(1)).body("items[0].detail", containsString(email));
    imported("customers", "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"name\":\"name\",\"tier\":\"parentId\"}}", "id,name,tier\nx,Y," + email + "\n");
    api().body(Map.of("items", List.of(
            Map.of("source", "mail", "sourceId", "m-1", "customer", customer, "kind", "EVENT", "type", "champion_met",
                "occurredAt", Instant.now().minus(2, ChronoUnit.DAYS).toString(), "contactId", contact, "attributes", Map.of("from", email)),
            Map.of("source", "mail", "sourceId", "m-2", "customer", customer, "kind", "EVENT", "type", "mail_sent",
                "occurredAt", Instant.now().minus(1, ChronoUnit.DAYS).toString(), "attributes", Map.of("to", "Mr " + name.toUpperCase(java.util.Locale.ROOT), "words", 12)))))
        .post("/v1/signals/bulk").then().statusCode(207);
    String renewal = renewalOf(customer);
    patch().contentType("application/merge-patch+json; charset=UTF-8")
        .body(Map.of("nextStep", "Ring " + name + " at " + phone, "humanCall", Map.of("outcome", "RENEWED", "note", name + " said so")))
        .patch("/v1/renewals/" + renewal).then().statusCode(200);
    patch().contentType("application/merge-patch+json; charset=UTF-8").body(Map.of("nextStep", "Ring " + name + " at " + phone + " again")).patch("/v1/renewals/" + renewal).then().statusCode(200);
    inWordsOfPeople(customer, renewal);
    String score = scoreOf(renewal);
    List<String> planted = traces();
    List<String> clean = EverywhereSearch.personalColumns().stream().filter(column -> !WITHOUT_TEXT.contains(column))
        .filter(column -> planted.stream().noneMatch(trace -> trace.startsWith("app." + column + ": "))).toList();
    assertEquals(List.of(), clean, "the person comes in everywhere where one can");

    erase("/v1/contacts/" + contact).statusCode(200).body("id", equalTo(contact));

    assertEquals(List.of(), traces());
    api().get("/v1/contacts/" + contact).then().statusCode(200)
        .body("name", equalTo("Erased")).body("email", nullValue()).body("phone", nullValue()).body("title", nullValue())
        .body("externalIds", hasSize(0)).body("roles", hasItem("CHAMPION"));
    api().post("/v1/risk-scores/" + score + "/replay").then().statusCode(200).body("identical", equalTo(true));
    api().get("/v1/renewals/" + renewal).then().body("nextStep", equalTo("Ring [erased] at [erased] again"));
    api().get("/v1/customers/" + customer).then().body("attributes.seats", equalTo(7)).body("attributes.keyPerson", equalTo("[erased]"));
    feedHasNoGaps();
    api().get("/v1/events?types=contact.erased").then().body("items", hasSize(1)).body("items[0].subjectId", equalTo(contact));
    erase("/v1/contacts/" + contact).statusCode(200); // again: nothing is left to do
  }

  /** All the places where somebody can write about somebody. */
  private void inWordsOfPeople(String customer, String renewal) {
    act(renewal, "stage", Map.of("stage", "ENGAGED", "note", "Met " + name));
    act(renewal, "notice", Map.of("receivedDate", LocalDate.now().minusDays(1).toString(), "note", name + " wrote"));
    String lost = renewalOf(customer);
    act(lost, "outcome", Map.of("outcome", "NOT_RENEWED", "decidedDate", LocalDate.now().toString(),
        "reasons", List.of(Map.of("code", "CHAMPION_LEFT", "note", name + " went"))));
    post("/v1/feedback-items", Map.of("customerId", customer, "text", name + " misses a column", "category", "PRODUCT"));
    String criterion = post("/v1/purchase-criteria", Map.of("customerId", customer, "criterion", "Answers soon", "importance", 4));
    post("/v1/purchase-criteria/" + criterion + "/delivery-scores",
        Map.of("source", "calls", "sourceId", "d-1", "value", 8, "evidence", name + " says so", "evidenceUrl", "https://calls.example/?of=" + email));
    api().body(Map.of("source", "news", "sourceId", "t-1", "customer", customer, "type", "new_executive",
            "occurredAt", Instant.now().minus(1, ChronoUnit.DAYS).toString(), "attributes", Map.of("who", name)))
        .post("/v1/trigger-events").then().statusCode(201);
    api().queryParam("unmatched", "KEEP")
        .body(Map.of("source", "mail", "sourceId", "w-1", "customer", Map.of("source", "crm", "externalId", "not-yet"), "kind", "EVENT",
            "type", "mail_sent", "occurredAt", Instant.now().minus(1, ChronoUnit.DAYS).toString(), "attributes", Map.of("to", email)))
        .post("/v1/signals").then().statusCode(202);
    imported("contacts", "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"of\":\"customerId\"},\"constants\":{\"name\":\"" + name + "\"}}",
        "id,of\nz,\n");
  }

  private void act(String renewal, String action, Map<String, Object> body) {
    api().body(body).post("/v1/renewals/" + renewal + "/" + action).then().statusCode(200);
  }

  private String renewalOf(String customer) {
    String product = post("/v1/products", Map.of("code", "SUITE-" + UUID.randomUUID(), "name", "Suite"));
    String contract = post(
        "/v1/contracts",
        Map.of(
            "customerId", customer, "startDate", LocalDate.now().minusMonths(6).toString(), "termMonths", 12,
            "lines",
                List.of(
                    Map.of(
                        "productId", product, "quantity", 1, "unitPrice", "1200.00", "chargeType", "RECURRING",
                        "amountPeriod", "YEAR"))));
    return api().get("/v1/renewals?customerId=" + customer).then().statusCode(200).extract()
        .path("items.find { it.contractId == '" + contract + "' }.id");
  }

  private String scoreOf(String renewal) {
    api().body(Map.of("renewalIds", List.of(renewal))).post("/v1/risk-scores/runs").then().statusCode(202);
    return Waiting.until(
        () -> api().get("/v1/renewals/" + renewal + "/risk-scores").then().statusCode(200).extract().<String>path("items[0].id"),
        id -> id != null);
  }

  private void feedHasNoGaps() {
    JsonPath feed = api().get("/v1/events?limit=1000").then().statusCode(200).extract().jsonPath();
    List<Integer> sequences = feed.getList("items.sequence");
    List<Integer> expected = new ArrayList<>();
    for (int i = 1; i <= sequences.size(); i++) {
      expected.add(i);
    }
    assertEquals(expected, sequences);
  }

  @Test
  void aUserIsErasedLikewise() throws SQLException {
    String user =
        post("/v1/users", Map.of("name", name, "email", email, "roles", List.of("CSM"),
            "externalIds", List.of(Map.of("source", "hr", "externalId", key))));
    String customer = post("/v1/customers", Map.of("name", "Acme", "assignments", Map.of("csmId", user)));
    api().get("/v1/users/" + user + "/personal-data").then().statusCode(200).body("person.email", equalTo(email));
    api().body(Map.of("items", List.of(
            Map.of("source", "mail", "sourceId", "u-1", "customer", customer, "kind", "EVENT", "type", "mail_sent",
                "occurredAt", Instant.now().minus(1, ChronoUnit.DAYS).toString(), "attributes", Map.of("by", name)))))
        .post("/v1/signals/bulk").then().statusCode(207).body("items[0].status", equalTo(201));
    patch().contentType("application/merge-patch+json; charset=UTF-8").body(Map.of("nextStep", name + " rings")).patch("/v1/renewals/" + renewalOf(customer)).then().statusCode(200); // and its event
    String cut = name + " is the one who looks after them and knows them well: " + mark + number; // longer than an error quotes
    imported("contacts", "{\"source\":\"crm\",\"columns\":{\"id\":\"externalId\",\"n\":\"name\",\"left\":\"leftDate\",\"of\":\"customerId\"}}",
        "id,n,left,of\nx,Other," + cut + "," + customer + "\n");
    erase("/v1/users/" + user).statusCode(200);
    assertEquals(List.of(), traces());
    api().get("/v1/users/" + user).then().statusCode(200).body("active", equalTo(false)).body("name", equalTo("Erased"));
    api().get("/v1/customers/" + customer).then().statusCode(200).body("assignments.csmId", equalTo(user));
  }

  @Test
  void everythingHeldIsExported() {
    String customer = post("/v1/customers", Map.of("name", "Northwind"));
    String contact = contact(customer);
    patch().body(Map.of("email", "new." + mark + "@omberg.example")).patch("/v1/contacts/" + contact).then().statusCode(200);
    api().body(
            Map.of("source", "mail", "sourceId", "m-1", "customer", customer, "kind", "EVENT", "type", "champion_met",
                "occurredAt", Instant.now().minus(2, ChronoUnit.DAYS).toString(), "contactId", contact, "attributes", Map.of("from", email)))
        .post("/v1/signals").then().statusCode(201);
    api().get("/v1/contacts/" + contact + "/personal-data").then().statusCode(200)
        .header("Cache-Control", "no-store")
        .body("person.name", equalTo(name))
        .body("person.email", equalTo("new." + mark + "@omberg.example"))
        .body("person.createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
        .body("externalIds[0].externalId", equalTo(key))
        .body("events", hasSize(2))
        .body("events[0].personal.previous.email", equalTo(email))
        .body("signals[0].attributes.from", equalTo(email));
  }

  @Test
  void onlyAnAdministratorSeesAndErases() {
    String contact = contact(post("/v1/customers", Map.of("name", "Northwind")));
    readOnly().get("/v1/contacts/" + contact + "/personal-data").then().statusCode(403);
    readOnly().post("/v1/contacts/" + contact + "/erase").then().statusCode(403);
    String other = tenants.create("other", "EUR").apiKey();
    as(other).post("/v1/contacts/" + contact + "/erase").then().statusCode(404);
    api().get("/v1/contacts/" + contact).then().body("name", equalTo(name));
    erase("/v1/contacts/" + UUID.randomUUID()).statusCode(404);
    erase("/v1/users/" + contact).statusCode(404);
  }

  @Test
  void othersKeepWhatIsTheirs() {
    String customer = post("/v1/customers", Map.of("name", "Northwind"));
    String contact = contact(customer);
    String namesake = post("/v1/contacts", Map.of("customerId", customer, "name", "Quillon Other", "email", "other@keeps.example"));
    erase("/v1/contacts/" + contact).statusCode(200);
    api().get("/v1/contacts/" + namesake).then().body("name", equalTo("Quillon Other")).body("email", equalTo("other@keeps.example"));
    // what was erased is not recycled: a sync that still has the person makes a new contact
    String again =
        api().body(Map.of("customerId", customer, "name", name)).put("/v1/contacts/external/crm/" + key).then().statusCode(201)
            .extract().path("id");
    assertTrue(!again.equals(contact));
    erase("/v1/contacts/" + again).statusCode(200);
  }
}
