package dev.perennial.customer;

import dev.perennial.history.PointInTime;
import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Revenue, risk and renewals of a whole company, over HTTP. */
@Path("/v1/customers")
@Tag(name = "Customers")
public class RollUpResource {
  private final RollUpRepository repository;
  private final SettingsService settings;
  private final PointsInTime points;

  RollUpResource(RollUpRepository repository, SettingsService settings, PointsInTime points) {
    this.repository = repository;
    this.settings = settings;
    this.points = points;
  }

  @GET
  @Path("/{id}/roll-up")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getCustomerRollUp", summary = "Roll a customer up", description = "MRR, ARR, open renewals, expected loss and highest risk of the customer alone, with everyone below it, and of its ultimate parent's whole company; one round trip to the database. With `knownAt` or `recordedBy`: of the company as it was then.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = RollUpView.class)))
  public RollUpView get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
    PointInTime at = points.of(time);
    Optional<RollUpView> view =
        at == null
            ? RollUp.of(repository.members(id, settings.today()), settings.recent().reportingCurrency())
            : RollUp.of(repository.members(id, at), at.reportingCurrency());
    return view.orElseThrow(() -> ProblemException.notFound("customer"));
  }
}
