package dev.perennial.ticket;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tickets over HTTP. */
@Path("/v1/tickets")
@Tag(name = "Tickets")
public class TicketResource {
  private final TicketService service;
  private final PointsInTime points;

  TicketResource(TicketService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listTickets", summary = "List tickets",
      description =
          "Made of TICKET signals with the same source and `subjectKey`: open while opened after last closed, as severe as last"
              + " stated. Sort by lastUpdateAt, openedAt or severity. As of any time with `knownAt` and `recordedBy`.")
  public RestResponse<Page<TicketView>> list(
      @BeanParam TicketFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, points.orNow(time), page));
  }

  @GET
  @Path("/summary")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "summarizeTickets", summary = "Sum up tickets",
      description = "Open, severe and ageing tickets and the median time to close, by tier, severity or customer.")
  public TicketSummary summary(@BeanParam TicketSummaryRequest request, @BeanParam PointInTimeRequest time) {
    return service.summary(request, points.orNow(time));
  }
}
