package dev.perennial.eventlog;

import dev.perennial.platform.http.Filters;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What selects audit entries. */
public class AuditFilter {
  @QueryParam("actor")
  @Parameter(description = "The credential or part of the system, e.g. key:abc123.")
  @Nullable String actor;

  @QueryParam("origin")
  @Parameter(description = "The integration it came from, e.g. key:abc123.")
  @Nullable String origin;

  @QueryParam("type")
  @Parameter(description = "One or more types, comma-separated.")
  @Nullable String type;

  @QueryParam("subjectType")
  @Parameter(description = "E.g. customer, contract, api_key.")
  @Nullable String subjectType;

  @QueryParam("subjectId")
  @Parameter(description = "Changes of one object.")
  @Nullable UUID subjectId;

  @QueryParam("customerId")
  @Parameter(description = "Changes of one customer and of what belongs to it.")
  @Nullable UUID customerId;

  @QueryParam("requestId")
  @Parameter(description = "Changes made by one request.")
  @Nullable String requestId;

  @QueryParam("address")
  @Parameter(description = "Changes made from one IP address.")
  @Nullable String address;

  @QueryParam("from")
  @Parameter(description = "At or after this time.")
  @Nullable Instant from;

  @QueryParam("to")
  @Parameter(description = "Before this time.")
  @Nullable Instant to;

  Filters filters() {
    return new Filters()
        .and("actor = :actor", "actor", actor)
        .and("origin = :origin", "origin", origin)
        .in("type", "type", type)
        .and("subject_type = :subjectType", "subjectType", subjectType)
        .and("subject_id = :subjectId", "subjectId", subjectId)
        .and("customer_id = :customerId", "customerId", customerId)
        .and("request_id = :requestId", "requestId", requestId)
        .and("address = :address", "address", address)
        .and("recorded_at >= :from", "from", from)
        .and("recorded_at < :to", "to", to);
  }
}
