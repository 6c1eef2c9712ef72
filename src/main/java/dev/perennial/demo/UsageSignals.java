package dev.perennial.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Logins by week, and how far the customer has got with its own goal. */
final class UsageSignals {
  private static final double LOGINS_OF_A_SEAT = 3;
  private static final double WEEKS_TO_GET_GOING = 8;
  private static final double NOISE = 0.12;
  private static final int NIGHTLY_HOURS = 5;
  private static final int MONTHS_BETWEEN_MEASUREMENTS = 3;
  private static final double MEASURES_SUCCESS = 0.8;

  private final long seed;
  private final LocalDate anchor;

  UsageSignals(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  void write(Life life, FactBook book) {
    logins(life, book);
    goal(life, book);
  }

  private void logins(Life life, FactBook book) {
    Profile profile = life.profile;
    Dice dice = Dice.of(seed, "logins", profile.number());
    LocalDate first = profile.start().plusDays(6);
    for (LocalDate day = first; day.isBefore(anchor); day = day.plusWeeks(1)) {
      if (!life.isCustomerAt(day)) {
        return;
      }
      double weeks = ChronoUnit.DAYS.between(first, day) / 7.0;
      double level =
          profile.seats()
              * LOGINS_OF_A_SEAT
              * (1 - StrictMath.exp(-(weeks + 1) / WEEKS_TO_GET_GOING))
              * StrictMath.exp(0.25 * life.story.moodAt(day).value() + NOISE * dice.normal())
              * (life.isPausedAt(day) ? 0 : life.story.usageLevelAt(day));
      Instant at = day.atTime(23, 0).toInstant(ZoneOffset.UTC);
      book.add(
          new FactBook.Entry(
                  "product", profile.key() + ":logins:" + day, profile.key(), "USAGE", "logins", at)
              .knownAfter(Duration.ofHours(NIGHTLY_HOURS))
              .value(StrictMath.rint(level)));
    }
  }

  /** Asked every quarter of those who have set themselves a goal; they report some days later. */
  private void goal(Life life, FactBook book) {
    Profile profile = life.profile;
    Dice dice = Dice.of(seed, "goal", profile.number());
    if (!profile.isShowcase() && !dice.chance(MEASURES_SUCCESS)) {
      return;
    }
    LocalDate day = profile.start().plusMonths(MONTHS_BETWEEN_MEASUREMENTS);
    for (int i = 1; life.isCustomerAt(day) && day.isBefore(anchor); i++) {
      double gettingThere = StrictMath.min(1, 0.4 + 0.2 * i);
      double drop = life.story.usageLevelAt(day) < 1 ? 12 : 0;
      double percent =
          gettingThere * (66 + 13 * life.story.moodAt(day).value()) - drop + 5 * dice.normal();
      book.add(
          new FactBook.Entry(
                  "success",
                  profile.key() + ":goal:" + i,
                  profile.key(),
                  "METRIC",
                  "success_goal_attainment_pct",
                  FactBook.at(day, dice))
              .knownAfter(Duration.ofDays(dice.between(1, 9)))
              .value(StrictMath.rint(Math.clamp(percent, 0, 120))));
      day = day.plusMonths(MONTHS_BETWEEN_MEASUREMENTS);
    }
  }
}
