package dev.perennial.renewal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reports changed renewals, each with the changed fields' old values. */
@Singleton
class RenewalEvents {
  static final String CREATED = "renewal.created";
  static final String UPDATED = "renewal.updated";
  static final String STAGE_CHANGED = "renewal.stage_changed";
  static final String NOTICE_RECEIVED = "renewal.notice_received";
  static final String NOTICE_WITHDRAWN = "renewal.notice_withdrawn";
  static final String OUTCOME_RECORDED = "renewal.outcome_recorded";
  static final String OUTCOME_CORRECTED = "renewal.outcome_corrected";

  private final EventLog log;
  private final ObjectMapper json;

  RenewalEvents(EventLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  /** The event that says most: new, decided, at another stage, or otherwise changed. */
  void changed(RenewalChange change) {
    RenewalState before = change.before();
    if (before == null) {
      append(change, CREATED);
    } else if (before.outcome() != change.renewal().outcome) {
      append(change, OUTCOME_RECORDED);
    } else if (before.stage() != change.renewal().stage) {
      append(change, STAGE_CHANGED);
    } else {
      append(change, UPDATED);
    }
  }

  void append(RenewalChange change, String type) {
    append(change, type, null);
  }

  /** @param note why, in the words of who did it */
  void append(RenewalChange change, String type, @Nullable String note) {
    RenewalEntity renewal = change.renewal();
    ObjectNode after = json.valueToTree(RenewalState.of(renewal));
    ObjectNode previous = previous(change.before(), after);
    if (note != null) {
      after.put("note", note);
    }
    log.append(
        new Event(
            type,
            "renewal",
            renewal.id,
            renewal.version,
            renewal.customerId,
            previous,
            after));
  }

  private @Nullable ObjectNode previous(@Nullable RenewalState before, ObjectNode after) {
    if (before == null) {
      return null;
    }
    ObjectNode old = json.createObjectNode();
    ObjectNode was = json.valueToTree(before);
    was.properties()
        .forEach(
            entry -> {
              JsonNode now = after.get(entry.getKey());
              if (!entry.getValue().equals(now)) {
                old.set(entry.getKey(), entry.getValue());
              }
            });
    return old;
  }
}
