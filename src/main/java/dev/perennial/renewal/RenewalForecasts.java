package dev.perennial.renewal;

import dev.perennial.currency.ExchangeRates;
import dev.perennial.currency.Rates;
import dev.perennial.finance.RenewedAmount;
import dev.perennial.history.PastState;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.Filters;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The forecast: one statement over the board's rows, which brings small groups decision by decision. */
@Singleton
class RenewalForecasts {
  private static final String DEFINITION =
      "Subscriptions with a due date; voided and evergreen renewals are left out. Closed is renewed, at the renewed amount;"
          + " commit includes closed, best case includes commit, pipeline includes best case; open ones at the forecast"
          + " amount where there is one, else at the amount at stake. Omitted and lost renewals are in due only. Expected is"
          + " the sum of (1 - probability of loss) x amount over scored open renewals, before downsell. P10, P50 and P90 are of"
          + " the renewed amount, closed included, unscored renewals left out, decisions taken as independent.";

  /** Amounts in ten-thousandths of the reporting currency, as the board has them. */
  private static final String ROWS =
      """
      SELECT {key} AS key, b.amount, b.probability, b.is_open,
             CASE WHEN b.outcome = 'RENEWED' THEN 'CLOSED' WHEN NOT b.is_open THEN 'LOST' ELSE b.forecast_category END AS part,
             CASE WHEN b.outcome = 'RENEWED' THEN round(r.renewed_amount * CAST(x.rate AS numeric), 4) * 10000
                  WHEN b.is_open AND r.forecast_amount IS NOT NULL THEN round(r.forecast_amount * CAST(x.rate AS numeric), 4) * 10000
                  ELSE b.amount END AS forecast,
             b.is_open AND b.forecast_category <> 'OMITTED' AND b.probability >= 0 AS scored
      FROM app.renewal_board b
      JOIN app.renewal r ON r.tenant_id = :tenant AND r.id = b.renewal_id
      LEFT JOIN unnest(:currencies, :rates) AS x(currency, rate) ON x.currency = r.currency
      WHERE b.tenant_id = :tenant AND b.kind <> 'EVERGREEN' AND b.contract_kind = 'SUBSCRIPTION'
        AND b.outcome IS DISTINCT FROM 'VOIDED'\
      """;

  /** The same rows as they were; an amount whose exchange rate was not known then is counted and in no sum. */
  private static final String PAST_ROWS =
      """
      SELECT {key} AS key, nullif(b.amount, -1) AS amount, b.probability, b.is_open,
             CASE WHEN b.outcome = 'RENEWED' THEN 'CLOSED' WHEN NOT b.is_open THEN 'LOST' ELSE b.forecast_category END AS part,
             CASE WHEN b.outcome = 'RENEWED' THEN round(b.renewed_amount * x.rate, 4) * 10000
                  WHEN b.is_open AND b.forecast_amount IS NOT NULL THEN round(b.forecast_amount * x.rate, 4) * 10000
                  ELSE nullif(b.amount, -1) END AS forecast,
             b.is_open AND b.forecast_category <> 'OMITTED' AND b.probability >= 0 AND b.amount >= 0 AS scored
      FROM {board} b
      CROSS JOIN LATERAL (SELECT CASE WHEN b.currency = :reportingCurrency THEN 1
                                      ELSE CAST({rates} ->> b.currency AS numeric) END AS rate) x
      WHERE b.kind <> 'EVERGREEN' AND b.contract_kind = 'SUBSCRIPTION' AND b.outcome IS DISTINCT FROM 'VOIDED'\
      """
          .replace("{board}", RenewalReader.PAST_BOARD)
          .replace("{rates}", PastState.RATES);

