package dev.perennial.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drawn decision looks like: when it was made, with or without notice, how much was renewed,
 * and why.
 */
final class DecisionMaker {
  private static final int OVERDUE_DAYS = 25;
  private static final double STILL_OPEN = 0.35;
  private static final double LATE = 0.1;
  private static final double EARLY = 0.15;
  private static final double DECIDED_AHEAD = 0.12;
  private static final int AHEAD_DAYS = 110;
  private static final int LONG_TERM_DAYS = 300;
  private static final double TERMINATED = 0.12;
  private static final double UNRECORDED = 0.08;
  private static final int SURELY_PAST_DAYS = 60;

  private final LocalDate anchor;

  DecisionMaker(LocalDate anchor) {
    this.anchor = anchor;
  }

  /** Records the decision about a contract with an end, if it is made by now. */
  Next decide(
      Life life,
      Term term,
      DemoWorld.Contract contract,
      boolean isLost,
      double probability,
      Dice dice,
      LineMaker lines,
      TermPlanner planner) {
    LocalDate due = term.lastDay();
    boolean isPast = !due.isAfter(anchor);
    boolean isAhead =
        !isPast
            && due.isBefore(anchor.plusDays(AHEAD_DAYS))
            && !isLost
            && dice.chance(DECIDED_AHEAD);
    boolean isOverdue =
        isPast
            && !term.autoRenew()
            && due.isAfter(anchor.minusDays(OVERDUE_DAYS))
            && dice.chance(STILL_OPEN);
    if (life.profile.isShowcase() && !isPast || isOverdue || !isPast && !isAhead) {
      return Next.open();
    }
    if (isLost) {
      lose(life, term, contract, due, dice);
      return Next.ended();
    }
    LocalDate decided =
        isAhead ? anchor.minusDays(dice.between(2, 25)) : decidedDate(term, due, dice);
    return decided.isAfter(anchor)
        ? Next.open()
        : renew(life, term, contract, due, decided, probability, dice, lines, planner);
  }

  private static LocalDate decidedDate(Term term, LocalDate due, Dice dice) {
    if (term.autoRenew()) {
      return due;
    }
    double drawn = dice.uniform(0, 1);
    if (drawn < LATE) {
      return due.plusDays(dice.between(3, 26));
    }
    return drawn < LATE + EARLY
        ? due.minusDays(dice.between(65, 120))
        : due.minusDays(dice.between(2, 40));
  }

  private Next renew(
      Life life,
      Term term,
      DemoWorld.Contract contract,
      LocalDate due,
      LocalDate decided,
      double probability,
      Dice dice,
      LineMaker lines,
      TermPlanner planner) {
    Profile profile = life.profile;
    boolean isDownsold = !profile.isShowcase() && dice.chance(0.06 + 0.2 * probability);
    boolean isExpanded =
        !isDownsold && dice.chance(0.25 + (life.story.has("seats_added", due) ? 0.4 : 0));
    double change = isDownsold ? dice.uniform(0.6, 0.9) : isExpanded ? dice.uniform(1.08, 1.3) : 1;
    int base = term.kind().equals(Term.PILOT) ? profile.seats() : term.seats();
    int seats = (int) Math.max(3, StrictMath.rint(base * change));
    double priceChange =
        life.story.has("price_increase_notice", due)
            ? 0.08
            : dice.pick(List.of(0.0, 0.0, 0.03, 0.05));
    double discount = term.isPaid() ? term.discountPercent() : 0;
    Term next =
        planner.paid(
            profile,
            shapeOf(profile),
            term.number() + 1,
            due.plusDays(1),
            seats,
            term.priceFactor() * (1 + priceChange),
            discount);
    BigDecimal amount = LineMaker.annual(lines.lines(profile, next), next.start(), next.start());
    if (isRecorded(due, decided, dice)) {
      life.decisions.add(
          new DemoWorld.Decision(
              contract.key(),
              "RENEWED",
              decided,
              null,
              null,
              amount,
              LifeSimulator.contractKey(profile, next.number()),
              Reasons.renewed(isDownsold, dice)));
    }
    return new Next(next, decided, false);
  }

  private void lose(Life life, Term term, DemoWorld.Contract contract, LocalDate due, Dice dice) {
    boolean isLong = ChronoUnit.DAYS.between(term.start(), due) >= LONG_TERM_DAYS;
    List<DemoWorld.Reason> reasons = Reasons.lost(life.story, due, dice);
    if (isLong && dice.chance(TERMINATED)) {
      LocalDate ends = due.minusDays(dice.between(30, 58));
      LocalDate decided = ends.minusDays(dice.between(5, 20));
      life.decisions.add(
          new DemoWorld.Decision(
              contract.key(), "TERMINATED_EARLY", decided, decided, ends, null, null, reasons));
      life.end(ends);
      return;
    }
    life.end(due);
    boolean hasNotice = term.autoRenew() || dice.chance(0.5);
    LocalDate notice = due.minusDays(term.noticeDays() + dice.between(2, 20));
    LocalDate decided = hasNotice ? notice : due.minusDays(dice.between(0, 20));
    if (term.autoRenew() || isRecorded(due, decided, dice)) {
      life.decisions.add(
          new DemoWorld.Decision(
              contract.key(),
              "NOT_RENEWED",
              decided,
              hasNotice ? notice : null,
              due,
              null,
              null,
              reasons));
    }
  }

  /** A contract without end is cancelled by notice. */
  void cancel(Life life, String contract, LocalDate last, int noticeDays, Dice dice) {
    LocalDate notice = last.minusDays(noticeDays);
    life.decisions.add(
        new DemoWorld.Decision(
            contract,
            "NOT_RENEWED",
            notice,
            notice,
            last,
            null,
            null,
            Reasons.lost(life.story, last, dice)));
    life.end(last);
  }

  static DemoWorld.Decision renewedOnTime(String contract, LocalDate decided, DemoWorld.Contract successor) {
    return new DemoWorld.Decision(
        contract,
        "RENEWED",
        decided,
        null,
        null,
        LineMaker.annual(successor.lines(), successor.start(), successor.start()),
        successor.key(),
        List.of());
  }

  /** Nobody wrote down everything: some old outcomes are left for the service to infer. */
  private boolean isRecorded(LocalDate due, LocalDate decided, Dice dice) {
    boolean isOld = due.isBefore(anchor.minusDays(SURELY_PAST_DAYS)) && !decided.isAfter(due);
    return !(dice.chance(UNRECORDED) && isOld);
  }

  private static Profile.Shape shapeOf(Profile profile) {
    return profile.shape() == null ? Profile.Shape.ANNUAL : profile.shape();
  }

  /**
   * How life goes on.
   *
   * @param term what follows; null when nothing does (yet)
   * @param signed when the following contract was signed; meaningless without one
   * @param isOpen the decision is still to be made
   */
  record Next(@Nullable Term term, LocalDate signed, boolean isOpen) {
    static Next open() {
      return new Next(null, LocalDate.MAX, true);
    }

    static Next ended() {
      return new Next(null, LocalDate.MAX, false);
    }
  }
}
