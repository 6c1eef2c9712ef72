package dev.perennial.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Conversations in both directions and the answers to surveys. */
final class ContactSignals {
  private static final List<String> CHANNELS = List.of("email", "call", "meeting");
  private static final double DAYS_OF_MONTH = 30.4;
  private static final int DAYS_BEFORE_START = 30;
  private static final int SURVEY_EVERY_DAYS = 182;

  private final long seed;
  private final LocalDate anchor;

  ContactSignals(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  void write(Life life, People people, FactBook book) {
    interactions(life, people, book);
    surveys(life, people, book);
  }

  private void interactions(Life life, People people, FactBook book) {
    Profile profile = life.profile;
    Dice dice = Dice.of(seed, "interactions", profile.number());
    double perMonth =
        switch (profile.tier()) {
          case ENTERPRISE -> 2.6;
          case MID_MARKET -> 1.7;
          case SMALL_BUSINESS -> 1.2;
        };
    int number = 0;
    LocalDate first = profile.start().minusDays(DAYS_BEFORE_START);
    for (LocalDate week = first; week.isBefore(anchor); week = week.plusWeeks(1)) {
      boolean isOver =
          !week.isBefore(profile.start()) && !life.contracts.isEmpty() && !life.isCustomerAt(week);
      double engagement = life.story.moodAt(week).engagement();
      int count = dice.poisson(perMonth * 7 / DAYS_OF_MONTH * StrictMath.exp(0.3 * engagement));
      for (int i = 0; i < count && !isOver; i++) {
        LocalDate day = week.plusDays(dice.between(0, 6));
        if (!life.story.isSilentAt(day)) {
          interaction(life, people, book, dice, day, ++number);
        }
      }
    }
  }

  private static void interaction(
      Life life, People people, FactBook book, Dice dice, LocalDate day, int number) {
    Profile profile = life.profile;
    String channel = CHANNELS.get(dice.weighted(0.65, 0.2, 0.15));
    Story story = life.story;
    double mood = 0.15 + 0.25 * story.moodAt(day).value() + 0.3 * dice.normal();
    mood -= story.usageLevelAt(day) < 1 ? 0.3 : 0;
    mood -= story.has("severe_outage", day) ? 0.15 : 0;
    book.add(
        new FactBook.Entry(
                "mailbox",
                profile.key() + ":talk:" + number,
                profile.key(),
                "INTERACTION",
                channel,
                FactBook.at(day, dice))
            .knownAfter(Duration.ofMinutes(dice.between(1, 30)))
            .said(dice.chance(0.45) ? "INBOUND" : "OUTBOUND", channel, people.somebody(dice, day))
            .sentiment(mood));
  }

  /** Everybody is asked twice a year; the engaged answer. */
  private void surveys(Life life, People people, FactBook book) {
    Profile profile = life.profile;
    Dice dice = Dice.of(seed, "surveys", profile.number());
    LocalDate day = profile.start().plusDays(dice.between(60, 150));
    for (int i = 1; life.isCustomerAt(day) && day.isBefore(anchor); i++) {
      Story.Mood mood = life.story.moodAt(day);
      boolean answers = dice.chance(StoryTeller.logistic(0.2 + 0.8 * mood.engagement()));
      if (profile.isShowcase() || answers && !life.story.isSilentAt(day)) {
        double answer = 7.4 + 1.5 * mood.value() + 1.1 * dice.normal();
        answer -= life.story.usageLevelAt(day) < 1 ? 2 : 0;
        answer -= 0.7 * life.story.severeTickets(day);
        book.add(
            new FactBook.Entry(
                    "survey",
                    profile.key() + ":nps:" + i,
                    profile.key(),
                    "SURVEY",
                    "nps",
                    FactBook.at(day, dice))
                .knownAfter(Duration.ofMinutes(5))
                .by(people.somebody(dice, day))
                .value(StrictMath.rint(Math.clamp(answer, 0, 10))));
      }
      day = day.plusDays(SURVEY_EVERY_DAYS);
    }
  }
}
