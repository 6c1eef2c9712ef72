package dev.perennial.adoption;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One customer's adoption over HTTP. */
@Path("/v1/customers")
@Tag(name = "Adoption")
public class CustomerAdoptionResource {
  private final CustomerAdoptionService service;

  CustomerAdoptionResource(CustomerAdoptionService service) {
    this.service = service;
  }

  @GET
  @Path("/{id}/adoption")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getCustomerAdoption", summary = "Read how far a customer got", description = "For each adoption path: steps reached and when, what is next, and whether it is overdue. With `knownAt` or `recordedBy` from the signals and contracts of that time; the paths are those defined now.")
  public CustomerAdoptionView get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
    return service.get(id, time);
  }
}
