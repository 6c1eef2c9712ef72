package dev.perennial.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.contract.ContractEditing;
import dev.perennial.customer.CustomerEditing;
import dev.perennial.detection.Detection;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.ExternalId;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.renewal.RenewalClock;
import dev.perennial.risk.Rescoring;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.WithoutWorkers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of the pair over random histories: what is answered for (knownAt, recordedBy) is answered for ever, whatever
 * is written later; and for (now, now) it is what a plain read answers.
 */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
class HistoryPropertyTest extends ApiTest {
  private static final int ACTS = 60;

  /** Asked for once, asked for again at the end. */
  private record Taken(String pair, Map<String, JsonNode> answers) {}

  @Inject Editor editor;
  @Inject CustomerEditing customers;
  @Inject ContractEditing contracts;
  @Inject RenewalClock renewalClock;
  @Inject Detection detection;
  @Inject Rescoring rescoring;
  @Inject Callers callers;
  @Inject ObjectMapper json;

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 12, 19, 23, 129})
  void anAnswerForAPairNeverChanges(long seed) {
    RandomHistory history =
        new RandomHistory(seed, type -> as(tenant.apiKey()).contentType(type), this::backfill);
    Answers answers = new Answers(this::api);
    Random random = new Random(-seed);
    clock.set(Instant.parse("2026-01-05T09:00:00Z"));
    history.begin(clock.instant());
    List<Taken> taken = new ArrayList<>();
    int plain = 0;
    for (int i = 0; i < ACTS; i++) {
      clock.set(clock.instant().plus(history.pause()));
      advance();
      history.act(clock.instant());
      if (random.nextInt(4) == 0) {
        Instant now = clock.instant();
        Instant recordedBy = random.nextBoolean() ? now : history.before(now);
        Instant knownAt = random.nextBoolean() ? history.before(now) : recordedBy;
        String pair = "knownAt=" + knownAt + "&recordedBy=" + recordedBy;
        taken.add(new Taken(pair, answers.take(history.paths(), pair)));
      } else if (random.nextInt(4) == 0) {
        Instant now = clock.instant();
        String pair = "knownAt=" + now + "&recordedBy=" + now;
        taken.add(new Taken(pair, answers.take(history.paths(), "")));
        plain++;
      }
    }
    List<String> differences = new ArrayList<>();
    for (Taken then : taken) {
      List<String> paths = List.copyOf(then.answers().keySet());
      differences.addAll(Answers.differences(then.pair(), then.answers(), answers.take(paths, then.pair())));
    }
    for (Taken then : taken.subList(taken.size() - 4, taken.size())) {
      differences.addAll(listedOtherwise(answers, then.pair()));
    }
    assertEquals(List.of(), differences, "seed " + seed);
    assertTrue(taken.size() > 10 && plain > 2, "too little was compared: " + taken.size() + ", " + plain);
  }

  /** One customer is computed here and a list of them in the database: both say the same. */
  private static List<String> listedOtherwise(Answers answers, String pair) {
    String list = "/v1/customers?limit=200";
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    answers.take(List.of(list), pair).get(list).path("items").forEach(item -> expected.put("/v1/customers/" + item.path("id").asText(), item));
    return Answers.differences(pair + " in the list", expected, answers.take(List.copyOf(expected.keySet()), pair));
  }

  /** What happens in the background, now and at no other time: between two requests it would change answers. */
  private void advance() {
    callers.run(
        Caller.system(tenant.id(), "test"),
        () -> {
          renewalClock.advance();
          detection.detect();
          try {
            rescoring.scoreMarked();
          } catch (ProblemException e) {
            assertEquals(ProblemType.EXCHANGE_RATE_MISSING, e.type(), "scoring waits for an exchange rate and for nothing else");
          }
        });
  }

  private void backfill(String resource, String externalId, Map<String, Object> fields, Instant knownAt) {
    Change change = Change.upsert(new ExternalId("history", externalId), json.valueToTree(fields)).knownAt(knownAt);
    callers.run(
        Caller.system(tenant.id(), "test"),
        () ->
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      if (resource.equals("customers")) {
                        editor.write(customers, List.of(change));
                      } else {
                        editor.write(contracts, List.of(change));
                      }
                    }));
  }
}
