package dev.perennial.demo;

import dev.perennial.demo.Profile.Shape;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lives a customer's life forward, term by term: something happens, then a decision is drawn from
 * exactly that.
 */
final class LifeSimulator {
  private static final int LEAD_DAYS = 60;
  private static final int QUARTER_DAYS = 91;
  private static final double PILOT_INTERCEPT = -0.7;
  private static final double QUARTER_INTERCEPT = -1.3;
  private static final double AUTO_RENEW_EFFECT = -0.5;
  private static final int ADD_ON_AFTER_MONTHS = 5;

  private final long seed;
  private final LocalDate anchor;
  private final StoryTeller teller;
  private final TermPlanner planner;
  private final LineMaker lines;
  private final DecisionMaker decisions;
  private final StandingMaker standings;

  LifeSimulator(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
    this.teller = new StoryTeller(seed, anchor);
    this.planner = new TermPlanner(seed);
    this.lines = new LineMaker(seed);
    this.decisions = new DecisionMaker(anchor);
    this.standings = new StandingMaker(seed, anchor);
  }

  Life simulate(Profile profile) {
    Life life = new Life(profile);
    Shape shape = profile.shape();
    if (shape == null) {
      return life;
    }
    @Nullable Term term = planner.first(profile, shape);
    LocalDate signed = profile.start().minusDays(12);
    while (term != null) {
      DemoWorld.Contract contract = add(life, term, signed);
      DecisionMaker.Next next =
          term.end() == null ? rolling(life, term) : fixed(life, term, contract);
      term = next.term();
      signed = next.signed();
    }
    if (profile.isShowcase()) {
      showcaseAddOn(life);
    } else if (shape == Shape.ADD_ON) {
      addOns(life);
    }
    return life;
  }

  private DemoWorld.Contract add(Life life, Term term, LocalDate signed) {
    List<String> before =
        life.contracts.isEmpty() ? List.of() : List.of(life.contracts.getLast().key());
    Profile profile = life.profile;
    String key = contractKey(profile, term.number());
    DemoWorld.Contract contract =
        contract(profile, term, key, signed, before, lines.lines(profile, term));
    life.contracts.add(contract);
    return contract;
  }

  static String contractKey(Profile profile, int term) {
    return "contract-" + profile.number() + "-" + term;
  }

  private static DemoWorld.Contract contract(
      Profile profile,
      Term term,
      String key,
      LocalDate signed,
      List<String> renews,
      List<DemoWorld.Line> lines) {
    boolean isParentBilled = profile.parent() != null && profile.number() % 2 == 0;
    return new DemoWorld.Contract(
        key,
        profile.key(),
        key.replace("contract-", "D-"),
        term.kind(),
        signed,
        term.start(),
        term.end(),
        term.months(),
        term.autoRenew(),
        term.noticeDays(),
        profile.currency(),
        isParentBilled ? profile.parent() : null,
        renews,
        lines,
        term.pauses());
  }

  /** A contract with an end: one decision. */
  private DecisionMaker.Next fixed(Life life, Term term, DemoWorld.Contract contract) {
    Profile profile = life.profile;
    LocalDate due = term.lastDay();
    LocalDate cutoff = due.minusDays(Math.max(LEAD_DAYS, term.noticeDays()));
    if (profile.isShowcase()) {
      tellShowcase(life, due);
    } else {
      drift(life, term.number(), term.start());
      teller.tell(life.story, profile, term.number(), term.start(), due, cutoff);
    }
    double base = term.kind().equals(Term.PILOT) ? PILOT_INTERCEPT : profile.tier().intercept;
    double logOdds = base + (term.autoRenew() ? AUTO_RENEW_EFFECT : 0) + life.story.logOdds(cutoff);
    Dice dice = Dice.of(seed, "decision-" + term.number(), profile.number());
    double probability = StoryTeller.logistic(logOdds);
    boolean isLost = dice.chance(probability) && !profile.isShowcase();
    DecisionMaker.Next next =
        decisions.decide(life, term, contract, isLost, probability, dice, lines, planner);
    if (next.isOpen()) {
      standings.open(life, contract, due, isLost);
    }
    note(life, contract.key(), probability, !next.isOpen(), isLost, cutoff);
    return next;
  }

