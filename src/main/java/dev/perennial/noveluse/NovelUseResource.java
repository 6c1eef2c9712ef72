package dev.perennial.noveluse;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Novel use over HTTP; a class for each path, because JAX-RS chooses the class by its path first. */
final class NovelUseResource {
  private NovelUseResource() {}

  /** One customer's. */
  @Path("/v1/customers")
  @Tag(name = "Adoption")
  public static class OfCustomer {
    private final NovelUseService service;
    private final PointsInTime points;

    OfCustomer(NovelUseService service, PointsInTime points) {
      this.service = service;
      this.points = points;
    }

    @GET
    @Path("/{id}/novel-use")
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "getCustomerNovelUse", summary = "Read how unlike its segment a customer uses the product",
        description =
            "The Jensen-Shannon divergence (base 2) between the customer's counts of USAGE signals by type and those of all"
                + " others in its segment, both with half a signal added to each type, beside what chance alone would give, and"
                + " the types that make it. Not computed from fewer than `minEvents` signals on either side. As of any time"
                + " with `knownAt` and `recordedBy`.")
    public NovelUseView get(
        @PathParam("id") UUID id, @BeanParam NovelUseParameters parameters, @BeanParam PointInTimeRequest time) {
      return service.of(id, parameters.checked(), points.orNow(time));
    }
  }

  /** The tenant's. */
  @Path("/v1/novel-use")
  @Tag(name = "Adoption")
  public static class OfAll {
    private final NovelUseService service;

    OfAll(NovelUseService service) {
      this.service = service;
    }

    @GET
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "listNovelUse", summary = "List customers by novel use",
        description =
            "Customers whose mix can be compared, those furthest from their segment beyond chance first. Sort by excess or"
                + " divergence.")
    public RestResponse<Page<NovelCustomer>> list(
        @BeanParam NovelUseParameters parameters, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, service.list(parameters.checked(), page));
    }
  }
}
