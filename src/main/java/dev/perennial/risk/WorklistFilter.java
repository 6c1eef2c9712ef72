package dev.perennial.risk;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.decision.RiskBand;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects decisions for the worklist. */
public class WorklistFilter {
  private static final int DEFAULT_DAYS = 180;
  private static final int MAX_DAYS = 3650;

  @QueryParam("withinDays")
  @Parameter(
      description =
          "Decisions whose deadline lies at most so many days ahead, overdue ones included; 1 to 3650, 180 when absent.")
  @Nullable Integer withinDays;

  @QueryParam("ownerId")
  @Parameter(description = "The user who owns the renewal.")
  @Nullable UUID ownerId;

  @QueryParam("tier")
  @Parameter(description = "One or more tiers, comma-separated.")
  @Nullable String tier;

  @QueryParam("band")
  @Parameter(description = "One or more bands, comma-separated.")
  @Nullable String band;

  @QueryParam("atRiskOnly")
  @Parameter(description = "Only those at or above the threshold.")
  @Nullable Boolean atRiskOnly;

  @QueryParam("includeSnoozed")
  @Parameter(description = "true: also what is snoozed until a later day; false when absent.")
  @Nullable Boolean includeSnoozed;

  /** Conditions on {@code app.renewal_board b}. */
  Filters filters(LocalDate today) {
    int days = withinDays == null ? DEFAULT_DAYS : withinDays;
    if (days < 1 || days > MAX_DAYS) {
      throw ProblemException.invalid(
          FieldError.parameter(
              "withinDays", "out_of_range", "withinDays must be between 1 and " + MAX_DAYS + "."));
    }
    return new Filters()
        .and("b.decision_deadline_date <= :until", "until", today.plusDays(days))
        .and(
            "(b.snoozed_until_date IS NULL OR b.snoozed_until_date <= :awakeOn)",
            "awakeOn",
            Boolean.TRUE.equals(includeSnoozed) ? null : today)
        .and("b.owner_id = :ownerId", "ownerId", ownerId)
        .in("b.tier", "tier", tier)
        .in("b.band", "band", band, RiskBand.class)
        .and(
            "b.at_risk = :atRisk", "atRisk", Boolean.TRUE.equals(atRiskOnly) ? Boolean.TRUE : null);
  }
}
