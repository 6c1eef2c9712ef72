package dev.perennial.currency;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@Singleton
class ExchangeRateRepository {
  /** A tenant whose days were never noted is looked at a week back. */
  private static final String BEGIN =
      """
      WITH before AS (SELECT as_of_date FROM app.exchange_rate_day WHERE tenant_id = :tenant),
      noted AS (
        INSERT INTO app.exchange_rate_day AS d (tenant_id, as_of_date) VALUES (:tenant, :today)
        ON CONFLICT (tenant_id) DO UPDATE SET as_of_date = excluded.as_of_date WHERE d.as_of_date < excluded.as_of_date
        RETURNING 1)
      SELECT max(r.currency) FROM app.exchange_rate r
      WHERE r.tenant_id = :tenant AND EXISTS (SELECT FROM noted)
        AND r.rate_date > coalesce((SELECT as_of_date FROM before), CAST(:today AS date) - 7) AND r.rate_date <= :today
        AND r.recorded_at < CAST(r.rate_date AS timestamp) AT TIME ZONE :zone
      HAVING count(*) > 0
      """;

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

  /**
   * Takes note that this day has begun.
   *
   * @return the last of the currencies, if any, whose rates came into force since the day noted before without having been
   *     stored since: one is enough, since whoever follows recomputes all
   */
  Optional<String> begin(LocalDate today, ZoneId zone) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BEGIN)
                .bind("tenant", callers.tenantId())
                .bind("today", today)
                .bind("zone", zone.getId())
                .mapTo(String.class)
                .findOne());
  }
}
