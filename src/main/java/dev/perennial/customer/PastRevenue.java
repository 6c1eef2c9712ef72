package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.history.PointInTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What contracts, as they were, came to a month: the contracts know how, this package only asks. */
public interface PastRevenue {
  /**
   * @param contracts contents of versions of one customer's contracts, an array
   * @param renewals the same of its renewals: what ended undecided keeps its revenue for the days of grace
   * @param rates currency → reporting currency per unit as a decimal text, a JSON object; null when there are none
   * @return monthly recurring revenue on the point's day in the reporting currency; null when a rate is missing
   */
  @Nullable BigDecimal mrr(JsonNode contracts, JsonNode renewals, @Nullable String rates, PointInTime at);

  /**
   * The same as it rose and fell, oldest first: one step for each day up to the point's on which it changed.
   *
   * @return null when a rate is missing
   */
  @Nullable List<Step> steps(JsonNode contracts, JsonNode renewals, @Nullable String rates, PointInTime at);

  /** @param mrr from this day on, in four decimals */
  record Step(LocalDate fromDate, BigDecimal mrr) {}
}
