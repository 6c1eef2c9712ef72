package dev.perennial.currency;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

@Singleton
class ExchangeRateRepository {
  private final Jdbi jdbi;
  private final CallerContext callers;

  ExchangeRateRepository(Jdbi jdbi, CallerContext callers) {
    this.jdbi = jdbi;
    this.callers = callers;
  }

  /** Stores or replaces the rate of a day; true when it is new or different. */
  boolean put(String currency, LocalDate date, BigDecimal rate, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "INSERT INTO app.exchange_rate AS r (tenant_id, currency, rate_date, rate, recorded_at)"
                            + " VALUES (:tenant, :currency, :date, :rate, :now)"
                            + " ON CONFLICT (tenant_id, currency, rate_date) DO UPDATE SET rate = excluded.rate,"
                            + " recorded_at = excluded.recorded_at WHERE r.rate <> excluded.rate")
                    .bind("tenant", callers.tenantId())
                    .bind("currency", currency)
                    .bind("date", date)
                    .bind("rate", rate)
                    .bind("now", now)
                    .execute()
                > 0);
  }

  List<ExchangeRateView> list(Keyset<ExchangeRateView> keyset, Filters filters, String reportingCurrency) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT currency, rate_date, rate, recorded_at FROM app.exchange_rate WHERE tenant_id = :tenant"
                        + filters.sql() + keyset.predicate() + keyset.orderAndLimit())
                .bind("tenant", callers.tenantId())
                .bindMap(filters.binds())
                .bindMap(keyset.binds())
                .map(
                    (row, context) ->
                        new ExchangeRateView(
                            row.getString("currency"),
                            Rows.date(row, "rate_date"),
                            ExchangeRateView.plain(row.getBigDecimal("rate")),
                            reportingCurrency,
                            Rows.instant(row, "recorded_at")))
                .list());
  }
}
