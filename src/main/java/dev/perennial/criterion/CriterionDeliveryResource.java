package dev.perennial.criterion;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Delivery scores of one criterion over HTTP. */
@Path("/v1/purchase-criteria")
@Tag(name = "Purchase criteria")
public class CriterionDeliveryResource {
  private static final String JSON = "application/json";

  private final DeliveryScoreService service;

  CriterionDeliveryResource(DeliveryScoreService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/delivery-scores")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(operationId = "createDeliveryScore", summary = "Record a delivery score", description = "How well a criterion is met, 0 to 10, with evidence: a text or a link. A fact: sent twice it is stored once, a higher revision corrects it, nothing is overwritten.")
  @APIResponse(responseCode = "201", description = "Stored", content = @Content(mediaType = JSON, schema = @Schema(implementation = DeliveryScoreView.class)))
  @APIResponse(responseCode = "200", description = "It was stored before", content = @Content(mediaType = JSON, schema = @Schema(implementation = DeliveryScoreView.class)))
  public Response create(@PathParam("id") UUID id, DeliveryScoreFields fields) {
    DeliveryScoreService.Received received = service.receive(id, fields);
    DeliveryScoreView view = received.score();
    return (received.stored()
            ? Response.created(
                UriBuilder.fromPath("/v1/delivery-scores").queryParam("source", "{source}").queryParam("sourceId", "{id}")
                    .build(view.source(), view.sourceId()))
            : Response.ok())
        .entity(view)
        .build();
  }
}
