package dev.perennial.stagnation;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Stagnation over HTTP; a class for each path, because JAX-RS chooses the class by its path first. */
final class StagnationResource {
  private static final String MONTHS = "STAGNANT from so many months on.";

  private StagnationResource() {}

  /** One customer's. */
  @Path("/v1/customers")
  @Tag(name = "Adoption")
  public static class OfCustomer {
    private final StagnationService service;
    private final PointsInTime points;

    OfCustomer(StagnationService service, PointsInTime points) {
      this.service = service;
      this.points = points;
    }

    @GET
    @Path("/{id}/stagnation")
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "getCustomerStagnation", summary = "Read since when nothing is new to a customer",
        description =
            "New is: a product feature adopted (by its own definition), a type of USAGE signal seen for the first time (not in"
                + " the first 30 days in which a source tells of that type: then the source is new), monthly recurring revenue"
                + " that rose from more than nothing, and any signal of type `change_initiative`. The months count from the"
                + " last of them, or from the start of the first contract. UNKNOWN where nothing new is known and nobody tells of"
                + " the customer's use. As of any time with `knownAt` and `recordedBy`.")
    public StagnationView get(
        @PathParam("id") UUID id,
        @QueryParam("stagnantMonths") @DefaultValue("12") @Parameter(description = MONTHS) int stagnantMonths,
        @BeanParam PointInTimeRequest time) {
      return service.of(id, points.orNow(time), stagnantMonths);
    }
  }

  /** The tenant's. */
  @Path("/v1/stagnation")
  @Tag(name = "Adoption")
  public static class OfAll {
    private final StagnationService service;

    OfAll(StagnationService service) {
      this.service = service;
    }

    @GET
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "listStagnation", summary = "List customers by stagnation",
        description =
            "Customers with a contract in force, those to whom nothing has been new the longest first (`sort=-sinceDate` turns"
                + " it). What counts as new is the same as for one customer.")
    public RestResponse<Page<StagnantCustomer>> list(
        @BeanParam StagnationFilter filter,
        @QueryParam("stagnantMonths") @DefaultValue("12") @Parameter(description = MONTHS) int stagnantMonths,
        @BeanParam PageRequest page,
        @Context UriInfo uri) {
      return Lists.ok(uri, service.list(filter, stagnantMonths, page));
    }
  }
}
