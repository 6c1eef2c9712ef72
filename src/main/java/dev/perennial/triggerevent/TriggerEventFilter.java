package dev.perennial.triggerevent;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filters of the list of trigger events. A class, not a record: JAX-RS fills the fields of a bean parameter. */
public class TriggerEventFilter {
  @QueryParam("customerId")
  @Nullable UUID customerId;

  @QueryParam("type")
  @Parameter(description = "Comma-separated codes.")
  @Nullable String type;

  @QueryParam("source")
  @Parameter(description = "Comma-separated sources; rules are the source `detection`.")
  @Nullable String source;

  @QueryParam("sourceId")
  @Parameter(description = "One id of the source; needs `source`.")
  @Nullable String sourceId;

  @QueryParam("detected")
  @Parameter(description = "true: by rules; false: posted.")
  @Nullable Boolean detected;

  @QueryParam("rule")
  @Parameter(description = "Detected by this rule, in whatever version.")
  @Nullable String rule;

  @QueryParam("occurredFrom")
  @Parameter(description = "From this time on.")
  @Nullable Instant occurredFrom;

  @QueryParam("occurredTo")
  @Parameter(description = "Before this time.")
  @Nullable Instant occurredTo;

  @QueryParam("revisions")
  @Parameter(
      description = "`current` (default): the newest revision of each, without retracted ones; `all`: everything ever stored.")
  @Nullable String revisions;

  @Nullable UUID customerId() {
    return customerId;
  }

  /** @param family the customer and everyone merged into it; empty when none is asked for */
  Filters filters(List<UUID> family) {
    if (sourceId != null && source == null) {
      throw ProblemException.invalid(
          FieldError.parameter(
              "sourceId", "invalid", "A sourceId is unique within its source only: give source as well."));
    }
    Filters filters =
        new Filters()
            .and("e.customer_id = ANY(:customerId)", "customerId", family.isEmpty() ? null : family.toArray(UUID[]::new))
            .in("e.type", "type", type)
            .in("e.source", "source", source)
            .and("e.source_id = :sourceId", "sourceId", sourceId)
            .and("e.rule_code = :rule", "rule", rule)
            .and("e.occurred_at >= :occurredFrom", "occurredFrom", occurredFrom)
            .and("e.occurred_at < :occurredTo", "occurredTo", occurredTo);
    return filters.and("(e.rule_code IS NOT NULL) = :detected", "detected", detected);
  }

  boolean everyRevision() {
    if (revisions == null || revisions.equals("current")) {
      return false;
    }
    if (revisions.equals("all")) {
      return true;
    }
    throw ProblemException.invalid(
        FieldError.parameter("revisions", "invalid", "The parameter revisions must be current or all."));
  }
}
