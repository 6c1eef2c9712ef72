package dev.perennial.learning;

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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trying feature sets over HTTP. */
@Path("/v1/feature-sets")
@Tag(name = "Models")
public class PreviewResource {
  private final PreviewService service;

  PreviewResource(PreviewService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/preview")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "previewFeatureSet",
      summary = "Try a feature set",
      description =
          "What its features are for decided renewals, each as of its own cut-off: how often there is a value, how it is distributed, and whether it looks as if it knew the outcome. Nothing is stored.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = FeaturePreview.class)))
  public Response preview(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable PreviewRequest request) {
    return Response.ok(service.preview(id, request)).build();
  }
}
