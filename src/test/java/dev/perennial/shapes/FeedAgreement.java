package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.assertAmount;
import static dev.perennial.shapes.ApiReader.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who reads only the feed knows what GET answers: every object begins with its creation, each event goes on where the one
 * before it ended, and after the newest one no version is left that nobody told of.
 */
final class FeedAgreement {
  private static final List<String> OF_RENEWAL =
      List.of(
          "contractId", "lineId", "coTermGroupId", "kind", "contractKind", "termNumber", "dueDate", "autoRenew", "stage",
          "forecastCategory", "nextStep", "nextStepDate", "snoozedUntilDate", "externalIds");
  private static final List<String> OF_CONTRACT =
      List.of(
          "number", "kind", "signedDate", "startDate", "endDate", "evergreen", "termMonths", "autoRenew", "noticeDays",
          "currency", "billToCustomerId", "partnerCustomerId", "coTermGroupId", "renewsContractIds", "endedDate", "endReason",
          "externalIds");

  private final SectionFeed feed;
  private final CustomerAnswers answers;

  FeedAgreement(SectionFeed feed, CustomerAnswers answers) {
    this.feed = feed;
    this.answers = answers;
  }

  /** @param after the sequence before the section */
  static void checkOrder(List<JsonNode> events, long after) {
    long expected = after;
    for (JsonNode event : events) {
      assertEquals(++expected, event.get("sequence").longValue(), "a gap in the feed");
    }
  }

  /** Each event begins where the last one of the same object ended, with the old value of all that is new. */
  static void checkChain(List<JsonNode> events) {
    Map<String, Map<String, JsonNode>> states = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    for (JsonNode event : events) {
      if (SectionFeed.KEPT.contains(text(event, "subjectType"))) {
        String subject = text(event, "subjectId");
        boolean isNew = text(event, "type").endsWith(".created");
        if (isNew || states.containsKey(subject)) { // what earlier sections made may go on with the days
          assertEquals(isNew, !states.containsKey(subject), "an object is created once, and first: " + event);
          long version = event.get("subjectVersion").longValue();
          assertTrue(version >= versions.getOrDefault(subject, 0L), "versions go up: " + event);
          versions.put(subject, version);
          checkLink(states.computeIfAbsent(subject, id -> new HashMap<>()), event);
        }
      }
    }
  }

  private static void checkLink(Map<String, JsonNode> state, JsonNode event) {
    JsonNode previous = event.at("/data/previous");
    event.at("/data/object").properties().forEach(
        field -> {
          String name = field.getKey();
          JsonNode before = state.put(name, field.getValue());
          boolean isTold = previous.has(name) || !field.getValue().equals(before);
          if (before != null && isTold && !name.equals("note")) { // a note is about the step, not of the object
            assertEquals(before, previous.get(name), "the old value of " + name + " in " + event);
          }
        });
  }

  void check() {
    assertEquals(told("renewal"), answers.renewals().keySet().stream().sorted().toList(), "renewals the feed knows");
    assertEquals(told("contract"), answers.contracts().keySet().stream().sorted().toList(), "contracts the feed knows");
    answers.renewals().forEach(this::checkRenewal);
    answers.contracts().forEach(this::checkContract);
  }

  private List<String> told(String type) {
    return feed.subjects(type, answers.id());
  }

  private void checkRenewal(String id, JsonNode renewal) {
    JsonNode state = checkObject(id, renewal, OF_RENEWAL);
    JsonNode outcome = renewal.path("outcome");
    assertEquals(text(outcome, "outcome"), text(state, "outcome"), "outcome of " + id);
    assertEquals(text(outcome, "source"), text(state, "outcomeSource"), "source of " + id);
    assertEquals(text(outcome, "timing"), text(state, "outcomeTiming"), "timing of " + id);
    assertEquals(text(outcome, "decidedDate"), text(state, "decidedDate"), "decided date of " + id);
    assertEquals(text(outcome, "voidReason"), text(state.path("outcomeDetail"), "voidReason"), "void reason of " + id);
    assertEquals(text(outcome, "followUpContractId"), text(state, "followUpContractId"), "follow-up of " + id);
    assertEquals(text(renewal.path("notice"), "receivedDate"), text(state, "noticeReceivedDate"), "notice of " + id);
    assertEquals(text(renewal.path("notice"), "effectiveDate"), text(state, "noticeEffectiveDate"), "notice of " + id);
    checkAmount(state, "renewalAmount", renewal.path("renewalAmount"));
    checkAmount(state, "forecastAmount", renewal.path("forecastAmount"));
    checkAmount(state, "renewedAmount", outcome.path("renewedAmount"));
  }

  private static void checkAmount(JsonNode state, String field, JsonNode money) {
    assertEquals(money.hasNonNull("amount"), state.hasNonNull(field), field);
    if (state.hasNonNull(field)) {
      assertEquals(text(money, "currency"), text(state, "currency"), field);
      assertAmount(new BigDecimal(text(state, field)), new BigDecimal(text(money, "amount")), field);
    }
  }

  private void checkContract(String id, JsonNode contract) {
    JsonNode state = checkObject(id, contract, OF_CONTRACT);
    JsonNode newest = feed.newest(id).at("/data/object");
    if (newest.has("effectiveEndDate")) {
      assertEquals(text(newest, "effectiveEndDate"), text(contract, "effectiveEndDate"), "last day of " + id);
    }
    assertEquals(state.get("lines").size(), contract.get("lines").size(), "lines of " + id);
    for (int i = 0; i < state.get("lines").size(); i++) {
      checkLine(state.get("lines").get(i), contract.get("lines").get(i));
    }
    assertEquals(state.get("pauses").size(), contract.get("pauses").size(), "pauses of " + id);
    for (int i = 0; i < state.get("pauses").size(); i++) {
      for (String field : List.of("fromDate", "toDate")) {
        assertEquals(text(state.get("pauses").get(i), field), text(contract.get("pauses").get(i), field), "pauses of " + id);
      }
    }
  }

  private static void checkLine(JsonNode told, JsonNode line) {
    for (String field : List.of("id", "productId", "chargeType", "amountPeriod")) {
      assertEquals(text(told, field), text(line, field), field + " of a line");
    }
    for (String field : List.of("quantity", "unitPrice", "discountPercent")) {
      assertAmount(new BigDecimal(text(told, field)), new BigDecimal(text(line, field)), field + " of a line");
    }
  }

  private JsonNode checkObject(String id, JsonNode object, List<String> fields) {
    assertTrue(feed.tellsOf(id), "no event tells of " + id);
    JsonNode state = feed.state(id);
    fields.forEach(
        field -> {
          String none = object.path(field).isArray() && object.path(field).isEmpty() ? "" : null;
          String told = state.path(field).isArray() ? state.path(field).toString() : text(state, field);
          String answered = object.path(field).isArray() ? object.path(field).toString() : text(object, field);
          assertEquals(told == null ? none : told, answered, field + " of " + id);
        });
    assertEquals(feed.owner(id), text(object, "customerId"), "customer of " + id);
    assertEquals(feed.version(id), object.get("version").longValue(), "a version of " + id + " that no event tells of");
    return state;
  }
}
