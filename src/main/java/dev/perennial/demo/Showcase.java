package dev.perennial.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * The story of customer 1, told and not drawn, so that the examples of the contract always show a renewal at high risk: a
 * large annual contract due in 75 days, the champion gone, a competitor heard of, usage down, a severe ticket open. Beside
 * it an add-on that was given notice.
 */
final class Showcase {
  static final int NUMBER = 1;

  /** What the customer's own system calls the renewal that is due. */
  static final String RENEWAL_NUMBER = "OPP-2001";

  private static final int DAYS_TO_DUE = 75;
  private static final int TERMS = 3;
  private static final int SEATS = 420;
  private static final int ADD_ON_DAYS_TO_DUE = 119;
  private static final int ADD_ON_NOTICE_DAYS = 60;

  private Showcase() {}

  static Profile profile(String name, LocalDate anchor) {
    LocalDate start = anchor.plusDays(DAYS_TO_DUE + 1L).minusYears(TERMS);
    return new Profile(
        NUMBER, name, Profile.Tier.ENTERPRISE, "EMEA", "EUR", SEATS, 0.2, 0.3, start, Profile.Shape.ANNUAL, null);
  }

  /** What happened lately; the terms before were quiet. */
  static void tell(Story story, LocalDate anchor) {
    story.happened("champion_left", anchor.minusDays(41));
    story.happened("competitor_contact", anchor.minusDays(23));
    story.happened("price_increase_notice", anchor.minusDays(34));
    story.happened("exec_review_held", anchor.minusDays(390));
    story.usageDrops(anchor.minusDays(66), anchor.plusDays(DAYS_TO_DUE), 0.45);
    story.severeTicket(anchor.minusDays(58));
    story.severeTicket(anchor.minusDays(12));
  }

  /** The add-on's only term. */
  static Term addOn(LocalDate anchor) {
    LocalDate end = anchor.plusDays(ADD_ON_DAYS_TO_DUE);
    return new Term(
        1, Profile.Shape.ADD_ON, Term.SUBSCRIPTION, end.plusDays(1).minusYears(1), end, null, true,
        ADD_ON_NOTICE_DAYS, SEATS, 1, 0, List.of());
  }

  static DemoWorld.Standing addOnStanding(String contract, LocalDate anchor) {
    return new DemoWorld.Standing(
        contract, null, "UPCOMING", "OMITTED", null, null, null, null, anchor.minusDays(9), false, null);
  }
}
