package dev.perennial.criterion;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The gap table over HTTP. */
@Path("/v1/customers")
@Tag(name = "Purchase criteria")
public class CriteriaGapsResource {
  private final PurchaseCriterionService service;
  private final PointsInTime points;

  CriteriaGapsResource(PurchaseCriterionService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @Path("/{id}/criteria-gaps")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getCriteriaGaps", summary = "Read what a customer expects against what it got", description = "importance × (expected − delivered) of each criterion, by its newest score. A failed must-have makes the whole FAILED_MUST_HAVE, whatever the average. With `knownAt` or `recordedBy`: as it was known then.")
  public RestResponse<CriteriaGaps> get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
    return RestResponse.ok(service.gaps(id, points.of(time)));
  }
}
