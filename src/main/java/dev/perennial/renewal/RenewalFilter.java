package dev.perennial.renewal;

import dev.perennial.customer.EventSegment;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects renewals, on the board and in its summary alike. */
public class RenewalFilter {
  @QueryParam("open")
  @Parameter(description = "true (the default): undecided ones; false: decided ones. With `outcome`, false is the default.")
  @Nullable Boolean open;

  @QueryParam("dueDateFrom")
  @Parameter(description = "Due on or after this day; evergreen renewals have no due date and come last.")
  @Nullable LocalDate dueDateFrom;

  @QueryParam("dueDateTo")
  @Parameter(description = "Due before this day.")
  @Nullable LocalDate dueDateTo;

  @QueryParam("decisionDeadlineFrom")
  @Parameter(description = "Decision deadline on or after this day.")
  @Nullable LocalDate decisionDeadlineFrom;

  @QueryParam("decisionDeadlineTo")
  @Parameter(description = "Decision deadline before this day.")
  @Nullable LocalDate decisionDeadlineTo;

  @QueryParam("ownerId")
  @Parameter(description = "The user who looks after it: the customer's renewal manager, else its CSM.")
  @Nullable UUID ownerId;

  @QueryParam("tier")
  @Parameter(description = "One or more customer tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("stage")
  @Parameter(description = "One or more of UPCOMING, ENGAGED, PROPOSED, COMMITTED.")
  @Nullable String stage;

  @QueryParam("forecastCategory")
  @Parameter(description = "One or more of PIPELINE, BEST_CASE, COMMIT, CLOSED, OMITTED.")
  @Nullable String forecastCategory;

  @QueryParam("band")
  @Parameter(description = "One or more of LOW, MEDIUM, HIGH, CRITICAL.")
  @Nullable String band;

  @QueryParam("atRisk")
  @Parameter(description = "true: probability of loss at or above the tenant's threshold.")
  @Nullable Boolean atRisk;

  @QueryParam("overdue")
  @Parameter(description = "true: undecided past the due date.")
  @Nullable Boolean overdue;

  @QueryParam("kind")
  @Parameter(description = "One or more of TERM, LINE, CO_TERM, EVERGREEN.")
  @Nullable String kind;

  @QueryParam("outcome")
  @Parameter(description = "One or more of RENEWED, NOT_RENEWED, TERMINATED_EARLY, VOIDED.")
  @Nullable String outcome;

  @QueryParam("amountFrom")
  @Parameter(description = "At least this much, a decimal in the reporting currency.", example = "12000.00")
  @Nullable String amountFrom;

  @QueryParam("amountTo")
  @Parameter(description = "Less than this, a decimal in the reporting currency.")
  @Nullable String amountTo;

  @QueryParam("customerId")
  @Parameter(description = "Renewals of this customer.")
  @Nullable UUID customerId;

  @QueryParam("contractId")
  @Parameter(description = "Renewals of this contract.")
  @Nullable UUID contractId;

  @QueryParam("q")
  @Parameter(description = "The customer's name begins with this; case and accents do not matter.")
  @Nullable String q;

  @QueryParam("event")
  @Parameter(
      description = "Customers with a trigger event of one of these types, comma-separated; up to today unless the days say so.")
  @Nullable String event;

  @QueryParam("eventWithinDays")
  @Parameter(description = "With `event`: in so many days up to today.")
  @Nullable Integer eventWithinDays;

  @QueryParam("eventNextDays")
  @Parameter(description = "With `event`: announced for so many days from tomorrow on. With both, one or the other.")
  @Nullable Integer eventNextDays;

  EventSegment events() {
    return new EventSegment(event, eventWithinDays, eventNextDays);
  }
}
