package dev.perennial.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
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

  /** A contract went to another customer: told on the timelines of both; call after both were flushed. */
  void transferred(ContractEntity from, ContractEntity to, LocalDate effective) {
    for (ContractEntity side : List.of(from, to)) {
      ObjectNode object = json.createObjectNode().put("id", side.id.toString());
      object.put("fromCustomerId", from.customerId.toString()).put("toCustomerId", to.customerId.toString());
      object.put("fromContractId", from.id.toString()).put("toContractId", to.id.toString());
      object.put("effectiveDate", effective.toString());
      log.append(
          new Event("contract.transferred", "contract", side.id, side.version, side.customerId, null, object));
    }
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
