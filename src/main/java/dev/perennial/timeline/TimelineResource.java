package dev.perennial.timeline;

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
@Path("/v1/customers/{id}/timeline")
@Tag(name = "Customers")
public class TimelineResource {
  private final TimelineService service;

  TimelineResource(TimelineService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(
      operationId = "getCustomerTimeline",
      summary = "Read a customer's timeline",
      description =
          "Signals, changes of the customer, its contacts, contracts and renewals, and risk scores in one list, newest"
              + " first; `sort=at` turns it. Corrected signals appear as they stand now, retracted ones not at all.")
  public RestResponse<Page<TimelineItem>> get(
      @PathParam("id") UUID id,
      @BeanParam TimelineFilter filter,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.page(id, filter, page));
  }
}
