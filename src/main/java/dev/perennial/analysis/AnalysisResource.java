package dev.perennial.analysis;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Stored analyses over HTTP. */
@Path(AnalysisResource.PATH)
@Tag(name = "Analyses")
public class AnalysisResource {
  static final String PATH = "/v1/analyses";

  private final AnalysisService service;
  private final ETags etags;

  AnalysisResource(AnalysisService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @POST
  @Path("/predictors")
  @Idempotent
  @RequiresScope(Scope.SCORES_WRITE)
  @Operation(
      operationId = "startPredictorAnalysis",
      summary = "Ask what predicts renewal and loss",
      description =
          "Starts a stored analysis over decided renewals, each as of its own cut-off: which events go with losing, by themselves and with everything else held equal, how renewed and lost ones differ in every feature, and whether what people believe holds, *no evidence* included. What looks as if it knew the outcome is quarantined. An empty body means everything.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AnalysisView.class)))
  public Response predictors(@RequestBody(required = false) @Nullable PredictorRequest request) {
    return accepted(service.predictors(request == null ? PredictorRequest.EVERYTHING : request));
  }

  @POST
  @Path("/trigger-discovery")
  @Idempotent
  @RequiresScope(Scope.SCORES_WRITE)
  @Operation(
      operationId = "startTriggerDiscovery",
      summary = "Ask what comes before purchases, expansions, renewals or losses",
      description =
          "Starts a stored analysis that compares each case with controls that were alike on its day: which events came before more often, in which window, with q-values over the whole family. The earlier cases suggest, the latest, kept back, confirm; what is confirmed comes with a detection rule.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AnalysisView.class)))
  public Response triggers(TriggerRequest request) {
    return accepted(service.triggers(request));
  }

  @POST
  @Path("/{id}/rerun")
  @Idempotent
  @RequiresScope(Scope.SCORES_WRITE)
  @Operation(
      operationId = "rerunAnalysis",
      summary = "Ask again",
      description =
          "A new analysis with the same parameters, over the facts as they are known now. On unchanged rows (see `rowsDigest`) the answer is the same.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AnalysisView.class)))
  public Response rerun(@PathParam("id") UUID id) {
    return accepted(service.rerun(id));
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(operationId = "listAnalyses", summary = "List analyses", description = "What was asked, newest first, without the answers.")
  public RestResponse<Page<AnalysisSummary>> list(
      @QueryParam("kind") @Parameter(description = "One or more kinds, comma-separated.") @Nullable String kind,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(page, kind));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getAnalysis",
      summary = "Read an analysis",
      description = "What was asked, how far it is, and the answer with every test of the family.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AnalysisView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    AnalysisView view = service.get(id);
    return etags.ok(headers, view.finishedAt() == null ? 0 : 1, view);
  }

  private static Response accepted(AnalysisView analysis) {
    return Response.accepted(analysis).location(URI.create(PATH + "/" + analysis.id())).build();
  }
}
