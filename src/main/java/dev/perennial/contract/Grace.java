package dev.perennial.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Until when what has ended keeps its revenue: while its decision is open, or when it was renewed late, for the days of grace,
 * and no longer than until its successor starts. What has a notice, or was lost or cut short, keeps none.
 *
 * @param contracts rows of one customer's contracts
 * @param renewals rows of its renewals
 * @param days the tenant's {@code graceDays}
 */
record Grace(JsonNode contracts, JsonNode renewals, int days) {
  /** @param last the line's last day by its contract */
  LocalDate lastDay(JsonNode contract, ContractLineFields line, LocalDate last) {
    if (days == 0 || date(contract.path("ended_date")) != null || !isKept(contract, line, last)) {
      return last;
    }
    LocalDate successor = successorStart(contract.path("id").asText());
    LocalDate kept = last.plusDays(days);
    if (successor != null && !successor.isAfter(kept)) {
      kept = successor.minusDays(1);
    }
    return kept.isBefore(last) ? last : kept;
  }

  private boolean isKept(JsonNode contract, ContractLineFields line, LocalDate last) {
    String due = last.toString();
    for (JsonNode renewal : renewals) {
      if (renewal.path("due_date").asText().equals(due) && decides(renewal, contract, line)
          && !renewal.hasNonNull("notice_received_date")
          && (!renewal.hasNonNull("outcome") || renewal.path("outcome").asText().equals("RENEWED"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean decides(JsonNode renewal, JsonNode contract, ContractLineFields line) {
    return switch (renewal.path("kind").asText()) {
      case "LINE" -> isSame(renewal.path("line_id"), line.id());
      case "CO_TERM" -> renewal.path("co_term_group_id").equals(contract.path("co_term_group_id"));
      default -> renewal.path("contract_id").equals(contract.path("id"));
    };
  }

  private static boolean isSame(JsonNode id, @Nullable UUID other) {
    return other != null && id.asText().equals(other.toString());
  }

  private @Nullable LocalDate successorStart(String id) {
    LocalDate first = null;
    for (JsonNode other : contracts) {
      LocalDate start = LocalDate.parse(other.path("start_date").asText());
      LocalDate ended = date(other.path("ended_date"));
      if (renews(other, id) && (ended == null || !ended.isBefore(start)) && (first == null || start.isBefore(first))) {
        first = start;
      }
    }
    return first;
  }

  private static boolean renews(JsonNode contract, String id) {
    for (JsonNode renewed : contract.path("renews_contract_ids")) {
      if (renewed.asText().equals(id)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable LocalDate date(JsonNode value) {
    return value.isTextual() ? LocalDate.parse(value.asText()) : null;
  }
}
