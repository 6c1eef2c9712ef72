package dev.perennial.learning;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.jobs.JobAnswers;
import dev.perennial.platform.jobs.JobView;
import dev.perennial.scoring.document.ModelDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Training over HTTP. */
@Path("/v1/scoring-models")
@Tag(name = "Models")
public class TrainingResource {
  private final TrainingService service;

  TrainingResource(TrainingService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/train")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "trainScoringModel",
      summary = "Train a model",
      description =
          "Starts a job that learns from decided renewals, each with what was known at its own cut-off. Once, and for ever: a version never changes. Too few outcomes, or nothing to learn from them, is an answer too: then the model is the base rate, and says why and what would be enough.")
  @APIResponse(
      responseCode = "202",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response train(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable TrainingRequest request) {
    return JobAnswers.accepted(service.start(id, request));
  }

  @GET
  @Path("/{id}/document")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getScoringModelDocument",
      summary = "Read what a model has learned",
      description =
          "The whole trained model as one readable document: every coefficient and shape, with how sure it is. Log-odds are the baseline plus its terms, shapes and pairs.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ModelDocument.class)))
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem409")
  public Response document(@PathParam("id") UUID id) {
    return Response.ok(service.document(id)).build();
  }
}
