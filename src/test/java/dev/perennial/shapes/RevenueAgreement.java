package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.amount;
import static dev.perennial.shapes.ApiReader.assertAmount;
import static dev.perennial.shapes.ApiReader.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The customer's revenue is that of its contracts' lines in force and of what ended undecided within the grace, its next renewal and highest risk are the board's. */
final class RevenueAgreement {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);
  private static final int GRACE_DAYS = 30;

  private final CustomerAnswers answers;
  private final LocalDate today;

  RevenueAgreement(CustomerAnswers answers, LocalDate today) {
    this.answers = answers;
    this.today = today;
  }

  void check() {
    BigDecimal mrr = BigDecimal.ZERO;
    for (JsonNode contract : answers.contracts().values()) {
      assertAmount(inForce(contract), amount(contract, "mrr"), "MRR of " + contract);
      mrr = mrr.add(answers.reporting(contract.get("mrr")));
      mrr = isInGrace(contract) ? mrr.add(lastMrr(contract)) : mrr;
    }
    JsonNode customer = answers.customer();
    assertAmount(mrr, amount(customer, "mrr"), "MRR of " + customer);
    assertAmount(mrr.multiply(MONTHS), amount(customer, "arr"), "ARR of " + customer);
    JsonNode next = answers.open().isEmpty() ? MissingNode.getInstance() : answers.open().getFirst();
    for (String field : List.of("id", "dueDate")) {
      assertEquals(text(next, field), text(customer.path("nextRenewal"), field), "next renewal of " + customer);
    }
    String risk =
        answers.open().stream()
            .filter(row -> row.hasNonNull("probability"))
            .max(Comparator.comparing(row -> row.get("probability").decimalValue()))
            .map(row -> text(row, "probability"))
            .orElse(null);
    assertEquals(risk, text(customer.path("highestRisk"), "probability"), "highest risk of " + customer);
  }

  private boolean isInGrace(JsonNode contract) {
    if (!text(contract, "status").equals("ENDED") || !text(contract, "kind").equals("SUBSCRIPTION") || contract.hasNonNull("endedDate")) {
      return false;
    }
    String end = text(contract, "effectiveEndDate");
    String id = text(contract, "id");
    return !LocalDate.parse(end).plusDays(GRACE_DAYS).isBefore(today)
        && answers.renewals().values().stream()
            .filter(renewal -> end.equals(text(renewal, "dueDate")) && renewal.path("notice").isNull())
            .filter(renewal -> id.equals(text(renewal, "contractId")))
            .anyMatch(renewal -> renewal.path("outcome").isNull() || text(renewal.path("outcome"), "outcome").equals("RENEWED"))
        && answers.contracts().values().stream()
            .filter(other -> other.get("renewsContractIds").toString().contains(id))
            .allMatch(other -> LocalDate.parse(text(other, "startDate")).isAfter(today));
  }

  private BigDecimal lastMrr(JsonNode contract) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : contract.get("lines")) {
      boolean isToTheEnd = text(line, "endDate").equals(text(contract, "effectiveEndDate"));
      sum = isToTheEnd ? sum.add(answers.reporting(line.get("mrr"))) : sum;
    }
    return sum;
  }

  private BigDecimal inForce(JsonNode contract) {
    BigDecimal sum = BigDecimal.ZERO;
    if (text(contract, "status").equals("ACTIVE")) {
      for (JsonNode line : contract.get("lines")) {
        boolean begun = !LocalDate.parse(text(line, "startDate")).isAfter(today);
        boolean over = line.hasNonNull("endDate") && LocalDate.parse(text(line, "endDate")).isBefore(today);
        sum = begun && !over ? sum.add(amount(line, "mrr")) : sum;
      }
    }
    return sum;
  }
}
