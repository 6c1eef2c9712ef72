package dev.perennial.triggerevent;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Trigger events over HTTP. */
@Path("/v1/trigger-events")
@Tag(name = "Trigger events")
public class TriggerEventResource {
  private static final int MULTI_STATUS = 207;

  private final TriggerEventService service;
  private final TriggerEventBulk bulk;
  private final PointsInTime points;

  TriggerEventResource(TriggerEventService service, TriggerEventBulk bulk, PointsInTime points) {
    this.service = service;
    this.bulk = bulk;
    this.points = points;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createTriggerEvent", summary = "Send a trigger event",
      description =
          "A fact that may change a decision. Sent twice, it is stored once: source, source id and revision are its key. A"
              + " higher revision corrects the ones before. Types that `mayBeAnnounced` may lie ahead.")
  @APIResponse(
      responseCode = "201", description = "Stored",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventReceipt.class)))
  @APIResponse(
      responseCode = "200", description = "It was stored before",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventReceipt.class)))
  public Response create(TriggerEventFields fields) {
    TriggerEventReceipt receipt = service.receive(fields);
    TriggerEventView event = receipt.triggerEvent();
    Response.ResponseBuilder response =
        receipt.stored()
            ? Response.created(
                UriBuilder.fromPath("/v1/trigger-events").queryParam("source", "{source}").queryParam("sourceId", "{id}")
                    .build(event.source(), event.sourceId()))
            : Response.ok();
    return response.entity(receipt).build();
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createTriggerEvents", summary = "Send many trigger events",
      description =
          "Up to 500, written as one set. Each item is answered by itself: 201 stored, 200 stored before, 4xx refused.")
  @APIResponse(
      responseCode = "207", description = "One answer per item",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventBulkResult.class)))
  public Response createMany(
      TriggerEventBulkRequest request,
      @Parameter(description = "All or nothing: one refused item refuses the request.")
          @QueryParam("atomic")
          @DefaultValue("false")
          boolean atomic) {
    return Response.status(MULTI_STATUS).entity(bulk.write(request.items(), atomic)).build();
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listTriggerEvents", summary = "List trigger events",
      description =
          "Posted and detected ones, newest first by the time they happen (`sort=occurredAt` turns it); announced ones lie"
              + " ahead. Superseded and retracted ones only with `revisions=all`. With `knownAt` or `recordedBy`: as they stood then.")
  public RestResponse<Page<TriggerEventView>> list(
      @BeanParam TriggerEventFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, page, points.of(time)));
  }
}
