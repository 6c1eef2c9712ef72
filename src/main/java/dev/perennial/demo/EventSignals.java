package dev.perennial.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Events as the systems that notice them report them, and invoices paid in time or late. */
final class EventSignals {
  /** Which system reports what. */
  private static final Map<String, String> SOURCES =
      Map.of(
          "champion_left", "crm",
          "competitor_contact", "crm",
          "price_increase_notice", "crm",
          "exec_review_held", "crm",
          "seats_added", "product",
          "funding_round", "news",
          "office_move", "news",
          "severe_outage", "status-page",
          "webinar_attended", "marketing",
          "newsletter_opened", "marketing");

  private static final int MONTHS_BETWEEN_INVOICES = 3;

  private final long seed;
  private final LocalDate anchor;

  EventSignals(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
  }

  void write(Life life, People people, FactBook book) {
    Dice dice = Dice.of(seed, "events", life.profile.number());
    String customer = life.profile.key();
    int number = 0;
    for (Story.Happening happening : life.story.happenings()) {
      number++;
      if (!life.isCustomerAt(happening.date())) {
        continue;
      }
      String type = happening.type();
      String source = SOURCES.getOrDefault(type, "crm");
      Instant at = FactBook.at(happening.date(), dice);
      // News and gossip reach us late.
      int delayHours =
          source.equals("news") || source.equals("crm")
              ? dice.between(2, 24 * 5)
              : dice.between(0, 6);
      FactBook.Entry entry =
          new FactBook.Entry(source, customer + ":event:" + number, customer, "EVENT", type, at)
              .knownAfter(Duration.ofHours(delayHours));
      book.add(type.equals("champion_left") ? entry.by(people.whoLeft(happening.date())) : entry);
    }
    invoices(life, book);
  }

  /** Late payers are those who see less value: a symptom, not a cause. */
  private void invoices(Life life, FactBook book) {
    Dice dice = Dice.of(seed, "invoices", life.profile.number());
    String customer = life.profile.key();
    LocalDate day = life.profile.start().plusDays(30);
    for (int i = 1; life.isCustomerAt(day) && day.isBefore(anchor); i++) {
      boolean isLate =
          dice.chance(StoryTeller.logistic(-2.8 - 0.5 * life.story.moodAt(day).value()));
      Instant due = FactBook.at(day, dice);
      if (isLate) {
        book.add(
            new FactBook.Entry(
                "billing",
                customer + ":overdue:" + i,
                customer,
                "PAYMENT",
                "payment_overdue",
                due));
      }
      Instant paid = due.plus(Duration.ofDays(isLate ? dice.between(10, 45) : 0));
      book.add(
          new FactBook.Entry(
              "billing", customer + ":paid:" + i, customer, "PAYMENT", "invoice_paid", paid));
      day = day.plusMonths(MONTHS_BETWEEN_INVOICES);
    }
  }
}
