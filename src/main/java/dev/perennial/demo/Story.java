package dev.perennial.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What really happened at a customer; the chance of a loss depends on this and nothing else, and
 * signals report it.
 */
final class Story {
  /**
   * Log-odds of a loss when the event fell into the window; events not named here have no effect.
   */
  static final List<Effect> EFFECTS =
      List.of(
          new Effect("champion_left", 1.1),
          new Effect("competitor_contact", 0.8),
          new Effect("price_increase_notice", 0.6),
          new Effect("severe_outage", 0.5),
          new Effect("exec_review_held", -0.7),
          new Effect("seats_added", -0.5),
          new Effect("funding_round", -0.6));

  static final double USAGE_DROP = 0.9;
  static final double SILENCE = 0.9;
  static final double SEVERE_TICKET = 0.35;
  static final double VALUE = -0.45;
  static final int WINDOW_DAYS = 180;

  private static final int SILENCE_COUNTS_AFTER_DAYS = 90;

  private final List<Happening> happenings = new ArrayList<>();
  private final List<Spell> drops = new ArrayList<>();
  private final List<Spell> silences = new ArrayList<>();
  private final List<LocalDate> severeTickets = new ArrayList<>();
  private final List<Mood> moods = new ArrayList<>();

  void happened(String type, LocalDate date) {
    happenings.add(new Happening(type, date));
  }

  /**
   * @param level share of the usual usage that is left
   */
  void usageDrops(LocalDate from, LocalDate to, double level) {
    drops.add(new Spell(from, to, level));
  }

  void silent(LocalDate from, LocalDate to) {
    silences.add(new Spell(from, to, 0));
  }

  void severeTicket(LocalDate date) {
    severeTickets.add(date);
  }

  /** The hidden value and engagement from this day on. */
  void mood(LocalDate from, double value, double engagement) {
    moods.add(new Mood(from, value, engagement));
  }

  List<Happening> happenings() {
    return happenings;
  }

  List<LocalDate> severeTickets() {
    return severeTickets;
  }

  Mood moodAt(LocalDate date) {
    Mood mood = moods.getFirst();
    for (Mood next : moods) {
      if (!next.from().isAfter(date)) {
        mood = next;
      }
    }
    return mood;
  }

  /** Share of the usual usage on a day. */
  double usageLevelAt(LocalDate date) {
    return drops.stream()
        .filter(spell -> spell.covers(date))
        .mapToDouble(Spell::level)
        .min()
        .orElse(1);
  }

  boolean isSilentAt(LocalDate date) {
    return silences.stream().anyMatch(spell -> spell.covers(date));
  }

  boolean has(String type, LocalDate cutoff) {
    return happenings.stream().anyMatch(h -> h.type().equals(type) && isInWindow(h.date(), cutoff));
  }

  boolean hasUsageDrop(LocalDate cutoff) {
    return drops.stream().anyMatch(spell -> spell.covers(cutoff.minusDays(1)));
  }

  boolean isSilent(LocalDate cutoff) {
    return silences.stream()
        .anyMatch(
            spell ->
                spell.covers(cutoff) && spell.covers(cutoff.minusDays(SILENCE_COUNTS_AFTER_DAYS)));
  }

  int severeTickets(LocalDate cutoff) {
    return (int) severeTickets.stream().filter(date -> isInWindow(date, cutoff)).count();
  }

  /** Log-odds of a loss that follow from what happened in the window before the cut-off. */
  double logOdds(LocalDate cutoff) {
    double sum = VALUE * moodAt(cutoff).value();
    for (Effect effect : EFFECTS) {
      sum += has(effect.type(), cutoff) ? effect.logOdds() : 0;
    }
    sum += hasUsageDrop(cutoff) ? USAGE_DROP : 0;
    sum += isSilent(cutoff) ? SILENCE : 0;
    return sum + SEVERE_TICKET * severeTickets(cutoff);
  }

  private static boolean isInWindow(LocalDate date, LocalDate cutoff) {
    return date.isBefore(cutoff) && !date.isBefore(cutoff.minusDays(WINDOW_DAYS));
  }

  record Effect(String type, double logOdds) {}

  record Happening(String type, LocalDate date) {}

  /** From a day to a day, both included. */
  record Spell(LocalDate from, LocalDate to, double level) {
    boolean covers(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  record Mood(LocalDate from, double value, double engagement) {}
}
