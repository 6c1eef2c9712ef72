package dev.perennial.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tickets: opened, sometimes raised to a higher severity, closed, judged. Only severe ones (3 and
 * above) bear on a decision, and those are told by the {@link Story}; the rest is noise.
 */
final class TicketSignals {
  private static final String SOURCE = "helpdesk";
  private static final String KIND = "TICKET";
  private static final double MINOR_A_YEAR = 3.5;
  private static final double DAYS_OF_YEAR = 365.25;
  private static final int LARGE = 100;

  private final long seed;
  private final LocalDate anchor;

  TicketSignals(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  void write(Life life, People people, FactBook book) {
    Dice dice = Dice.of(seed, "tickets", life.profile.number());
    List<Ticket> tickets = new ArrayList<>();
    double rate = MINOR_A_YEAR * (life.profile.seats() > LARGE ? 2 : 1);
    for (LocalDate week = life.profile.start(); week.isBefore(anchor); week = week.plusWeeks(1)) {
      int count = dice.poisson(rate * 7 / DAYS_OF_YEAR);
      for (int i = 0; i < count; i++) {
        tickets.add(new Ticket(week.plusDays(dice.between(0, 6)), dice.chance(0.6) ? 1 : 2));
      }
    }
    for (LocalDate day : life.story.severeTickets()) {
      tickets.add(new Ticket(day, dice.chance(0.75) ? 3 : 4));
    }
    int number = 0;
    for (Ticket ticket : tickets) {
      if (life.isCustomerAt(ticket.opened())) {
        write(life, people, book, dice, ticket, ++number);
      }
    }
  }

  private void write(
      Life life, People people, FactBook book, Dice dice, Ticket ticket, int number) {
    String customer = life.profile.key();
    String key = customer + ":ticket:" + number;
    Instant opened = FactBook.at(ticket.opened(), dice);
    boolean isSevere = ticket.severity() > 2;
    String person = people.somebody(dice, ticket.opened());
    book.add(
        new FactBook.Entry(SOURCE, key + ":opened", customer, KIND, "ticket", opened)
            .knownAfter(Duration.ofMinutes(2))
            .phase(key, "OPENED")
            .severity(ticket.severity())
            .by(person)
            .attributes(
                Map.of(
                    "topic",
                    dice.pick(List.of("login", "export", "billing", "speed", "integration")))));
    int hours = dice.between(isSevere ? 48 : 4, isSevere ? 24 * 25 : 24 * 9);
    Instant closed = opened.plus(Duration.ofHours(hours));
    boolean staysOpen =
        life.profile.isShowcase() && isSevere && ticket.opened().isAfter(anchor.minusDays(20))
            || dice.chance(0.01);
    if (staysOpen) {
      return;
    }
    book.add(
        new FactBook.Entry(SOURCE, key + ":closed", customer, KIND, "ticket", closed)
            .knownAfter(Duration.ofMinutes(2))
            .phase(key, "CLOSED"));
    if (dice.chance(0.35)) {
      double answer =
          (isSevere ? 3.1 : 4.1)
              + 0.4 * life.story.moodAt(ticket.opened()).value()
              + 0.7 * dice.normal();
      book.add(
          new FactBook.Entry(
                  "survey",
                  key + ":csat",
                  customer,
                  "SURVEY",
                  "csat",
                  closed.plus(Duration.ofHours(20)))
              .by(person)
              .value(StrictMath.rint(Math.clamp(answer, 1, 5))));
    }
  }

  private record Ticket(LocalDate opened, int severity) {}
}
