package dev.perennial.currency;

import dev.perennial.kernel.Currencies;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.ConfigurationAudit;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores and lists exchange rates. */
@ApplicationScoped
public class ExchangeRateService {
  private static final List<SortKey<ExchangeRateView>> SORTS =
      List.of(
          new SortKey<>("currency", "currency", "text", ExchangeRateView::currency),
          new SortKey<>("date", "rate_date", "date", ExchangeRateView::date));

  private final ExchangeRateRepository repository;
  private final SettingsService settings;
  private final Clock clock;
  private final CallerContext callers;
  private final ConfigurationAudit audit;
  private final Event<ExchangeRatesChanged> changed;

  ExchangeRateService(
      ExchangeRateRepository repository, SettingsService settings, Clock clock, CallerContext callers,
      ConfigurationAudit audit, Event<ExchangeRatesChanged> changed) {
    this.repository = repository;
    this.settings = settings;
    this.clock = clock;
    this.callers = callers;
    this.audit = audit;
    this.changed = changed;
  }

  /** Stores the rate of a day; read models follow in the same transaction. */
  @Transactional
  public ExchangeRateView put(String currency, LocalDate date, BigDecimal rate) {
    String reporting = settings.recent().reportingCurrency();
    if (!Currencies.isKnown(currency)) {
      throw ProblemException.invalid(FieldError.parameter("currency", "invalid", "There is no currency " + currency + "."));
    }
    if (currency.equals(reporting)) {
      throw ProblemException.invalid(
          FieldError.parameter("currency", "invalid", "The reporting currency's own rate is always 1."));
    }
    if (rate.signum() <= 0) {
      throw ProblemException.invalid(FieldError.at("/rate", "out_of_range", "The rate must be greater than 0."));
    }
    Instant now = clock.instant();
    ExchangeRateView view = new ExchangeRateView(currency, date, ExchangeRateView.plain(rate), reporting, now);
    if (repository.put(currency, date, rate, now)) {
      audit.changed("exchange_rate.stored", "exchange_rate", callers.tenantId(), view);
      changed.fire(new ExchangeRatesChanged(currency));
    }
    return view;
  }

  Page<ExchangeRateView> list(@Nullable String currency, PageRequest request) {
    Filters filters = new Filters().in("currency", "currency", currency);
    Keyset<ExchangeRateView> keyset =
        Keyset.of(
            new PageRequest(request.limit(), request.cursor(), request.sort()),
            "currency,-date", SORTS, "tenant_id", view -> callers.tenantId(), filters);
    return keyset.page(repository.list(keyset, filters, settings.recent().reportingCurrency()));
  }

  /** Several rates at once, by currency and day. */
  @Transactional
  public void putAll(Map<String, Map<LocalDate, BigDecimal>> rates) {
    Instant now = clock.instant();
    rates.forEach((currency, days) -> days.forEach((date, rate) -> repository.put(currency, date, rate, now)));
    rates.keySet().forEach(currency -> changed.fire(new ExchangeRatesChanged(currency)));
  }
}
