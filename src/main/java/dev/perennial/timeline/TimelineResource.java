package dev.perennial.timeline;

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

/** Timelines over HTTP. */
@Path("/v1/customers")
@Tag(name = "Customers")
public class TimelineResource {
  private final TimelineService service;
  private final PointsInTime points;

  TimelineResource(TimelineService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @Path("/{id}/timeline")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(
      operationId = "getCustomerTimeline",
      summary = "Read a customer's timeline",
      description =
          "Signals, trigger events, changes of the customer, its contacts, contracts, entitlements, renewals, success metrics,"
              + " purchase criteria and feedback items, measurements, delivery scores and risk scores in one list, newest"
              + " first; `sort=at` turns it. Corrected signals appear as they stand now, retracted ones not at all."
              + " With `knownAt` or `recordedBy`: signals as they stood then, changes recorded and scores as of up to then.")
  public RestResponse<Page<TimelineItem>> get(
      @PathParam("id") UUID id,
      @BeanParam TimelineFilter filter,
      @BeanParam PageRequest page,
      @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.page(id, filter, points.of(time), page));
  }
}
