package dev.perennial.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.triggerevent.TriggerEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes trigger events of firings: with the numbers that decided, and the newest of the signals they rest on. */
@Singleton
class Evidence {
  private final FactRepository facts;
  private final ObjectMapper json;

  Evidence(FactRepository facts, ObjectMapper json) {
    this.facts = facts;
    this.json = json;
  }

  static String key(UUID customer, Firing firing) {
    return firing.rule().code() + "/" + customer + "/" + firing.at();
  }

  /** @param revisions by key */
  List<TriggerEvent> events(DetectionRule rule, List<FactRepository.Found> firings, Map<String, Integer> revisions) {
    List<List<FactRepository.SignalName>> signals = facts.evidence(rule, firings);
    List<TriggerEvent> events = new ArrayList<>();
    for (int i = 0; i < firings.size(); i++) {
      UUID customer = firings.get(i).customer();
      Firing firing = firings.get(i).firing();
      String key = key(customer, firing);
      events.add(
          new TriggerEvent(
              TriggerEvent.DETECTION, key, revisions.getOrDefault(key, 0), customer, null,
              rule.fields().triggerEventType(), firing.at(), firing.knownAt(), false, rule.code(), rule.version(),
              attributes(firing, signals.get(i))));
    }
    return events;
  }

  private ObjectNode attributes(Firing firing, List<FactRepository.SignalName> signals) {
    ObjectNode attributes = json.createObjectNode();
    attributes.put("rule", firing.rule().code()).put("ruleVersion", firing.rule().version());
    attributes.put("windowFrom", firing.from().toString()).put("windowTo", firing.at().toString());
    attributes.put("count", firing.count());
    if (firing.value() != null) {
      attributes.put("value", firing.value());
    }
    if (firing.usual() != null) {
      attributes.put("usual", firing.usual());
    }
    attributes.set("signals", json.valueToTree(signals));
    return attributes;
  }

  /** What was detected is taken back: it is not so after all, as far as is known now. */
  static TriggerEvent retraction(DetectionRule rule, DetectedRepository.Detected one, Instant now) {
    return new TriggerEvent(
        TriggerEvent.DETECTION, one.sourceId(), one.revision() + 1, one.customer(), null, one.type(), one.occurredAt(), now,
        true, rule.code(), rule.version(), null);
  }
}
