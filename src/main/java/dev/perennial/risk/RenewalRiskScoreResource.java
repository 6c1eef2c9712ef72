package dev.perennial.risk;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The scores of one renewal over HTTP, and where they are heading. */
@Path("/v1/renewals")
@Tag(name = "Risk")
public class RenewalRiskScoreResource {
  private final RiskScoreService service;
  private final RiskTrajectoryService trajectories;

  RenewalRiskScoreResource(RiskScoreService service, RiskTrajectoryService trajectories) {
    this.service = service;
    this.trajectories = trajectories;
  }

  @GET
  @Path("/{id}/risk-scores")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listRiskScoresOfRenewal",
      summary = "A renewal's scores",
      description = "Every score ever given to it, the latest first. Sort by asOf.")
  public RestResponse<Page<RiskScoreSummary>> list(
      @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.ofRenewal(id, page));
  }

  @GET
  @Path("/{id}/risk-trajectory")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getRiskTrajectory",
      summary = "Where a renewal's scores are heading",
      description =
          "ON_PATH, DRIFTING, OFF_PATH, or TOO_FEW where fewer than three months have a score by one model version, with the last score of each month and the trend through them. Read from the stored scores; `definition` says what the states mean.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RiskTrajectoryView.class)))
  public Response trajectory(@PathParam("id") UUID id) {
    return Response.ok(trajectories.of(id)).build();
  }
}
