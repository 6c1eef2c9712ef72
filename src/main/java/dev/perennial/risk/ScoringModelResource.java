package dev.perennial.risk;

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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Scoring models over HTTP. */
@Path(ScoringModelResource.PATH)
@Tag(name = "Models")
public class ScoringModelResource {
  static final String PATH = "/v1/scoring-models";

  private final ModelService service;
  private final ETags etags;

  ScoringModelResource(ModelService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listScoringModels",
      summary = "List scoring models",
      description = "All versions, newest first; one is ACTIVE.")
  public RestResponse<Page<ScoringModelView>> list(
      @QueryParam("code") @Parameter(description = "One or more codes, comma-separated.")
          @Nullable String code,
      @QueryParam("state") @Parameter(description = "One or more states, comma-separated.")
          @Nullable String state,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.models(code, state, page));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "createScoringModel",
      summary = "Create a scoring model",
      description =
          "A scorecard: odds ratios with how sure they are (\"champion left: ×3\"), over a feature set. Or a model to be learned from decided renewals (kind BASE_RATE, LOGISTIC or ADDITIVE), which scores once it is trained. Or one of kind EXTERNAL, which stands for another tool: its probabilities are loaded and judged in back-tests, and it can never be activated. A code that exists makes its next version, as a DRAFT; a version never changes.")
  @APIResponse(
      responseCode = "201", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScoringModelView.class)))
  public Response create(ScoringModelFields fields) {
    ScoringModelView view = service.createModel(fields);
    return etags.created(URI.create(PATH + "/" + view.id()), view.version(), view);
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getScoringModel",
      summary = "Read a scoring model",
      description = "One version with all its terms; of a learned one, how it is trained and what training made of it.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScoringModelView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    ScoringModelView view = service.model(id);
    return etags.ok(headers, view.version(), view);
  }

  @POST
  @Path("/{id}/shadow")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "shadowScoringModel",
      summary = "Let a model score in the shadow",
      description =
          "Whatever the active model scores, this one scores too: its scores are kept and can be compared and judged, and no board shows them.")
  @APIResponse(
      responseCode = "200", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScoringModelView.class)))
  public Response shadow(@PathParam("id") UUID id) {
    ScoringModelView view = service.shadow(id);
    return etags.written(view.version(), view);
  }

  @POST
  @Path("/{id}/activate")
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "activateScoringModel",
      summary = "Make a model the active one",
      description =
          "The one active before is RETIRED and can be brought back the same way. Every open renewal is scored with it within minutes; stored scores stay as they are.")
  @APIResponse(
      responseCode = "200", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScoringModelView.class)))
  public Response activate(@PathParam("id") UUID id) {
    ScoringModelView view = service.activate(id);
    return etags.written(view.version(), view);
  }
}