  /** No end: cancelled or not, asked every quarter; a free plan may turn into a paid one. */
  private DecisionMaker.Next rolling(Life life, Term term) {
    Profile profile = life.profile;
    String contract = contractKey(profile, term.number());
    LocalDate from = term.start();
    for (int quarter = 1; ; quarter++) {
      int number = term.number() * 100 + quarter;
      LocalDate due = from.plusDays(QUARTER_DAYS - 1L);
      LocalDate cutoff = due.minusDays(Math.max(term.noticeDays(), 1));
      drift(life, number, from);
      teller.tell(life.story, profile, number, from, due, cutoff);
      Dice dice = Dice.of(seed, "decision-" + number, profile.number());
      double probability =
          StoryTeller.logistic(
              profile.tier().intercept + QUARTER_INTERCEPT + life.story.logOdds(cutoff));
      boolean isLost = dice.chance(probability);
      boolean isDecided = !due.isAfter(anchor);
      note(life, contract, probability, isDecided, isLost, cutoff);
      if (!isDecided) {
        return DecisionMaker.Next.open();
      }
      if (isLost) {
        decisions.cancel(life, contract, due, term.noticeDays(), dice);
        return DecisionMaker.Next.ended();
      }
      if (!term.isPaid() && quarter > 1 && dice.chance(0.25)) {
        Term paid = planner.paid(profile, Shape.FREE, 2, due.plusDays(1), profile.seats(), 1, 0);
        return new DecisionMaker.Next(paid, due.minusDays(3), false);
      }
      from = due.plusDays(1);
    }
  }

  /**
   * What was bought in mid-term runs beside the main contract, from year to year, and ends with it.
   */
  private void addOns(Life life) {
    LocalDate start = life.profile.start().plusMonths(ADD_ON_AFTER_MONTHS);
    @Nullable LocalDate ended = life.ended();
    @Nullable String before = null;
    for (int number = 1;
        !start.isAfter(anchor) && (ended == null || start.isBefore(ended));
        number++) {
      LocalDate due = start.plusYears(1).minusDays(1);
      Term term =
          new Term(
              number,
              Shape.ADD_ON,
              Term.SUBSCRIPTION,
              start,
              due,
              12,
              false,
              30,
              life.profile.seats(),
              1,
              0,
              List.of());
      String key = "contract-" + life.profile.number() + "-add-" + number;
      List<String> renews = before == null ? List.of() : List.of(before);
      DemoWorld.Contract contract =
          contract(
              life.profile, term, key, start.minusDays(5), renews, lines.addOn(life.profile, term));
      life.contracts.add(contract);
      if (before != null) {
        life.decisions.add(DecisionMaker.renewedOnTime(before, start.minusDays(5), contract));
      }
      before = key;
      start = due.plusDays(1);
    }
  }

  private void showcaseAddOn(Life life) {
    Term term = Showcase.addOn(anchor);
    String key = contractKey(life.profile, 1) + "-add-on";
    life.contracts.add(
        contract(life.profile, term, key, term.start().minusDays(5), List.of(), lines.addOn(life.profile, term)));
    life.standings.add(Showcase.addOnStanding(key, anchor));
  }

  private void tellShowcase(Life life, LocalDate due) {
    if (due.isAfter(anchor)) {
      Showcase.tell(life.story, anchor);
    }
  }

  /** Value and engagement change slowly from term to term. */
  private void drift(Life life, int number, LocalDate from) {
    if (number == 1) {
      return;
    }
    Dice dice = Dice.of(seed, "mood-" + number, life.profile.number());
    Story.Mood mood = life.story.moodAt(from);
    life.story.mood(
        from,
        0.85 * mood.value() + 0.5 * dice.normal(),
        0.85 * mood.engagement() + 0.5 * dice.normal());
  }

  private static void note(
      Life life,
      String contract,
      double probability,
      boolean isDecided,
      boolean isLost,
      LocalDate cutoff) {
    Story story = life.story;
    life.truths.add(
        new DemoWorld.Truth(
            contract,
            probability,
            isDecided,
            isLost,
            story.has("champion_left", cutoff),
            story.hasUsageDrop(cutoff),
            story.isSilent(cutoff),
            story.severeTickets(cutoff),
            story.has("exec_review_held", cutoff)));
  }
}
