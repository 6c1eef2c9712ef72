package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What versions of its contracts and renewals say about a customer: the words of {@link CustomerStanding}, without the round
 * trip and the planning that its SQL would cost here. A test compares the two.
 */
record PastStanding(@Nullable String derivedStatus, @Nullable NextRenewal nextRenewal, @Nullable Risk highestRisk) {
  private static final Set<String> LOSSES = Set.of("NOT_RENEWED", "TERMINATED_EARLY");

  /** The open renewal due first. */
  record NextRenewal(UUID id, @Nullable LocalDate dueDate) {}

  /** The riskiest of the open ones. */
  record Risk(double probability, @Nullable String band) {}

  /** One renewal, with the score that stood for it while it was open. */
  private record Renewal(
      String id, boolean isLine, @Nullable String outcome, @Nullable String voidReason, @Nullable LocalDate due,
      @Nullable LocalDate decided, boolean hasNotice, @Nullable Risk risk) {
    boolean isOpen() {
      return outcome == null;
    }

    LocalDate dueOrNever() {
      return due == null ? LocalDate.MAX : due;
    }

    LocalDate decisionOrNever() {
      return due != null ? due : decided != null ? decided : LocalDate.MAX;
    }

    boolean isLoss() {
      return outcome != null && LOSSES.contains(outcome);
    }

    boolean isDecision() {
      return outcome != null && (!outcome.equals("VOIDED") || "TRANSFERRED".equals(voidReason));
    }

    boolean isStaying(LocalDate today) {
      return isOpen() ? !hasNotice : "RENEWED".equals(outcome) && due != null && !due.isBefore(today);
    }
  }

  static PastStanding of(JsonNode contracts, JsonNode renewals, LocalDate today) {
    List<Renewal> all = new ArrayList<>();
    renewals.forEach(pair -> all.add(renewal(pair.get(0), pair.get(1))));
    return new PastStanding(status(contracts, all, today), next(all), risk(all));
  }

  private static Renewal renewal(JsonNode row, JsonNode score) {
    return new Renewal(
        row.get("id").asText(),
        row.path("kind").asText().equals("LINE"),
        PastCustomer.text(row, "outcome"),
        PastCustomer.text(row.path("outcome_detail"), "voidReason"),
        PastCustomer.date(row, "due_date"),
        PastCustomer.date(row, "decided_date"),
        row.hasNonNull("notice_received_date"),
        score.isNull() ? null : new Risk(score.get(0).asDouble(), score.get(1).isNull() ? null : score.get(1).asText()));
  }

  private static @Nullable String status(JsonNode contracts, List<Renewal> all, LocalDate today) {
    boolean inForce = false;
    for (JsonNode contract : contracts) {
      inForce |=
          isNotOver(PastCustomer.date(contract, "end_date"), today)
              && isNotOver(PastCustomer.date(contract, "ended_date"), today);
    }
    List<Renewal> decisions = all.stream().filter(renewal -> !renewal.isLine).toList();
    if (!inForce && decisions.stream().noneMatch(Renewal::isOpen)) {
      return isLastLost(decisions) ? "CHURNED" : null;
    }
    boolean leaving = decisions.stream().anyMatch(renewal -> renewal.isLoss() || renewal.isOpen() && renewal.hasNotice);
    boolean staying = decisions.stream().anyMatch(renewal -> renewal.isStaying(today));
    return leaving && !staying ? "NOTICE_GIVEN" : null;
  }

  private static boolean isNotOver(@Nullable LocalDate end, LocalDate today) {
    return end == null || !end.isBefore(today);
  }

  private static boolean isLastLost(List<Renewal> decisions) {
    return decisions.stream()
        .filter(Renewal::isDecision)
        .max(Comparator.comparing(Renewal::decisionOrNever).thenComparing(Renewal::id))
        .filter(Renewal::isLoss)
        .isPresent();
  }

  private static @Nullable NextRenewal next(List<Renewal> all) {
    return all.stream()
        .filter(Renewal::isOpen)
        .min(Comparator.comparing(Renewal::dueOrNever).thenComparing(Renewal::id))
        .map(first -> new NextRenewal(UUID.fromString(first.id), first.due))
        .orElse(null);
  }

  private static @Nullable Risk risk(List<Renewal> all) {
    return all.stream()
        .filter(Renewal::isOpen)
        .map(Renewal::risk)
        .filter(Objects::nonNull)
        .max(Comparator.comparingDouble(Risk::probability))
        .orElse(null);
  }
}
