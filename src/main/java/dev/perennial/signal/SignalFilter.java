package dev.perennial.signal;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list of signals. A class, not a record: JAX-RS fills the fields of a bean
 * parameter.
 */
public class SignalFilter {
  @QueryParam("customerId")
  @Nullable UUID customerId;

  @QueryParam("kind")
  @Parameter(description = "Comma-separated kinds.")
  @Nullable String kind;

  @QueryParam("type")
  @Parameter(description = "Comma-separated types.")
  @Nullable String type;

  @QueryParam("source")
  @Parameter(description = "Comma-separated sources.")
  @Nullable String source;

  @QueryParam("sourceId")
  @Parameter(description = "One id of the source; needs `source`.")
  @Nullable String sourceId;

  @QueryParam("occurredFrom")
  @Parameter(description = "From this time on.")
  @Nullable Instant occurredFrom;

  @QueryParam("occurredTo")
  @Parameter(description = "Before this time.")
  @Nullable Instant occurredTo;

  @QueryParam("revisions")
  @Parameter(
      description =
          "`current` (default): the newest revision of each, without retracted ones; `all`: everything ever stored.")
  @Nullable String revisions;

  @Nullable UUID customerId() {
    return customerId;
  }

  /**
   * @param family the customer and everyone merged into it; empty when none is asked for
   */
  Filters filters(List<UUID> family) {
    if (sourceId != null && source == null) {
      throw ProblemException.invalid(
          FieldError.parameter(
              "sourceId",
              "invalid",
              "A sourceId is unique within its source only: give source as well."));
    }
    return new Filters()
        .and(
            family.size() == 1 ? "s.customer_id = :customerId" : "s.customer_id = ANY(:customerId)",
            "customerId",
            family.isEmpty() ? null : family.size() == 1 ? family.getFirst() : family.toArray(UUID[]::new))
        .in("s.kind", "kind", kind, SignalKind.class)
        .in("s.type", "type", type)
        .in("s.source", "source", source)
        .and("s.source_id = :sourceId", "sourceId", sourceId)
        .and("s.occurred_at >= :occurredFrom", "occurredFrom", occurredFrom)
        .and("s.occurred_at < :occurredTo", "occurredTo", occurredTo);
  }

  /** The condition that leaves superseded and retracted revisions out, or nothing. */
  String revisionCondition() {
    if (revisions == null || revisions.equals("current")) {
      return Signals.CURRENT_SQL;
    }
    if (revisions.equals("all")) {
      return "";
    }
    throw ProblemException.invalid(
        FieldError.parameter(
            "revisions", "invalid", "The parameter revisions must be current or all."));
  }
}
