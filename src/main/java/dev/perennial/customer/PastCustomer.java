package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.db.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The version of a customer that a point in time sees, and what its read model is computed from.
 *
 * @param content the customer's row
 * @param attributes of it, as stored: reading a number would round it
 * @param externalIds likewise
 * @param contracts array of contracts' rows; null when there are none
 * @param renewals array of pairs: a renewal's row, and the pair of probability and band while it is open and scored
 */
record PastCustomer(
    JsonNode content,
    String attributes,
    String externalIds,
    @Nullable String contracts,
    @Nullable String renewals,
    @Nullable Instant lastInteractionAt) {

  CustomerRow row(PastStanding standing, @Nullable BigDecimal mrr) {
    String derived = standing.derivedStatus();
    PastStanding.NextRenewal next = standing.nextRenewal();
    PastStanding.Risk risk = standing.highestRisk();
    return new CustomerRow(
        UUID.fromString(content.get("id").asText()),
        content.get("version").asLong(),
        content.get("name").asText(),
        content.get("name_key").asText(),
        CustomerStatus.valueOf(derived == null ? content.get("status").asText() : derived),
        uuid("parent_id"),
        uuid("csm_id"),
        uuid("renewal_manager_id"),
        uuid("account_executive_id"),
        text("tier"),
        text("size_class"),
        text("region"),
        content.get("currency").asText(),
        uuid("referred_by_id"),
        date(content, "do_not_contact_until_date"),
        attributes,
        externalIds,
        instant("created_at"),
        instant("updated_at"),
        mrr,
        next == null ? null : next.id(),
        next == null ? null : next.dueDate(),
        risk == null ? null : risk.probability(),
        risk == null ? null : risk.band(),
        lastInteractionAt);
  }

  private @Nullable String text(String field) {
    return text(content, field);
  }

  private @Nullable UUID uuid(String field) {
    String text = text(field);
    return text == null ? null : UUID.fromString(text);
  }

  private Instant instant(String field) {
    return Json.instant(content.get(field).asText());
  }

  static @Nullable String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  static @Nullable LocalDate date(JsonNode row, String field) {
    String text = text(row, field);
    return text == null ? null : LocalDate.parse(text);
  }
}
