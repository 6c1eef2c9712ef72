package dev.perennial.renewal;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PastState;
import dev.perennial.kernel.SearchKey;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.decision.RiskBand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@link RenewalFilter} as conditions on the board ({@code b}): index conditions where they can be. */
final class RenewalFilters {
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(\\.\\d{1,4})?");

  /** Who is meant by a customer's id now. */
  private static final String NOW = Survivors.of(":customerId");

  private RenewalFilters() {}

  static Filters of(RenewalFilter filter, LocalDate today, ZoneId zone) {
    return with(new Filters().and("b.is_open = :open", "open", isOpen(filter)), filter, today, zone, "app.customer", NOW);
  }

  /**
   * As of a point in time, when nobody had been merged yet who was merged since.
   *
   * @param customers SQL of the customers whose names are searched
   */
  static Filters past(RenewalFilter filter, LocalDate today, ZoneId zone, String customers) {
    Filters start = new Filters().and("b.is_open = :open", "open", isOpen(filter));
    return with(start, filter, today, zone, customers, PastState.survivor(":customerId"));
  }

  /** As of a point in time, undecided and decided ones alike, unless one of them is asked for. */
  static Filters pastOfAll(RenewalFilter filter, LocalDate today, ZoneId zone, String customers) {
    Filters start = new Filters().and("b.is_open = :open", "open", filter.open);
    return with(start, filter, today, zone, customers, PastState.survivor(":customerId"));
  }

  private static boolean isOpen(RenewalFilter filter) {
    return filter.open != null ? filter.open : filter.outcome == null;
  }

  /** The same selection of undecided and decided ones alike, unless one of them is asked for. */
  static Filters ofAll(RenewalFilter filter, LocalDate today, ZoneId zone) {
    return with(new Filters().and("b.is_open = :open", "open", filter.open), filter, today, zone, "app.customer", NOW);
  }

  private static Filters with(
      Filters start, RenewalFilter filter, LocalDate today, ZoneId zone, String customers, String customer) {
    Filters filters =
        start
            .and("b.due_date >= :dueDateFrom", "dueDateFrom", filter.dueDateFrom)
            .and("b.due_date < :dueDateTo", "dueDateTo", filter.dueDateTo)
            .and("b.decision_deadline_date >= :deadlineFrom", "deadlineFrom", filter.decisionDeadlineFrom)
            .and("b.decision_deadline_date < :deadlineTo", "deadlineTo", filter.decisionDeadlineTo)
            .and("b.owner_id = :ownerId", "ownerId", filter.ownerId)
            .and("b.customer_id = " + customer, "customerId", filter.customerId)
            .and("b.contract_id = :contractId", "contractId", filter.contractId)
            .and("b.at_risk = :atRisk", "atRisk", filter.atRisk)
            .in("b.tier", "tier", filter.tier)
            .in("b.band", "band", filter.band, RiskBand.class)
            .in("b.stage", "stage", filter.stage, RenewalStage.class)
            .in("b.forecast_category", "forecastCategory", filter.forecastCategory, ForecastCategory.class)
            .in("b.kind", "kind", filter.kind, RenewalKind.class)
            .in("b.outcome", "outcome", filter.outcome, Outcome.class)
            .and("b.amount >= :amountFrom", "amountFrom", units("amountFrom", filter.amountFrom))
            .and("b.amount < :amountTo", "amountTo", units("amountTo", filter.amountTo));
    filter.events().addTo(filters, "b.customer_id", today, zone, !customer.equals(NOW));
    if (filter.overdue != null) {
      filters.and(
          filter.overdue ? "b.is_open AND b.due_date < :overdueOn" : "(NOT b.is_open OR b.due_date >= :overdueOn)",
          "overdueOn", today);
    }
    @Nullable String q = filter.q;
    if (q != null && !q.isBlank()) {
      String key = SearchKey.of(q);
      filters
          .and(
              "b.customer_id IN (SELECT c.id FROM " + customers + " c WHERE c.tenant_id = :tenant AND c.name_key >= :q"
                  + " AND c.name_key < :qEnd)",
              "q", key)
          .and("true", "qEnd", SearchKey.end(key));
    }
    return filters;
  }

  private static @Nullable Long units(String name, @Nullable String amount) {
    if (amount == null) {
      return null;
    }
    if (!AMOUNT.matcher(amount).matches()) {
      throw ProblemException.invalid(
          FieldError.parameter(name, "invalid", "The parameter " + name + " must be a decimal like 12000.00."));
    }
    return new BigDecimal(amount).multiply(RenewalBoard.UNITS).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
  }
}