  private static final String GROUPS =
      """
      SELECT g.*, {label} AS label FROM (
        SELECT key, count(*) AS due_count, coalesce(sum(amount), 0) AS due_amount,
               count(*) FILTER (WHERE part = 'CLOSED') AS closed_count,
               coalesce(sum(forecast) FILTER (WHERE part = 'CLOSED'), 0) AS closed_amount,
               count(*) FILTER (WHERE part = 'COMMIT') AS commit_count,
               coalesce(sum(forecast) FILTER (WHERE part = 'COMMIT'), 0) AS commit_amount,
               count(*) FILTER (WHERE part = 'BEST_CASE') AS best_case_count,
               coalesce(sum(forecast) FILTER (WHERE part = 'BEST_CASE'), 0) AS best_case_amount,
               count(*) FILTER (WHERE part = 'PIPELINE') AS pipeline_count,
               coalesce(sum(forecast) FILTER (WHERE part = 'PIPELINE'), 0) AS pipeline_amount,
               count(*) FILTER (WHERE part = 'OMITTED') AS omitted_count,
               coalesce(sum(amount) FILTER (WHERE part = 'OMITTED'), 0) AS omitted_amount,
               count(*) FILTER (WHERE part = 'LOST') AS lost_count,
               coalesce(sum(amount) FILTER (WHERE part = 'LOST'), 0) AS lost_amount,
               count(*) FILTER (WHERE scored) AS scored_count,
               coalesce(sum(amount) FILTER (WHERE scored), 0) AS scored_amount,
               count(*) FILTER (WHERE is_open AND part <> 'OMITTED' AND NOT scored) AS unscored_count,
               coalesce(sum(amount) FILTER (WHERE is_open AND part <> 'OMITTED' AND NOT scored), 0) AS unscored_amount,
               coalesce(sum((1 - probability) * amount) FILTER (WHERE scored), 0) AS mean,
               coalesce(sum(probability * (1 - probability) * amount * amount) FILTER (WHERE scored), 0) AS variance,
               CASE WHEN count(*) FILTER (WHERE scored) <= :most
                    THEN array_agg(CAST(amount AS float8)) FILTER (WHERE scored) END AS amounts,
               CASE WHEN count(*) FILTER (WHERE scored) <= :most
                    THEN array_agg(probability) FILTER (WHERE scored) END AS probabilities
        FROM ({rows}) f GROUP BY key) g{owner}
      ORDER BY g.key NULLS LAST
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final RenewalBoard board;
  private final ExchangeRates exchangeRates;
  private final SettingsService settings;

  RenewalForecasts(
      Jdbi jdbi, CallerContext callers, RenewalBoard board, ExchangeRates exchangeRates, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.board = board;
    this.exchangeRates = exchangeRates;
    this.settings = settings;
  }

  RenewalForecast forecast(RenewalFilter filter, String groupBy) {
    ForecastGrouping grouping = Filters.enumValue("groupBy", groupBy, ForecastGrouping.class);
    Rates rates = exchangeRates.current();
    Filters filters = RenewalFilters.ofAll(filter, settings.today(), settings.recent().zone());
    return forecast(grouping, filter, rates.reportingCurrency(), rows(grouping, filters, rates));
  }

  /** As it was at that point. */
  RenewalForecast forecast(RenewalFilter filter, String groupBy, PointInTime at) {
    ForecastGrouping grouping = Filters.enumValue("groupBy", groupBy, ForecastGrouping.class);
    Filters filters = RenewalFilters.pastOfAll(filter, at.today(), settings.recent().zone(), PastState.all("customer"));
    return forecast(grouping, filter, at.reportingCurrency(), rows(grouping, filters, at));
  }

  private static RenewalForecast forecast(
      ForecastGrouping grouping, RenewalFilter filter, String currency, List<Row> rows) {
    ForecastSums total = new ForecastSums();
    List<RenewalForecast.Group> groups = new ArrayList<>();
    for (Row row : rows) {
      total.add(row.sums);
      if (grouping != ForecastGrouping.none) {
        groups.add(row.sums.group(row.key, row.label, currency));
      }
    }
    return new RenewalForecast(
        grouping.name(), currency, filter.dueDateFrom, filter.dueDateTo, DEFINITION, groups,
        total.group(null, null, currency));
  }

  private List<Row> rows(ForecastGrouping grouping, Filters filters, Rates rates) {
    String owner = "app.app_user u ON u.tenant_id = :tenant AND u.id = g.key::uuid";
    return jdbi.withHandle(
        handle ->
            board
                .bind(handle.createQuery(groups(grouping, ROWS, filters, owner)), rates)
                .bind("most", RenewedAmount.MOST_EXACT)
                .bindMap(filters.binds())
                .map((row, context) -> Row.read(row))
                .list());
  }

  private List<Row> rows(ForecastGrouping grouping, Filters filters, PointInTime at) {
    String owner = "LATERAL " + PastState.one("app_user", "g.key::uuid") + " u ON true";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(groups(grouping, PAST_ROWS, filters, owner))
                .bind("tenant", callers.tenantId())
                .bind("reportingCurrency", at.reportingCurrency())
                .bind("most", RenewedAmount.MOST_EXACT)
                .bindMap(at.binds())
                .bindMap(filters.binds())
                .map((row, context) -> Row.read(row))
                .list());
  }

  private static String groups(ForecastGrouping grouping, String rows, Filters filters, String owner) {
    boolean named = grouping == ForecastGrouping.owner;
    return GROUPS
        .replace("{label}", named ? "u.name" : "g.key")
        .replace("{owner}", named ? " LEFT JOIN " + owner : "")
        .replace("{rows}", rows.replace("{key}", grouping.key()) + filters.sql());
  }

  /** One group as SQL summed it. */
  private record Row(@Nullable String key, @Nullable String label, ForecastSums sums) {
    static Row read(ResultSet row) throws SQLException {
      ForecastSums sums = new ForecastSums();
      for (ForecastSums.Part part : ForecastSums.Part.values()) {
        String name = part.name().toLowerCase(java.util.Locale.ROOT);
        BigDecimal amount = row.getBigDecimal(name + "_amount");
        sums.add(part, row.getLong(name + "_count"), amount);
      }
      sums.addMoments(row.getDouble("mean"), row.getDouble("variance"));
      if (row.getArray("amounts") != null) {
        Double[] amounts = (Double[]) row.getArray("amounts").getArray();
        Double[] losses = (Double[]) row.getArray("probabilities").getArray();
        for (int i = 0; i < amounts.length; i++) {
          sums.addDecision(amounts[i], losses[i]);
        }
      }
      return new Row(row.getString("key"), row.getString("label"), sums);
    }
  }
}
