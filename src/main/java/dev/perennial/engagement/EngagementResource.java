package dev.perennial.engagement;

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

/** Engagement over HTTP; a class for each path, because JAX-RS chooses the class by its path first. */
final class EngagementResource {
  private EngagementResource() {}

  @Path("/v1/customers")
  @Tag(name = "Engagement")
  public static class OfCustomer {
    private final EngagementService service;
    private final PointsInTime points;

    OfCustomer(EngagementService service, PointsInTime points) {
      this.service = service;
      this.points = points;
    }

    @GET
    @Path("/{id}/engagement")
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "getCustomerEngagement", summary = "Read how a customer and we are in touch",
        description =
            "Two-way silence (no contact in either direction; NOT_CONNECTED where no source could tell), the longest gap of"
                + " the current contract term, cadence and sentiment now and before, who took part, and whether we may"
                + " contact the customer now. As of any time with `knownAt` and `recordedBy`.")
    public EngagementView get(
        @PathParam("id") UUID id,
        @QueryParam("silentDays") @DefaultValue("90") @Parameter(description = "SILENT from so many days without contact on.")
            int silentDays,
        @QueryParam("windowDays") @DefaultValue("90") @Parameter(description = "Days of now and of before, for cadence and sentiment.")
            int windowDays,
        @BeanParam PointInTimeRequest time) {
      return service.of(id, points.orNow(time), silentDays, windowDays);
    }
  }

  @Path("/v1/engagement")
  @Tag(name = "Engagement")
  public static class OfAll {
    private final EngagementService service;

    OfAll(EngagementService service) {
      this.service = service;
    }

    @GET
    @RequiresScope(Scope.SIGNALS_READ)
    @Operation(
        operationId = "listEngagement", summary = "List customers by silence",
        description =
            "Indifference is worse than hate: the customers nobody hears from, the longest silence first"
                + " (`sort=-silentSince` turns it). Prospects and churned customers only when asked for by `status`.")
    public RestResponse<Page<SilentCustomer>> list(
        @BeanParam SilenceFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, service.list(filter, page));
    }
  }
}
