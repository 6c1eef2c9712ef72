package dev.perennial.mention;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bursts over HTTP. */
@Path("/v1/competitor-bursts")
@Tag(name = "Advocacy")
public class CompetitorBurstResource {
  private final CompetitorBurstService service;
  private final PointsInTime points;

  CompetitorBurstResource(CompetitorBurstService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listCompetitorBursts", summary = "Find bursts of contact with competitors",
      description =
          "Each customer's contacts of the last days against its own rate before, with the probability of as many by chance;"
              + " where too little is known, INSUFFICIENT_BASELINE. The 200 most surprising customers, one page.")
  public CompetitorBursts list(@BeanParam BurstRequest request, @BeanParam PointInTimeRequest time) {
    return service.find(request, points.orNow(time));
  }
}
