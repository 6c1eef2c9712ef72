package dev.perennial.shapes;

import static dev.perennial.shapes.ApiReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The change feed of one section, and what somebody who reads nothing else knows from it: the state of each contract and
 * renewal, whose it is, and who stands for whom. A merge moves what the duplicate has without an event for each.
 */
final class SectionFeed {
  static final Set<String> KEPT = Set.of("contract", "renewal");
  private static final Set<String> ON_TIMELINES = Set.of("customer", "contact", "contract", "renewal");

  private final List<JsonNode> events;
  private final Map<String, ObjectNode> states = new LinkedHashMap<>();
  private final Map<String, JsonNode> newest = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, String> survivors = new HashMap<>();
  private final Map<String, Set<String>> merged = new HashMap<>();
  private final List<Move> moves = new ArrayList<>();

  SectionFeed(List<JsonNode> events) {
    this.events = events;
    events.forEach(this::follow);
  }

  /** A contract or renewal that a merge gave to a customer, or an unmerge gave back: a version more, and no event. */
  record Move(String subject, String toCustomer, long after) {}

  private void follow(JsonNode event) {
    String type = event.get("type").asText();
    JsonNode object = event.at("/data/object");
    String subject = event.get("subjectId").asText();
    if (type.equals("customer.merged") || type.equals("customer.unmerged")) {
      move(event, object.get("aliasId").asText(), object.get("survivorId").asText(), type.equals("customer.merged"));
    } else if (KEPT.contains(event.get("subjectType").asText())) {
      owners.put(subject, customers(event).getFirst());
      newest.put(subject, event);
      states.computeIfAbsent(subject, id -> JsonNodeFactory.instance.objectNode()).setAll((ObjectNode) object);
    }
  }

  private void move(JsonNode event, String alias, String survivor, boolean isMerged) {
    if (isMerged) {
      survivors.put(alias, survivor);
      merged.put(alias, new LinkedHashSet<>(owners.keySet().stream().filter(id -> owners.get(id).equals(alias)).toList()));
    } else {
      survivors.remove(alias);
    }
    for (String subject : merged.get(alias)) {
      owners.put(subject, isMerged ? survivor : alias);
      moves.add(new Move(subject, owners.get(subject), event.get("sequence").longValue()));
    }
  }

  List<JsonNode> events() {
    return events;
  }

  /** Ids of the contracts, or of the renewals, that are this customer's by now. */
  List<String> subjects(String type, String customer) {
    return newest.entrySet().stream()
        .filter(entry -> text(entry.getValue(), "subjectType").equals(type))
        .map(Map.Entry::getKey)
        .filter(id -> owners.get(id).equals(customer))
        .sorted()
        .toList();
  }

  boolean tellsOf(String subject) {
    return newest.containsKey(subject);
  }

  /** All that was told of it, later over earlier. */
  JsonNode state(String subject) {
    return states.get(subject);
  }

  String owner(String subject) {
    return owners.get(subject);
  }

  JsonNode newest(String subject) {
    return newest.get(subject);
  }

  /** The version it has now: that of its newest event, and one more for each move since. */
  long version(String subject) {
    long told = newest.get(subject).get("sequence").longValue();
    return newest.get(subject).get("subjectVersion").longValue()
        + moves.stream().filter(move -> move.subject.equals(subject) && move.after > told).count();
  }

  /** The customer and those merged into it now. */
  Set<String> family(String customer) {
    Set<String> family = new LinkedHashSet<>(Set.of(customer));
    survivors.forEach((alias, survivor) -> family.addAll(survivor.equals(customer) ? Set.of(alias) : Set.of()));
    return family;
  }

  boolean isMerged(String customer) {
    return survivors.containsKey(customer);
  }

  /** Events that belong on the timeline of these customers. */
  Stream<JsonNode> of(Set<String> family) {
    return events.stream()
        .filter(event -> ON_TIMELINES.contains(event.get("subjectType").asText()))
        .filter(event -> customers(event).stream().anyMatch(family::contains));
  }

  /** Moves to these customers. */
  List<Move> movesTo(Set<String> family) {
    return moves.stream().filter(move -> family.contains(move.toCustomer)).toList();
  }

  private static List<String> customers(JsonNode event) {
    JsonNode object = event.at("/data/object");
    if (object.has("aliasId")) {
      return List.of(object.get("survivorId").asText(), object.get("aliasId").asText());
    }
    if (event.get("type").asText().equals("contract.transferred")) {
      boolean isOld = object.get("id").equals(object.get("fromContractId"));
      return List.of(object.get(isOld ? "fromCustomerId" : "toCustomerId").asText());
    }
    String customer = text(object, "customerId");
    return List.of(customer == null ? event.get("subjectId").asText() : customer);
  }
}
