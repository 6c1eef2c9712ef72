package dev.perennial.currency;

import dev.perennial.platform.jobs.EachTenant;
import dev.perennial.platform.jobs.RecurringWork;
import dev.perennial.platform.jobs.WorkSchedule;
import dev.perennial.tenant.SettingsService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Rates that were stored before their day take effect on it: amounts in the reporting currency follow, once a day. */
@Singleton
public class RatesOfTheDay implements RecurringWork {
  private static final int SECONDS = 600;

  private final EachTenant eachTenant;
  private final ExchangeRateRepository repository;
  private final SettingsService settings;
  private final Event<ExchangeRatesChanged> changed;

  RatesOfTheDay(
      EachTenant eachTenant, ExchangeRateRepository repository, SettingsService settings, Event<ExchangeRatesChanged> changed) {
    this.eachTenant = eachTenant;
    this.repository = repository;
    this.settings = settings;
    this.changed = changed;
  }

  @Override
  public String name() {
    return "rates-of-the-day";
  }

  /** Hourly: each tenant's day begins at its own hour. */
  @Override
  public WorkSchedule schedule() {
    return WorkSchedule.every(Duration.ofHours(1));
  }

  @Override
  public void run() {
    eachTenant.run(name(), () -> QuarkusTransaction.requiringNew().timeout(SECONDS).run(this::advance));
  }

  /** The caller's tenant; another round on the same day changes nothing. */
  public void advance() {
    repository
        .begin(settings.today(), settings.recent().zone())
        .ifPresent(currency -> changed.fire(new ExchangeRatesChanged(currency)));
  }
}
