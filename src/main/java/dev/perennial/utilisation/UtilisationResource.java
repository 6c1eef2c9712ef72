package dev.perennial.utilisation;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
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
import org.jspecify.annotations.Nullable;

/** Utilisation over HTTP. A class for each path, because JAX-RS chooses the class by its path first. */
final class UtilisationResource {
  private UtilisationResource() {}

  /** One customer's. */
  @Path("/v1/customers")
  @Tag(name = "Entitlements")
  public static class OfCustomer {
    private final UtilisationService service;

    OfCustomer(UtilisationService service) {
      this.service = service;
    }

    @GET
    @Path("/{id}/utilisation")
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(operationId = "getCustomerUtilisation", summary = "Read how much of what it bought a customer uses", description = "For each entitlement in force: the last complete period, the running one and its pace, when it is reset, the trend, and whether it is remarkably little or much. What no source reports is said to be unknown, never zero. With `knownAt` or `recordedBy` as of that time.")
    public CustomerUtilisationView get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time) {
      return service.ofCustomer(id, time);
    }
  }

  /** The tenant's. */
  @Path("/v1/utilisation")
  @Tag(name = "Entitlements")
  public static class OfTenant {
    private final UtilisationService service;

    OfTenant(UtilisationService service) {
      this.service = service;
    }

    @GET
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(operationId = "listUtilisation", summary = "List entitlements by their use", description = "Entitlements in force, the least used first; those without a pace come last, and not at all with `minPace` or `maxPace`. Sort by pace.")
    public RestResponse<Page<UtilisationView>> list(
        @QueryParam("minPace") @Parameter(description = "Only with at least this pace; 1 is an even use of all that is granted.") @Nullable Double minPace,
        @QueryParam("maxPace") @Parameter(description = "Only with at most this pace.") @Nullable Double maxPace,
        @QueryParam("unit") @Parameter(description = "One or more units, comma-separated.") @Nullable String unit,
        @BeanParam PageRequest page,
        @Context UriInfo uri) {
      return Lists.ok(uri, service.list(minPace, maxPace, unit, page));
    }
  }
}
