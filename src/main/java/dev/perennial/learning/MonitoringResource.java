package dev.perennial.learning;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How models do in earnest, over HTTP. */
@Path("/v1/scoring-models")
@Tag(name = "Models")
public class MonitoringResource {
  private final MonitoringService service;

  MonitoringResource(MonitoringService service) {
    this.service = service;
  }

  @GET
  @Path("/{id}/monitoring")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "monitorScoringModel",
      summary = "Hold a model against what happened",
      description =
          "The last score that it gave each renewal before the day of the decision, against that decision: losses observed and expected with an alarm where chance does not explain the difference, ranking, calibration and reliability bands; losses warned of, surprises and false alarms; the loss rate in training and now; all by tier too. And whether what it reads still lies as it did in training: stability index less what chance makes of it, and how much is missing, by feature and source. With too little to tell, the answer says so. Active, shadow and retired models alike.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ModelMonitoring.class)))
  public Response get(
      @PathParam("id") UUID id,
      @QueryParam("from")
          @Parameter(description = "Decided on or after this day; 365 days before `to` when absent.")
          @Nullable LocalDate from,
      @QueryParam("to") @Parameter(description = "Decided before this day; tomorrow when absent.")
          @Nullable LocalDate to) {
    return Response.ok(service.of(id, from, to)).build();
  }
}
