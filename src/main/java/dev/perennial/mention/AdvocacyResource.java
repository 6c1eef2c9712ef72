package dev.perennial.mention;

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

/** Advocacy over HTTP. */
@Path("/v1/customers")
@Tag(name = "Advocacy")
public class AdvocacyResource {
  private final AdvocacyService service;
  private final PointsInTime points;

  AdvocacyResource(AdvocacyService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @Path("/{id}/advocacy")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "getCustomerAdvocacy", summary = "Read what a customer does for us",
      description =
          "References given, reviews, case studies, referrals: signals of kind ADVOCACY, or of kind MENTION and the types"
              + " reference_given, review, case_study, referral, testimonial, speaking. Counted, not weighed.")
  public AdvocacyView get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
    return service.of(id, points.orNow(time));
  }
}
