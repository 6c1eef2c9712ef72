package dev.perennial.successmetric;

import dev.perennial.customer.Survivors;
import dev.perennial.platform.http.Filters;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects follow-ups. */
public class FollowUpFilter {
  @QueryParam("state")
  @Parameter(description = "Comma-separated: DONE, DUE, OVERDUE, UPCOMING; all when absent.")
  @Nullable String state;

  @QueryParam("customerId")
  @Parameter(description = "Of this customer.")
  @Nullable UUID customerId;

  @QueryParam("csmId")
  @Parameter(description = "Of customers assigned to this user.")
  @Nullable UUID csmId;

  @QueryParam("dueDateFrom")
  @Parameter(description = "Due on this day or later.")
  @Nullable LocalDate dueDateFrom;

  @QueryParam("dueDateTo")
  @Parameter(description = "Due before this day.")
  @Nullable LocalDate dueDateTo;

  /** @param survivors for the customer and who was merged into it */
  Filters filters(Survivors survivors, LocalDate today) {
    UUID customer = customerId;
    Filters filters =
        new Filters()
            .and("f.customer_id = ANY(:family)", "family", customer == null ? null : survivors.family(customer).toArray(UUID[]::new))
            .and("c.csm_id = :csm", "csm", csmId)
            .and("f.due_date >= :dueFrom", "dueFrom", dueDateFrom)
            .and("f.due_date < :dueTo", "dueTo", dueDateTo);
    if (state != null) {
      List<String> conditions = new ArrayList<>();
      for (String name : state.split(",", -1)) {
        conditions.add("(" + condition(Filters.enumValue("state", name, FollowUpState.class)) + ")");
      }
      filters.and("(" + String.join(" OR ", conditions) + ")", "today", today);
    }
    return filters;
  }

  /** The same as {@link FollowUpState#of}, for the index on what is open. */
  private static String condition(FollowUpState state) {
    return switch (state) {
      case DONE -> "f.measured_at IS NOT NULL AND CAST(:today AS date) IS NOT NULL";
      case UPCOMING -> "f.measured_at IS NULL AND f.due_date > :today";
      case DUE -> "f.measured_at IS NULL AND f.due_date <= :today AND f.due_date >= CAST(:today AS date) - " + FollowUpState.GRACE_DAYS;
      case OVERDUE -> "f.measured_at IS NULL AND f.due_date < CAST(:today AS date) - " + FollowUpState.GRACE_DAYS;
    };
  }
}
