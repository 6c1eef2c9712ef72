package dev.perennial.criterion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.fact.FactBulk;
import dev.perennial.fact.FactBulkResult;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Delivery scores over HTTP. */
@Path("/v1/delivery-scores")
@Tag(name = "Purchase criteria")
public class DeliveryScoreResource {
  private static final String JSON = "application/json";

  private final DeliveryScoreService service;
  private final FactBulk bulk;
  private final PointsInTime points;

  DeliveryScoreResource(DeliveryScoreService service, FactBulk bulk, PointsInTime points) {
    this.service = service;
    this.bulk = bulk;
    this.points = points;
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(operationId = "createDeliveryScores", summary = "Record many delivery scores", description = "Up to 500, written as one set. Each item is answered by itself: 201 stored, 200 stored before, 4xx refused; with `atomic=true` all or none.")
  @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = DeliveryScoreBulkRequest.class)))
  @APIResponse(responseCode = "207", description = "One answer per item", content = @Content(mediaType = JSON, schema = @Schema(implementation = FactBulkResult.class)))
  public Response createMany(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.") boolean atomic) {
    return bulk.answer(body, atomic, DeliveryScoreFields.class, service::receiveAll);
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listDeliveryScores", summary = "List delivery scores", description = "Newest first by the time they held (`sort=occurredAt` turns it); superseded and retracted ones only with `revisions=all`. With `knownAt` or `recordedBy`: as they stood then.")
  public RestResponse<Page<DeliveryScoreView>> list(
      @BeanParam DeliveryScoreFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, points.of(time), page));
  }

  /** Up to 500 items. */
  record DeliveryScoreBulkRequest(List<DeliveryScoreFields> items) {}
}
