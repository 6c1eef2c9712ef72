package dev.perennial.renewal;

import dev.perennial.currency.ExchangeRatesChanged;
import dev.perennial.tenant.SettingsChanged;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Follows changes of settings and exchange rates, in their transaction; their own event tells of all of it. */
@Singleton
class RenewalBoardUpdates {
  private final RenewalBoard board;
  private final RenewalRepository repository;
  private final Clock clock;

  RenewalBoardUpdates(RenewalBoard board, RenewalRepository repository, Clock clock) {
    this.board = board;
    this.repository = repository;
    this.clock = clock;
  }

  void rates(@Observes ExchangeRatesChanged event) {
    board.refreshAll();
  }

  void settings(@Observes SettingsChanged event) {
    int days = event.after().signatureLeadDays();
    boolean lead = days != event.before().signatureLeadDays();
    if (lead) {
      repository.followSignatureLead(days, clock.instant());
    }
    if (lead
        || !event.after().reportingCurrency().equals(event.before().reportingCurrency())
        || !event.after().timeZone().equals(event.before().timeZone())) {
      board.refreshAll();
    }
  }
}
