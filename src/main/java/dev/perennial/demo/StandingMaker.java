package dev.perennial.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far people have got with an open renewal: the nearer the decision, the further. */
final class StandingMaker {
  private static final List<String> STAGES =
      List.of("UPCOMING", "ENGAGED", "PROPOSED", "COMMITTED");
  private static final int ENGAGED = 1;
  private static final int PROPOSED = 2;
  private static final int COMMITTED = 3;
  private static final int NOBODY_CARES_BEFORE_DAYS = 180;
  private static final int NOTICE_WITHIN_DAYS = 120;

  private final long seed;
  private final LocalDate anchor;

  StandingMaker(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  /** Adds where the renewal stands, unless nobody has begun with it. */
  void open(Life life, DemoWorld.Contract contract, LocalDate due, boolean isLost) {
    Dice dice = Dice.of(seed, "standing", life.profile.number());
    int days = (int) ChronoUnit.DAYS.between(anchor, due);
    if (days > NOBODY_CARES_BEFORE_DAYS) {
      return;
    }
    int stage = life.profile.isShowcase() ? ENGAGED : stage(days, dice);
    @Nullable LocalDate notice = notice(contract, due, days, isLost, dice);
    boolean isWithdrawn = notice != null && !isLost;
    if (isLost && stage == COMMITTED) {
      stage = PROPOSED;
    }
    boolean isNoticeInForce = notice != null && !isWithdrawn;
    life.standings.add(
        new DemoWorld.Standing(
            contract.key(),
            life.profile.isShowcase() ? Showcase.RENEWAL_NUMBER : null,
            STAGES.get(stage),
            category(stage, isNoticeInForce, dice),
            stage >= PROPOSED ? offer(contract, due, dice) : null,
            stage >= ENGAGED && dice.chance(0.35) ? call(isLost, dice) : null,
            stage >= ENGAGED ? nextStep(dice) : null,
            stage >= ENGAGED ? anchor.plusDays(dice.between(-3, 14)) : null,
            notice,
            isWithdrawn,
            stage == 0 && dice.chance(0.2) ? anchor.plusDays(dice.between(7, 30)) : null));
  }

  private static int stage(int daysToDue, Dice dice) {
    if (daysToDue > 120) {
      return dice.weighted(0.7, 0.3);
    }
    if (daysToDue > 60) {
      return dice.weighted(0.25, 0.6, 0.15);
    }
    return daysToDue > 30
        ? dice.weighted(0.07, 0.4, 0.45, 0.08)
        : dice.weighted(0.02, 0.13, 0.45, 0.4);
  }

  /** A notice counts only before its deadline; a few are taken back. */
  private @Nullable LocalDate notice(
      DemoWorld.Contract contract, LocalDate due, int days, boolean isLost, Dice dice) {
    boolean isDrawn = dice.chance(isLost ? 0.6 : 0.08);
    LocalDate received = anchor.minusDays(dice.between(2, 25));
    boolean isInTime = !received.isAfter(due.minusDays(contract.noticeDays()));
    return isDrawn && days > 0 && days < NOTICE_WITHIN_DAYS && isInTime ? received : null;
  }

  private static String category(int stage, boolean isNoticeInForce, Dice dice) {
    if (isNoticeInForce) {
      return "OMITTED";
    }
    return switch (stage) {
      case COMMITTED -> "COMMIT";
      case PROPOSED -> dice.chance(0.4) ? "COMMIT" : "BEST_CASE";
      case ENGAGED -> dice.chance(0.4) ? "BEST_CASE" : "PIPELINE";
      default -> "PIPELINE";
    };
  }

  private DemoWorld.Offer offer(DemoWorld.Contract contract, LocalDate due, Dice dice) {
    int percent = dice.pick(List.of(0, 3, 5, 8));
    BigDecimal now = LineMaker.annual(contract.lines(), contract.start(), due);
    BigDecimal amount =
        now.multiply(BigDecimal.valueOf(100 + percent))
            .movePointLeft(2)
            .setScale(2, RoundingMode.HALF_EVEN);
    return new DemoWorld.Offer(amount, percent, 12, anchor.minusDays(dice.between(1, 12)));
  }

  /** People see more than chance, and less than everything. */
  private static DemoWorld.Call call(boolean isLost, Dice dice) {
    boolean isRight = dice.chance(0.75);
    boolean says = isRight == isLost;
    return new DemoWorld.Call(
        says ? "NOT_RENEWED" : "RENEWED",
        dice.between(55, 90) / 100.0,
        says ? "They compare us with others." : "The sponsor speaks well of us.");
  }

  private static String nextStep(Dice dice) {
    return dice.pick(
        List.of(
            "Meet the new sponsor",
            "Send the value summary",
            "Agree the price",
            "Review open tickets with support",
            "Book the executive review"));
  }
}
