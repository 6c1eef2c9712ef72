package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.amount;
import static dev.perennial.shapes.ApiReader.assertAmount;
import static dev.perennial.shapes.ApiReader.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The board says of each renewal what the renewal says of itself, and its summary adds the rows up. */
final class BoardAgreement {
  private static final List<String> SAME =
      List.of(
          "etag", "customerId", "customerName", "contractId", "kind", "contractKind", "ownerId", "tier", "stage",
          "forecastCategory", "dueDate", "decisionDeadlineDate", "autoRenew", "overdue", "nextStep", "nextStepDate",
          "snoozedUntilDate");
  private static final String EVERGREEN = "9999-12-31";
  private static final List<String> OF_SCORE = List.of("probability", "band", "scoredAt");

  private final CustomerAnswers answers;

  BoardAgreement(CustomerAnswers answers) {
    this.answers = answers;
  }

  void check() {
    assertEquals(
        answers.renewals().keySet().stream().sorted().toList(),
        answers.board().stream().map(row -> text(row, "id")).sorted().toList(), "each renewal is on the board once");
    answers.open().forEach(row -> assertEquals(null, text(row, "outcome"), "open"));
    answers.decided().forEach(row -> assertTrue(row.hasNonNull("outcome"), "decided"));
    List<String> dueDates =
        answers.open().stream().map(row -> row.hasNonNull("dueDate") ? text(row, "dueDate") : EVERGREEN).toList();
    assertEquals(dueDates.stream().sorted().toList(), dueDates, "by due date, evergreen last");
    answers.board().forEach(row -> checkRow(row, answers.renewals().get(text(row, "id"))));
    checkSummary();
  }

  private void checkRow(JsonNode row, JsonNode renewal) {
    String about = "board and renewal " + text(row, "id") + ": ";
    SAME.forEach(field -> assertEquals(renewal.get(field), row.get(field), about + field));
    assertEquals(renewal.hasNonNull("notice"), row.get("noticeGiven").booleanValue(), about + "notice");
    assertEquals(text(renewal.path("outcome"), "outcome"), text(row, "outcome"), about + "outcome");
    assertAmount(answers.reporting(renewal.get("renewalAmount")), amount(row, "amount"), about + "amount");
    assertAmount(amount(renewal, "reportingAmount"), amount(row, "amount"), about + "reporting amount");
    JsonNode score = renewal.get("score");
    OF_SCORE.forEach(field -> assertEquals(text(score, field), text(row, field), about + field));
    assertEquals(score.path("atRisk").asBoolean(false), row.get("atRisk").booleanValue(), about + "at risk");
    assertEquals(text(score.path("expectedLoss"), "amount"), text(row.path("expectedLoss"), "amount"), about + "expected loss");
  }

  private void checkSummary() {
    Map<String, BigDecimal> amounts = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode row : answers.open()) {
      amounts.merge(text(row, "forecastCategory"), amount(row, "amount"), BigDecimal::add);
      counts.merge(text(row, "forecastCategory"), 1L, Long::sum);
    }
    assertEquals(counts.size(), answers.summary().get("groups").size(), "categories in the summary");
    for (JsonNode group : answers.summary().get("groups")) {
      String category = text(group, "key");
      assertEquals(counts.get(category), group.get("count").longValue(), "summary of " + category);
      assertAmount(amounts.get(category), amount(group, "amount"), "summary of " + category);
    }
    BigDecimal all = amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    assertAmount(all, amount(answers.summary().get("total"), "amount"), "summary of all");
  }
}
