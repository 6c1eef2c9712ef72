package dev.perennial.learning;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.jobs.JobAnswers;
import dev.perennial.platform.jobs.JobView;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/** Judging models on the past, and calibrating them, over HTTP. */
@Path(BackTestResource.PATH)
@Tag(name = "Models")
public class BackTestResource {
  static final String PATH = "/v1/scoring-models";

  private final BackTestService service;
  private final CalibrationService calibrations;

  BackTestResource(BackTestService service, CalibrationService calibrations) {
    this.service = service;
    this.calibrations = calibrations;
  }

  @POST
  @Path("/{id}/backtests")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "startBackTest",
      summary = "Judge a model on the past",
      description =
          "Starts a job that judges the model as life goes: trained on what was decided by a day, it scores what fell due next and is judged by how that was decided; customers it saw are held out. Beside it, on the same renewals: the active model, the newest scorecard and the base rate. It proposes promotion or says why not; activating is a person's decision.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response start(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable BackTestRequest request) {
    return JobAnswers.accepted(service.start(id, request));
  }

  @GET
  @Path("/{id}/backtests")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listBackTests",
      summary = "List the back-tests of a model",
      description = "Newest first; they never change.")
  public RestResponse<Page<BackTestView>> list(
      @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.ofModel(id, page));
  }

  @GET
  @Path("/{id}/backtests/{backTestId}")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getBackTest",
      summary = "Read a back-test",
      description =
          "AUC with interval, Brier score, log loss, calibration with what chance would show, reliability bands and lift, for the model and what it is compared with; how good it is on each segment; and whether it should replace the active model.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = BackTestView.class)))
  public Response get(
      @PathParam("id") UUID id,
      @PathParam("backTestId") @Parameter(description = "Id of the back-test.") UUID backTestId) {
    return Response.ok(service.get(id, backTestId)).build();
  }

  @POST
  @Path("/{id}/calibration")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "calibrateScoringModel",
      summary = "Calibrate a model",
      description =
          "Starts a job that makes the next version of a trained model, as a DRAFT: the same model with a correction of its output, fitted to outcomes of customers it was not trained on. How rich a correction depends on how many outcomes there are.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response calibrate(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable CalibrationRequest request) {
    return JobAnswers.accepted(calibrations.start(id, request));
  }
}
