package dev.perennial.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reports contracts that were cut short ({@code contract.ended}) or got their own end back ({@code
 * contract.updated}).
 */
@Singleton
class ContractEvents {
  private final EventLog log;
  private final ObjectMapper json;

  ContractEvents(EventLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  /** Call after the change has been flushed, so that the event names the version it made. */
  void ended(Ending ending) {
    ContractEntity contract = ending.contract;
    ObjectNode object = end(contract.endedDate, contract.endReason);
    object.put("id", contract.id.toString()).put("customerId", contract.customerId.toString());
    object
        .put("number", contract.number)
        .put("effectiveEndDate", text(contract.term().effectiveEnd()));
    log.append(
        new Event(
            contract.endedDate == null ? "contract.updated" : "contract.ended",
            "contract",
            contract.id,
            contract.version,
            contract.customerId,
            end(ending.endedDate, ending.endReason),
            object));
  }

  /** A contract got the common end of its group; call after the change has been flushed. */
  void coTermed(ContractEntity contract, CoTermed change) {
    ObjectNode object = json.createObjectNode().put("id", contract.id.toString());
    object.put("customerId", contract.customerId.toString()).put("number", contract.number);
    object.put("coTermGroupId", text(contract.coTermGroupId)).put("effectiveEndDate", change.end().toString());
    object.set("proratedAmount", json.valueToTree(change.prorated()));
    ObjectNode before = json.createObjectNode().putNull("coTermGroupId");
    before.put("effectiveEndDate", change.previousEnd().toString());
    log.append(
        new Event(
            "contract.co_termed", "contract", contract.id, contract.version, contract.customerId, before, object));
  }

  private ObjectNode end(@Nullable LocalDate date, @Nullable EndReason reason) {
    return json.createObjectNode().put("endedDate", text(date)).put("endReason", text(reason));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** A contract with the end it had before. */
  record Ending(
      ContractEntity contract, @Nullable LocalDate endedDate, @Nullable EndReason endReason) {}
}
