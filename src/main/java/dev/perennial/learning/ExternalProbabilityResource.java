package dev.perennial.learning;

import dev.perennial.editing.BulkResult;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Probabilities of other tools over HTTP. */
@Path("/v1/scoring-models")
@Tag(name = "Models")
public class ExternalProbabilityResource {
  private final ExternalProbabilityService service;

  ExternalProbabilityResource(ExternalProbabilityService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/probabilities")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "loadExternalProbabilities",
      summary = "Load probabilities of another tool",
      description =
          "Of a model of kind EXTERNAL: what another tool said of renewals, and when. They are judged in back-tests beside the models here, by the same rules: of each renewal the last one given by its cut-off. They never change, no board shows them, and they are not part of the ledger of scores. Each item is stored or refused by itself; the id of an item is its renewal's.")
  @APIResponse(
      responseCode = "207",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = BulkResult.class)))
  public Response load(@PathParam("id") UUID id, ExternalProbabilities body) {
    return BulkResult.answer(service.store(id, body));
  }
}
