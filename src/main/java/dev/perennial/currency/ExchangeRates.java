package dev.perennial.currency;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The newest stored rate of each currency on or before today. */
@ApplicationScoped
public class ExchangeRates {
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;

  ExchangeRates(Jdbi jdbi, CallerContext callers, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
  }

  /** One round trip. */
  public Rates current() {
    Settings now = settings.recent();
    LocalDate today = settings.today();
    Map<String, BigDecimal> rates = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT ON (currency) currency, rate FROM app.exchange_rate"
                        + " WHERE tenant_id = :tenant AND rate_date <= :today ORDER BY currency, rate_date DESC")
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .map((row, context) -> rates.put(row.getString(1), row.getBigDecimal(2)))
                .list());
    return new Rates(now.reportingCurrency(), Map.copyOf(rates));
  }
}
