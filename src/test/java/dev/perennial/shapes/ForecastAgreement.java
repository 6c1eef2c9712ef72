package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.amount;
import static dev.perennial.shapes.ApiReader.assertAmount;
import static dev.perennial.shapes.ApiReader.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The forecast, month by month and as a whole, is what its definition makes of the rows of the board. */
final class ForecastAgreement {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final CustomerAnswers answers;

  ForecastAgreement(CustomerAnswers answers) {
    this.answers = answers;
  }

  void check() {
    List<JsonNode> rows = answers.board().stream().filter(ForecastAgreement::counts).toList();
    Map<String, List<JsonNode>> months = new TreeMap<>();
    rows.forEach(row -> months.computeIfAbsent(text(row, "dueDate").substring(0, 7), month -> new ArrayList<>()).add(row));
    List<String> keys = new ArrayList<>();
    answers.forecast().get("groups").forEach(group -> keys.add(text(group, "key")));
    assertEquals(List.copyOf(months.keySet()), keys, "due months of the forecast");
    answers.forecast().get("groups").forEach(group -> checkGroup(group, months.get(text(group, "key"))));
    checkGroup(answers.forecast().get("total"), rows);
  }

  /** Subscriptions with a due date; voided and evergreen renewals are left out. */
  private static boolean counts(JsonNode row) {
    boolean isVoided = "VOIDED".equals(text(row, "outcome"));
    return text(row, "contractKind").equals("SUBSCRIPTION") && row.hasNonNull("dueDate") && !isVoided;
  }

  private void checkGroup(JsonNode group, List<JsonNode> rows) {
    checkSum(group, "due", rows, row -> true, false);
    checkSum(group, "closed", rows, row -> part(row).equals("CLOSED"), true);
    checkSum(group, "commit", rows, row -> Set.of("CLOSED", "COMMIT").contains(part(row)), true);
    checkSum(group, "bestCase", rows, row -> Set.of("CLOSED", "COMMIT", "BEST_CASE").contains(part(row)), true);
    checkSum(group, "pipeline", rows, row -> Set.of("CLOSED", "COMMIT", "BEST_CASE", "PIPELINE").contains(part(row)), true);
    checkSum(group, "omitted", rows, row -> part(row).equals("OMITTED"), false);
    checkSum(group, "lost", rows, row -> part(row).equals("LOST"), false);
    checkModel(group, rows);
  }

  private static String part(JsonNode row) {
    String outcome = text(row, "outcome");
    return outcome == null ? text(row, "forecastCategory") : outcome.equals("RENEWED") ? "CLOSED" : "LOST";
  }

  private void checkSum(JsonNode group, String field, List<JsonNode> rows, Predicate<JsonNode> selected, boolean isForecast) {
    List<JsonNode> counted = rows.stream().filter(selected).toList();
    assertEquals(counted.size(), group.at("/" + field + "/count").intValue(), field + " of " + group);
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : counted) {
      sum = sum.add(isForecast ? forecast(row) : amount(row, "amount"));
    }
    assertAmount(sum, amount(group.get(field), "amount"), field + " of " + group);
  }

  /** Renewed at the renewed amount, open at the forecast amount where there is one, else at the amount at stake. */
  private BigDecimal forecast(JsonNode row) {
    JsonNode renewal = answers.renewals().get(text(row, "id"));
    if (part(row).equals("CLOSED")) {
      return answers.reporting(renewal.at("/outcome/renewedAmount"));
    }
    return renewal.hasNonNull("forecastAmount") ? answers.reporting(renewal.get("forecastAmount")) : amount(row, "amount");
  }

  private void checkModel(JsonNode group, List<JsonNode> rows) {
    List<JsonNode> open = rows.stream().filter(row -> !Set.of("CLOSED", "LOST", "OMITTED").contains(part(row))).toList();
    List<JsonNode> scored = open.stream().filter(row -> row.hasNonNull("probability")).toList();
    JsonNode model = group.get("model");
    assertEquals(scored.size(), model.get("scoredCount").intValue(), "scored in " + group);
    assertEquals(open.size() - scored.size(), model.get("unscoredCount").intValue(), "unscored in " + group);
    assertAmount(sum(scored), amount(model, "scoredAmount"), "scored in " + group);
    assertAmount(sum(open).subtract(sum(scored)), amount(model, "unscoredAmount"), "unscored in " + group);
    BigDecimal expected = BigDecimal.ZERO;
    for (JsonNode row : scored) {
      expected = expected.add(BigDecimal.ONE.subtract(row.get("probability").decimalValue()).multiply(amount(row, "amount")));
    }
    BigDecimal off = expected.subtract(amount(model, "expected")).abs();
    assertTrue(off.compareTo(CENT) < 0, expected + " expected, not as in " + group);
    List<Chance> chances = chances(scored);
    BigDecimal closed = amount(group.get("closed"), "amount");
    assertEquals("EXACT", text(model, "method"), "so few are counted out");
    assertAmount(closed.add(quantile(chances, "0.1")), amount(model, "p10"), "P10 of " + group);
    assertAmount(closed.add(quantile(chances, "0.5")), amount(model, "p50"), "P50 of " + group);
    assertAmount(closed.add(quantile(chances, "0.9")), amount(model, "p90"), "P90 of " + group);
  }

  private static BigDecimal sum(List<JsonNode> rows) {
    return rows.stream().map(row -> amount(row, "amount")).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A sum that may come of it, and how likely. */
  private record Chance(BigDecimal sum, BigDecimal probability) {}

  /** Each renewed or lost by itself: all combinations, smallest sum first. */
  private static List<Chance> chances(List<JsonNode> scored) {
    List<Chance> chances = List.of(new Chance(BigDecimal.ZERO, BigDecimal.ONE));
    for (JsonNode row : scored) {
      BigDecimal loss = row.get("probability").decimalValue();
      List<Chance> more = new ArrayList<>();
      for (Chance chance : chances) {
        more.add(new Chance(chance.sum, chance.probability.multiply(loss)));
        more.add(new Chance(chance.sum.add(amount(row, "amount")), chance.probability.multiply(BigDecimal.ONE.subtract(loss))));
      }
      chances = more;
    }
    return chances.stream().sorted(Comparator.comparing(Chance::sum)).toList();
  }

  /** The smallest sum that is not exceeded with at least this chance. */
  private static BigDecimal quantile(List<Chance> chances, String level) {
    BigDecimal cumulated = BigDecimal.ZERO;
    for (Chance chance : chances) {
      cumulated = cumulated.add(chance.probability);
      if (cumulated.compareTo(new BigDecimal(level)) >= 0) {
        return chance.sum;
      }
    }
    return chances.getLast().sum;
  }
}
