package dev.perennial.demo;

import dev.perennial.demo.Profile.Shape;
import java.time.LocalDate;
import java.util.List;

/** Draws what is agreed at a start or a renewal: length, notice, seats and price. */
final class TermPlanner {
  private static final int PILOT_MONTHS = 3;
  private static final int PAUSE_DAYS = 60;

  private final long seed;

  TermPlanner(long seed) {
    this.seed = seed;
  }

  /** The first contract: a pilot or a free plan for those who begin so. */
  Term first(Profile profile, Shape shape) {
    Dice dice = Dice.of(seed, "first-term", profile.number());
    double discount = dice.chance(0.4) ? 5.0 * dice.between(1, 5) : 0;
    LocalDate start = profile.start();
    return switch (shape) {
      case PILOT ->
          new Term(
              1,
              shape,
              Term.PILOT,
              start,
              start.plusMonths(PILOT_MONTHS).minusDays(1),
              PILOT_MONTHS,
              false,
              0,
              Math.max(5, profile.seats() / 4),
              1,
              100,
              List.of());
      case FREE -> new Term(1, shape, Term.FREE, start, null, null, false, 0, 5, 0, 0, List.of());
      default -> paid(profile, shape, 1, start, profile.seats(), 1, discount);
    };
  }

  /** A paid contract; who began with a pilot or a free plan goes on year by year. */
  Term paid(
      Profile profile,
      Shape shape,
      int number,
      LocalDate start,
      int seats,
      double priceFactor,
      double discount) {
    Dice dice = Dice.of(seed, "term-" + number, profile.number());
    int noticeDays = profile.isShowcase() ? 30 : dice.pick(List.of(30, 30, 60, 60, 90));
    boolean autoRenew = shape == Shape.AUTO_RENEW || shape == Shape.RAMP && dice.chance(0.5);
    int months =
        switch (shape) {
          case MULTI_YEAR -> dice.chance(0.5) ? 24 : 36;
          case RAMP -> 24;
          default -> 12;
        };
    if (shape == Shape.EVERGREEN) {
      return new Term(
          number,
          shape,
          Term.SUBSCRIPTION,
          start,
          null,
          null,
          false,
          30,
          seats,
          priceFactor,
          discount,
          List.of());
    }
    if (shape == Shape.ODD_TERM) {
      LocalDate end = start.plusDays(dice.pick(List.of(200, 300, 400, 450)));
      return new Term(
          number,
          shape,
          Term.SUBSCRIPTION,
          start,
          end,
          null,
          false,
          noticeDays,
          seats,
          priceFactor,
          discount,
          List.of());
    }
    LocalDate end = start.plusMonths(months).minusDays(1);
    List<DemoWorld.Pause> pauses = List.of();
    if (shape == Shape.PAUSED) {
      LocalDate from = start.plusDays(dice.between(90, 180));
      pauses = List.of(new DemoWorld.Pause(from, from.plusDays(PAUSE_DAYS - 1L), dice.chance(0.5)));
    }
    return new Term(
        number,
        shape,
        Term.SUBSCRIPTION,
        start,
        end,
        months,
        autoRenew,
        noticeDays,
        seats,
        priceFactor,
        discount,
        pauses);
  }
}
