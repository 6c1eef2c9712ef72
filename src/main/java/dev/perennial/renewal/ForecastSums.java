package dev.perennial.renewal;

import dev.perennial.finance.Quantiles;
import dev.perennial.finance.RenewedAmount;
import dev.perennial.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums of one group of a forecast, in ten-thousandths of the reporting currency; groups add up to their total. */
final class ForecastSums {
  /** A kind of renewals that are summed apart. */
  enum Part {
    DUE,
    CLOSED,
    COMMIT,
    BEST_CASE,
    PIPELINE,
    OMITTED,
    LOST,
    SCORED,
    UNSCORED
  }

  private final Map<Part, Long> counts = new EnumMap<>(Part.class);
  private final Map<Part, BigDecimal> amounts = new EnumMap<>(Part.class);
  private final List<double[]> decisions = new ArrayList<>();
  private double mean;
  private double variance;

  void add(Part part, long count, BigDecimal units) {
    counts.merge(part, count, Long::sum);
    amounts.merge(part, units, BigDecimal::add);
  }

  void addMoments(double ofMean, double ofVariance) {
    mean += ofMean;
    variance += ofVariance;
  }

  /** One scored decision of a group small enough to be looked at decision by decision. */
  void addDecision(double units, double loss) {
    decisions.add(new double[] {units, loss});
  }

  void add(ForecastSums other) {
    for (Part part : Part.values()) {
      add(part, other.count(part), other.units(part));
    }
    addMoments(other.mean, other.variance);
    decisions.addAll(other.decisions);
  }

  private long count(Part part) {
    return counts.getOrDefault(part, 0L);
  }

  private BigDecimal units(Part part) {
    return amounts.getOrDefault(part, BigDecimal.ZERO);
  }

  RenewalForecast.Group group(@Nullable String key, @Nullable String label, String currency) {
    return new RenewalForecast.Group(
        key, label, sum(currency, Part.DUE), sum(currency, Part.CLOSED), sum(currency, Part.CLOSED, Part.COMMIT),
        sum(currency, Part.CLOSED, Part.COMMIT, Part.BEST_CASE),
        sum(currency, Part.CLOSED, Part.COMMIT, Part.BEST_CASE, Part.PIPELINE), sum(currency, Part.OMITTED),
        sum(currency, Part.LOST), model(currency));
  }

  private RenewalForecast.Sum sum(String currency, Part... parts) {
    long count = 0;
    BigDecimal units = BigDecimal.ZERO;
    for (Part part : parts) {
      count += count(part);
      units = units.add(units(part));
    }
    return new RenewalForecast.Sum(count, money(units, currency));
  }

  private RenewalForecast.Model model(String currency) {
    Quantiles quantiles = quantiles();
    BigDecimal closed = units(Part.CLOSED);
    return new RenewalForecast.Model(
        count(Part.SCORED), money(units(Part.SCORED), currency), count(Part.UNSCORED),
        money(units(Part.UNSCORED), currency), money(whole(mean), currency), true,
        money(closed.add(whole(quantiles.p10())), currency), money(closed.add(whole(quantiles.p50())), currency),
        money(closed.add(whole(quantiles.p90())), currency), quantiles.method());
  }

  private Quantiles quantiles() {
    long scored = count(Part.SCORED);
    return scored <= RenewedAmount.MOST_EXACT && decisions.size() == scored
        ? RenewedAmount.exact(
            decisions.stream().mapToDouble(one -> one[0]).toArray(), decisions.stream().mapToDouble(one -> one[1]).toArray())
        : RenewedAmount.normal(mean, variance, units(Part.SCORED).doubleValue());
  }

  private static BigDecimal whole(double units) {
    return BigDecimal.valueOf(units).setScale(0, RoundingMode.HALF_EVEN);
  }

  private static Money money(BigDecimal units, String currency) {
    return new Money(units.divide(RenewalBoard.UNITS), currency);
  }
}
