package dev.perennial.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Draws what happens at a customer in one term. */
final class StoryTeller {
  private static final double DAYS_OF_YEAR = 365.25;
  private static final int SHORT_TERM_DAYS = 150;
  private static final int YEARS_OF_OUTAGES = 4;
  private static final int OUTAGES_A_YEAR = 4;
  private static final double HIT_BY_OUTAGE = 0.08;

  /** Rates a year; what depends on engagement or value is scaled by exp(slope · it). */
  private static final List<Rate> RATES =
      List.of(
          new Rate("champion_left", 0.25, 0, 0),
          new Rate("competitor_contact", 0.3, -0.2, 0),
          new Rate("price_increase_notice", 0.25, 0, 0),
          new Rate("exec_review_held", 0.8, 0, 0.5),
          new Rate("seats_added", 0.5, 0.4, 0),
          new Rate("funding_round", 0.15, 0, 0),
          new Rate("webinar_attended", 1.2, 0, 0.7),
          new Rate("newsletter_opened", 3.0, 0, 0.6),
          new Rate("office_move", 0.2, 0, 0));

  private final long seed;
  private final List<LocalDate> outages;

  StoryTeller(long seed, LocalDate anchor) {
    this.seed = seed;
    this.outages = outages(seed, anchor);
  }

  /** Outages hit many customers on the same day. */
  private static List<LocalDate> outages(long seed, LocalDate anchor) {
    Dice dice = Dice.of(seed, "outages", 0);
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < YEARS_OF_OUTAGES * OUTAGES_A_YEAR; i++) {
      dates.add(anchor.minusDays(dice.between(5, (int) (YEARS_OF_OUTAGES * DAYS_OF_YEAR))));
    }
    return dates;
  }

  /**
   * Adds one term.
   *
   * @param cutoff what happens after it does not bear on the decision
   */
  void tell(
      Story story, Profile profile, int term, LocalDate start, LocalDate due, LocalDate cutoff) {
    Dice dice = Dice.of(seed, "story-" + term, profile.number());
    Story.Mood mood = story.moodAt(start);
    long days = ChronoUnit.DAYS.between(start, due) + 1;
    for (Rate rate : RATES) {
      int count = dice.poisson(rate.perYear(mood) * days / DAYS_OF_YEAR);
      for (int i = 0; i < count; i++) {
        story.happened(rate.type, start.plusDays(dice.between(0, (int) days - 1)));
      }
    }
    tellOutages(story, dice, start, due);
    // Short terms follow each other quickly: fewer spells in each.
    double share = days < SHORT_TERM_DAYS ? days / DAYS_OF_YEAR : 1;
    if (dice.chance(share * logistic(-1.5 - 0.8 * mood.value()))) {
      LocalDate from = cutoff.minusDays(dice.between(15, 100));
      story.usageDrops(from, due.plusDays(20), dice.uniform(0.25, 0.55));
    }
    if (dice.chance(share * logistic(-2.0 - 0.8 * mood.engagement()))) {
      story.silent(cutoff.minusDays(dice.between(95, 140)), cutoff.plusDays(dice.between(3, 40)));
    }
    int severe = dice.poisson(0.9 * StrictMath.exp(-0.3 * mood.value()) * days / DAYS_OF_YEAR);
    for (int i = 0; i < severe; i++) {
      story.severeTicket(start.plusDays(dice.between(0, (int) days - 1)));
    }
  }

  private void tellOutages(Story story, Dice dice, LocalDate start, LocalDate due) {
    for (LocalDate outage : outages) {
      boolean isHit = dice.chance(HIT_BY_OUTAGE);
      if (isHit && !outage.isBefore(start) && !outage.isAfter(due)) {
        story.happened("severe_outage", outage);
      }
    }
  }

  static double logistic(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  private record Rate(String type, double mean, double valueSlope, double engagementSlope) {
    double perYear(Story.Mood mood) {
      return mean * StrictMath.exp(valueSlope * mood.value() + engagementSlope * mood.engagement());
    }
  }
}
