package dev.perennial.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Why a decision fell as it did, in the words of the reason catalogue. */
final class Reasons {
  private Reasons() {}

  /** Mostly what really happened; sometimes only what people say. */
  static List<DemoWorld.Reason> lost(Story story, LocalDate due, Dice dice) {
    List<DemoWorld.Reason> reasons = new ArrayList<>();
    add(reasons, story.has("champion_left", due), "CHAMPION_LEFT", false);
    add(reasons, story.has("competitor_contact", due), "COMPETITOR", true);
    add(reasons, story.hasUsageDrop(due), "POOR_ADOPTION", true);
    add(reasons, story.severeTickets(due) > 1, "SERVICE_QUALITY", true);
    add(reasons, story.has("price_increase_notice", due), "PRICE", true);
    if (reasons.isEmpty() || dice.chance(0.2)) {
      boolean isBudget = dice.chance(0.5);
      add(reasons, true, isBudget ? "BUDGET_CUT" : "VALUE_NOT_SEEN", !isBudget);
    }
    return List.copyOf(reasons.subList(0, Math.min(2, reasons.size())));
  }

  static List<DemoWorld.Reason> renewed(boolean isDownsold, Dice dice) {
    if (isDownsold) {
      return List.of(new DemoWorld.Reason("PRICE", false, null, null));
    }
    return dice.chance(0.6)
        ? List.of(
            new DemoWorld.Reason(
                dice.pick(List.of("VALUE_PROVEN", "RELATIONSHIP")), true, null, null))
        : List.of();
  }

  private static void add(
      List<DemoWorld.Reason> reasons, boolean isSo, String code, boolean isAvoidable) {
    if (isSo) {
      reasons.add(new DemoWorld.Reason(code, true, isAvoidable, null));
    }
  }
}
