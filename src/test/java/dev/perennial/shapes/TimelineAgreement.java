package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The timeline has one entry for each event of the customer, one for each move that a merge made without an event, the
 * scores of its renewals, and nothing else; and it has the steps that contracts and renewals say they went through.
 */
final class TimelineAgreement {
  private final SectionFeed feed;
  private final CustomerAnswers answers;
  private final Set<String> family;

  TimelineAgreement(SectionFeed feed, CustomerAnswers answers) {
    this.feed = feed;
    this.answers = answers;
    this.family = feed.family(answers.id());
  }

  void check() {
    List<Instant> times = answers.timeline().stream().map(entry -> Instant.parse(text(entry, "at"))).toList();
    assertEquals(times.stream().sorted(java.util.Comparator.reverseOrder()).toList(), times, "newest first");
    checkTold();
    checkMoves();
    checkScores();
    answers.renewals().forEach(this::checkSteps);
    answers.contracts().forEach(this::checkContract);
  }

  private void checkTold() {
    Map<Long, JsonNode> entries = new HashMap<>();
    for (JsonNode entry : answers.timeline()) {
      JsonNode sequence = entry.path("detail").path("sequence");
      if (text(entry, "kind").equals("CHANGE") && sequence.isNumber()) {
        assertEquals(null, entries.put(sequence.longValue(), entry), "an event twice on the timeline: " + entry);
      }
    }
    feed.of(family).forEach(event -> checkEntry(event, entries.remove(event.get("sequence").longValue())));
    assertTrue(entries.isEmpty(), "on the timeline, and not in the feed: " + entries.values());
  }

  private static void checkEntry(JsonNode event, JsonNode entry) {
    assertTrue(entry != null, "in the feed, and not on the timeline: " + event);
    List.of("type", "subjectType", "subjectId").forEach(field -> assertEquals(event.get(field), entry.get(field), field));
    assertEquals(Instant.parse(text(event, "timestamp")), Instant.parse(text(entry, "at")), "time of " + event);
    assertEquals(event.get("subjectVersion"), entry.at("/detail/subjectVersion"), "version of " + event);
    if (SectionFeed.KEPT.contains(text(event, "subjectType"))) {
      JsonNode previous = event.at("/data/previous");
      JsonNode changes = entry.at("/detail/changes");
      assertEquals(previous.size(), changes.size(), "what changed in " + event);
      previous.properties().forEach(
          field -> {
            JsonNode change = changes.path(field.getKey());
            assertEquals(field.getValue(), change.get("from"), field.getKey() + " before " + event);
            assertEquals(event.at("/data/object").get(field.getKey()), change.get("to"), field.getKey() + " after " + event);
          });
    }
  }

  private void checkMoves() {
    List<String> moved = feed.movesTo(family).stream().map(SectionFeed.Move::subject).sorted().toList();
    List<String> shown =
        answers.timeline().stream()
            .filter(entry -> text(entry, "kind").equals("CHANGE") && entry.at("/detail/sequence").isNull())
            .map(entry -> text(entry, "subjectId"))
            .sorted()
            .toList();
    assertEquals(moved, shown, "versions that no event tells of: what a merge moved, and nothing else");
  }

  /** The newest score of each renewal is the one that the board shows. */
  private void checkScores() {
    Map<String, JsonNode> newest = new HashMap<>();
    for (JsonNode entry : answers.timeline()) {
      switch (text(entry, "kind")) {
        case "CHANGE" -> {}
        case "SCORE" -> newest.putIfAbsent(text(entry.path("detail"), "renewalId"), entry.path("detail"));
        case "TRIGGER_EVENT" -> checkDetected(entry);
        default -> fail("nothing of this kind happened: " + entry);
      }
    }
    for (JsonNode row : answers.board()) {
      JsonNode score = newest.get(text(row, "id"));
      assertEquals(text(row, "probability"), score == null ? null : text(score, "probability"), "score of " + row);
    }
  }

  /** Nobody sent one; rules may have found one about a renewal. */
  private void checkDetected(JsonNode entry) {
    assertTrue(entry.at("/detail/detectedBy").isTextual(), "nobody sent this: " + entry);
    String renewal = text(entry.at("/detail/attributes"), "renewalId");
    assertTrue(renewal == null || feed.tellsOf(renewal), "about no renewal of the section: " + entry);
  }

  private void checkSteps(String id, JsonNode renewal) {
    JsonNode notices = renewal.get("noticeHistory");
    long withdrawn = 0;
    for (JsonNode notice : notices) {
      withdrawn += notice.hasNonNull("withdrawnAt") ? 1 : 0;
    }
    assertEquals(notices.size(), count(id, "renewal.notice_received"), "notices of " + id);
    assertEquals(withdrawn, count(id, "renewal.notice_withdrawn"), "withdrawn notices of " + id);
    assertEquals(notices.size() - withdrawn > 0, renewal.hasNonNull("notice"), "notice in force of " + id);
    JsonNode stages = renewal.get("stageHistory");
    long moves = answers.timelineOf(id).filter(entry -> entry.at("/detail/changes").has("stage")).count();
    assertEquals(stages.size(), moves, "stage changes of " + id);
    assertEquals(stages.size(), count(id, "renewal.stage_changed"), "stage changes of " + id);
    String reached = stages.isEmpty() ? "UPCOMING" : text(stages.get(stages.size() - 1), "toStage");
    assertEquals(text(renewal, "stage"), reached, "stage of " + id);
    long decided = count(id, "renewal.outcome_recorded") - count(id, "renewal.outcome_corrected");
    assertEquals(renewal.hasNonNull("outcome") ? 1 : 0, decided, "outcomes recorded and not taken back of " + id);
    assertEquals(1, count(id, "renewal.created"), "creation of " + id);
  }

  private void checkContract(String id, JsonNode contract) {
    boolean isTransferred = contract.hasNonNull("transferredFromContractId") || contract.hasNonNull("transferredToContractId");
    assertEquals(1, count(id, "contract.created"), "creation of " + id);
    assertEquals(contract.hasNonNull("endedDate") ? 1 : 0, count(id, "contract.ended"), "end of " + id);
    assertEquals(contract.hasNonNull("coTermGroupId") ? 1 : 0, count(id, "contract.co_termed"), "co-terming of " + id);
    assertEquals(isTransferred ? 1 : 0, count(id, "contract.transferred"), "transfer of " + id);
  }

  private long count(String subject, String type) {
    return answers.timelineOf(subject).filter(entry -> text(entry, "type").equals(type)).count();
  }
}
