package dev.perennial.importing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perennial.renewal.Portfolio;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files about open renewals: notices that customers gave, and what another system says of the decision. */
@QuarkusTest
class ImportedRenewalTest extends Portfolio {
  private static final String NOTICES =
      "{\"source\":\"erp\",\"columns\":{\"contract\":\"contract.externalId\",\"received\":\"receivedDate\",\"leaves\":\"effectiveDate\","
          + "\"withdrawn\":\"withdrawnDate\",\"note\":\"note\"}}";
  private static final String OFFERS =
      "{\"source\":\"erp\",\"columns\":{\"contract\":\"contract.externalId\",\"offered\":\"offer.amount.amount\","
          + "\"change\":\"offer.priceChangePercent\",\"category\":\"forecastCategory\",\"next\":\"nextStep\"},"
          + "\"constants\":{\"offer.amount.currency\":\"EUR\"}}";

  private String renewal;

  @BeforeEach
  void contracts() {
    day("2026-03-01");
    renewal = open(named("c-1"));
    named("c-2");
  }

  private String named(String key) {
    return contract(Map.of("externalIds", List.of(Map.of("source", "erp", "externalId", key))));
  }

  private JsonPath run(String resource, String options, String file, boolean dryRun) {
    String id =
        as(tenant.apiKey()).contentType("text/csv").queryParam("resource", resource).queryParam("options", options)
            .queryParam("dryRun", dryRun).body(file.getBytes(StandardCharsets.UTF_8)).post("/v1/imports")
            .then().statusCode(202).extract().path("id");
    Instant latest = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(latest)) {
      JsonPath job = api().get("/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (job.getString("finishedAt") != null) {
        assertEquals("SUCCEEDED", job.getString("state"), job.prettify());
        return job;
      }
      LockSupport.parkNanos(50_000_000);
    }
    return fail("the job did not end");
  }

  private void assertCounts(JsonPath job, int created, int updated, int unchanged, int failed) {
    assertEquals(
        List.of(created, updated, unchanged, failed),
        List.of(
            job.getInt("counts.created"), job.getInt("counts.updated"), job.getInt("counts.unchanged"),
            job.getInt("counts.failed")),
        job.prettify());
  }

  @Test
  void noticesAreGivenWithdrawnAndGivenAgain() {
    String head = "contract,received,leaves,withdrawn,note\n";
    String first = head + "c-1,2026-01-10,2026-06-30,,They look around\n";
    assertCounts(run("notices", NOTICES, first, true), 1, 0, 0, 0);
    get(renewal).body("notice", nullValue());
    assertCounts(run("notices", NOTICES, first, false), 1, 0, 0, 0);
    get(renewal).body("notice.receivedDate", equalTo("2026-01-10")).body("forecastCategory", equalTo("OMITTED"))
        .body("noticeHistory", hasSize(1)).body("noticeHistory[0].note", equalTo("They look around"));
    assertCounts(run("notices", NOTICES, first, false), 0, 0, 1, 0);

    String withdrawn = head + "c-1,2026-01-10,2026-06-30,2026-02-01,\n";
    assertCounts(run("notices", NOTICES, withdrawn, false), 0, 1, 0, 0);
    get(renewal).body("notice", nullValue()).body("forecastCategory", not(equalTo("OMITTED")));

    String whole = withdrawn + "c-1,2026-02-20,,,They mean it\n";
    assertCounts(run("notices", NOTICES, whole, false), 1, 0, 1, 0);
    get(renewal).body("notice.receivedDate", equalTo("2026-02-20")).body("noticeHistory.receivedDate", contains("2026-01-10", "2026-02-20"));
    assertCounts(run("notices", NOTICES, whole, false), 0, 0, 2, 0);
    api().get("/v1/events?types=renewal.notice_received,renewal.notice_withdrawn").then().statusCode(200)
        .body("items.type", contains("renewal.notice_received", "renewal.notice_withdrawn", "renewal.notice_received"));
    api().get("/v1/customers/" + customer + "/timeline").then().statusCode(200)
        .body("items.type", hasItems("renewal.notice_received", "renewal.notice_withdrawn"));
  }

  @Test
  void theHistoryOfANoticeComesInOneFile() {
    String file =
        "contract,received,leaves,withdrawn,note\nc-1,2026-01-10,,2026-01-20,\nc-1,2026-02-10,,,\nc-2,2026-01-05,,2026-01-06,\n";
    assertCounts(run("notices", NOTICES, file, false), 3, 0, 0, 0);
    get(renewal).body("notice.receivedDate", equalTo("2026-02-10")).body("noticeHistory", hasSize(2))
        .body("noticeHistory[0].withdrawnDate", equalTo("2026-01-20")).body("noticeHistory[0].withdrawnAt", startsWith("2026-03-01"));
    assertCounts(run("notices", NOTICES, file, false), 0, 0, 3, 0);
    api().get("/v1/events?types=renewal.notice_received,renewal.notice_withdrawn").then().statusCode(200)
        .body("items.findAll { it.subjectId == '" + renewal + "' }.type",
            contains("renewal.notice_received", "renewal.notice_withdrawn", "renewal.notice_received"));
  }

  @Test
  void aRowForEachStepIsTheSameEachTime() {
    String file =
        "contract,received,leaves,withdrawn,note\nc-1,2026-01-10,,,First\nc-1,2026-01-10,,2026-02-01,\nc-1,2026-02-20,,,Again\n";
    assertCounts(run("notices", NOTICES, file, false), 2, 1, 0, 0);
    get(renewal).body("notice.receivedDate", equalTo("2026-02-20")).body("noticeHistory[0].withdrawnDate", equalTo("2026-02-01"));
    api().get("/v1/events?types=renewal.notice_received").then().body("items.data.object.note", contains("First", "Again"));
    assertCounts(run("notices", NOTICES, file, false), 0, 0, 3, 0);
    String other = "contract,received,leaves,withdrawn,note\nc-1,2026-02-20,2026-09-30,,\nc-1,2026-01-10,,2026-02-02,\n";
    assertCounts(run("notices", NOTICES, other, false), 0, 0, 0, 2);
  }

  @Test
  void noticesThatCannotBeAreListedByLine() {
    String file =
        """
        contract,received,leaves,withdrawn,note
        c-9,2026-01-10,,,
        c-1,2026-05-01,,,
        c-1,2026-02-01,2026-01-01,,
        c-1,2026-02-01,,2026-01-01,
        c-1,,,,
        c-1,2026-02-01,,,
        c-1,2026-02-02,,,
        """;
    JsonPath job = run("notices", NOTICES, file, false);
    assertCounts(job, 1, 0, 0, 6);
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then().statusCode(200)
        .body("items.line", contains(2, 3, 4, 5, 6, 8))
        .body("items.field", hasItems("/contract", "/receivedDate", "/effectiveDate", "/withdrawnDate"))
        .body("items.code", hasItem("conflict"));
    get(renewal).body("notice.receivedDate", equalTo("2026-02-01"));
  }

  @Test
  void whatAnotherSystemSaysOfADecisionArrives() {
    String file =
        """
        contract,offered,change,category,next
        c-1,13200,10,COMMIT,Send the order form
        c-2,,,NEVER,
        c-3,1,,,
        c-2,,,BEST_CASE,
        c-2,,,,Call them
        """;
    JsonPath job = run("open-renewals", OFFERS, file, false);
    assertCounts(job, 0, 3, 0, 2);
    api().get("/v1/jobs/" + job.getString("id") + "/errors").then().body("items.line", contains(3, 4));
    get(renewal).body("offer.amount.amount", equalTo("13200.00")).body("offer.priceChangePercent", equalTo(10))
        .body("forecastCategory", equalTo("COMMIT")).body("nextStep", equalTo("Send the order form"));
    api().get("/v1/events?types=renewal.updated").then().statusCode(200).body("items", hasSize(3));
    assertCounts(run("open-renewals", OFFERS, file, false), 0, 0, 3, 2);
  }

  @Test
  void ofADecidedRenewalNothingIsSaidAnyMore() {
    act(renewal, "outcome", Map.of("outcome", "NOT_RENEWED", "decidedDate", "2026-02-28")).statusCode(200);
    JsonPath notices = run("notices", NOTICES, "contract,received,leaves,withdrawn,note\nc-1,2026-02-01,,,\n", false);
    assertCounts(notices, 0, 0, 0, 1);
    JsonPath offers = run("open-renewals", OFFERS, "contract,offered,change,category,next\nc-1,100,,,\n", false);
    assertCounts(offers, 0, 0, 0, 1);
    api().get("/v1/jobs/" + offers.getString("id") + "/errors").then().body("items.code", contains("conflict"));
  }
}
