package dev.perennial.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the API answers about one customer at one time, from every side that is to agree.
 *
 * @param contracts by id
 * @param renewals each as it is read alone, by id
 * @param open rows of the board, in its order
 * @param decided rows of the board that are decided
 * @param timeline all entries, newest first
 * @param rates what one unit of a currency is worth in the reporting currency
 */
record CustomerAnswers(
    JsonNode customer,
    Map<String, JsonNode> contracts,
    Map<String, JsonNode> renewals,
    List<JsonNode> open,
    List<JsonNode> decided,
    JsonNode summary,
    JsonNode forecast,
    List<JsonNode> timeline,
    Map<String, BigDecimal> rates) {
  private static final int TRIES = 5;

  /**
   * Reads again when a score came in between: scores come by themselves, whenever they are ready.
   *
   * @param renewals ids of the renewals that others say are the customer's; those on the board are asked for beside
   */
  static CustomerAnswers read(ApiReader api, String customer, Collection<String> renewals) {
    for (int i = 0; i < TRIES; i++) {
      CustomerAnswers answers = readOnce(api, customer, renewals);
      if (answers.open.equals(board(api, customer, true))) {
        return answers;
      }
    }
    throw new AssertionError("the board does not come to rest");
  }

  private static CustomerAnswers readOnce(ApiReader api, String customer, Collection<String> told) {
    String of = "customerId=" + customer;
    List<JsonNode> open = board(api, customer, true);
    List<JsonNode> decided = board(api, customer, false);
    Set<String> ids = new TreeSet<>(told);
    Stream.of(open, decided).flatMap(List::stream).forEach(row -> ids.add(row.get("id").asText()));
    Map<String, JsonNode> renewals = new LinkedHashMap<>();
    ids.forEach(id -> renewals.put(id, api.get("/v1/renewals/" + id)));
    Map<String, JsonNode> contracts = new LinkedHashMap<>();
    api.all("/v1/contracts?" + of).forEach(contract -> contracts.put(contract.get("id").asText(), contract));
    return new CustomerAnswers(
        api.get("/v1/customers/" + customer), contracts, renewals, open, decided,
        api.get("/v1/renewals/summary?groupBy=forecastCategory&" + of), api.get("/v1/renewals/forecast?groupBy=month&" + of),
        api.all("/v1/customers/" + customer + "/timeline?sort=-at"), rates(api));
  }

  private static List<JsonNode> board(ApiReader api, String customer, boolean open) {
    return api.all("/v1/renewals?customerId=" + customer + "&open=" + open);
  }

  private static Map<String, BigDecimal> rates(ApiReader api) {
    Map<String, BigDecimal> rates = new HashMap<>(Map.of("EUR", BigDecimal.ONE));
    api.all("/v1/exchange-rates?currency=USD").forEach(
        rate -> rates.putIfAbsent(rate.get("currency").asText(), new BigDecimal(rate.get("rate").asText())));
    return rates;
  }

  String id() {
    return customer.get("id").asText();
  }

  /** The whole board. */
  List<JsonNode> board() {
    List<JsonNode> board = new ArrayList<>(open);
    board.addAll(decided);
    return board;
  }

  /** Its entries about this object. */
  Stream<JsonNode> timelineOf(String subject) {
    return timeline.stream().filter(entry -> entry.get("subjectId").asText().equals(subject));
  }

  /** An amount of the contract's currency in the reporting currency. */
  BigDecimal reporting(JsonNode money) {
    BigDecimal rate = rates.get(money.get("currency").asText());
    return new BigDecimal(money.get("amount").asText()).multiply(rate).setScale(4, RoundingMode.HALF_UP);
  }
}
