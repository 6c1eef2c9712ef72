package dev.perennial.shapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Reads what the API answers, all pages of it, with exact numbers; over HTTP and no other way. */
final class ApiReader {
  /** Small ones, so that pages are turned. */
  private static final int PAGE = 8;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Supplier<RequestSpecification> api;

  ApiReader(Supplier<RequestSpecification> api) {
    this.api = api;
  }

  JsonNode get(String path) {
    try {
      return JSON.readTree(api.get().get(path).then().statusCode(200).extract().asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(path, e);
    }
  }

  /** Every item of a list that has filters already. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = get(path + "&limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.get("items").forEach(items::add);
      cursor = page.get("nextCursor").textValue();
    }
    return items;
  }

  /** The change feed after this sequence, read as the documentation says: keep {@code lastSequence}, ask again. */
  List<JsonNode> events(long after) {
    List<JsonNode> events = new ArrayList<>();
    long last = after;
    while (true) {
      JsonNode page = get("/v1/events?limit=20&after=" + last);
      if (page.get("items").isEmpty()) {
        Assertions.assertEquals(last, page.get("lastSequence").longValue(), "nothing new, and the same place in the feed");
        return events;
      }
      page.get("items").forEach(events::add);
      last = page.get("lastSequence").longValue();
    }
  }

  /** The text of a field; null when it is null or not there. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** The amount of a field that holds money. */
  static BigDecimal amount(JsonNode node, String field) {
    return new BigDecimal(node.path(field).path("amount").asText());
  }

  static void assertAmount(BigDecimal expected, BigDecimal actual, String about) {
    if (expected.compareTo(actual) != 0) {
      Assertions.assertEquals(expected.toPlainString(), actual.toPlainString(), about);
    }
  }
}
