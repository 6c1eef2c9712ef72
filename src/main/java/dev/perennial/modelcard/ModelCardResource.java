package dev.perennial.modelcard;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Model cards over HTTP. */
@Path("/v1/scoring-models")
@Tag(name = "Models")
public class ModelCardResource {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";
  private static final MediaType HTML_TYPE = MediaType.valueOf(HTML);

  /** The page needs nothing but its own styles. */
  private static final String NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'";

  private final ModelCardService service;
  private final ModelCardPages pages;

  ModelCardResource(ModelCardService service, ModelCardPages pages) {
    this.service = service;
    this.pages = pages;
  }

  @GET
  @Path("/{id}/card")
  @Produces({JSON, HTML})
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getScoringModelCard",
      summary = "Read a model's card",
      description =
          "What one should know of a model before relying on it, in plain words with the numbers beside them: what it predicts, what it was trained on, how good it is, what moves it most, what was left out and why, back-tests, how it does in earnest, what it does not know and how to use it. Any kind of model; what is unknown is said. `Accept: text/html` gives a page to read or print, which needs nothing from outside.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = JSON, schema = @Schema(implementation = ModelCard.class)),
        @Content(mediaType = HTML, schema = @Schema(implementation = String.class))
      })
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    ModelCard card = service.of(id);
    MediaType wanted = headers.getAcceptableMediaTypes().getFirst();
    return HTML_TYPE.isCompatible(wanted) && !wanted.isWildcardType() && !wanted.isWildcardSubtype()
        ? Response.ok(pages.page(card), HTML + "; charset=utf-8")
            .header("Content-Security-Policy", NOTHING_FROM_OUTSIDE)
            .build()
        : Response.ok(card, JSON).build();
  }
}
