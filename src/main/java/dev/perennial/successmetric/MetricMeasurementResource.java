package dev.perennial.successmetric;

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

/** Measurements of one metric over HTTP. */
@Path("/v1/success-metrics")
@Tag(name = "Success metrics")
public class MetricMeasurementResource {
  private static final String JSON = "application/json";

  private final MeasurementService service;

  MetricMeasurementResource(MeasurementService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/measurements")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(operationId = "createMeasurement", summary = "Record a measurement", description = "A fact: sent twice it is stored once, a higher revision corrects it, nothing is overwritten. It answers the follow-up it names, or the one due around its date.")
  @APIResponse(responseCode = "201", description = "Stored", content = @Content(mediaType = JSON, schema = @Schema(implementation = MeasurementView.class)))
  @APIResponse(responseCode = "200", description = "It was stored before", content = @Content(mediaType = JSON, schema = @Schema(implementation = MeasurementView.class)))
  public Response create(@PathParam("id") UUID id, MeasurementFields fields) {
    MeasurementService.Received received = service.receive(id, fields);
    MeasurementView view = received.measurement();
    return (received.stored()
            ? Response.created(
                UriBuilder.fromPath("/v1/measurements").queryParam("source", "{source}").queryParam("sourceId", "{id}")
                    .build(view.source(), view.sourceId()))
            : Response.ok())
        .entity(view)
        .build();
  }
}
