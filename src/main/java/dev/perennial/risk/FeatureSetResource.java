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

/** Feature sets over HTTP. */
@Path(FeatureSetResource.PATH)
@Tag(name = "Models")
public class FeatureSetResource {
  static final String PATH = "/v1/feature-sets";

  private final ModelService service;
  private final ETags etags;

  FeatureSetResource(ModelService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listFeatureSets",
      summary = "List feature sets",
      description = "All versions, newest first.")
  public RestResponse<Page<FeatureSetView>> list(
      @QueryParam("code") @Parameter(description = "One or more codes, comma-separated.")
          @Nullable String code,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.featureSets(code, page));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.MODELS_MANAGE)
  @Operation(
      operationId = "createFeatureSet",
      summary = "Create a feature set",
      description =
          "What is measured about a renewal, as data: no release is needed for a new feature. A code that exists makes its next version; a version never changes.")
  @APIResponse(
      responseCode = "201", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FeatureSetView.class)))
  public Response create(FeatureSetFields fields) {
    FeatureSetView view = service.createFeatureSet(fields);
    return etags.created(URI.create(PATH + "/" + view.id()), view.version(), view);
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getFeatureSet",
      summary = "Read a feature set",
      description = "One version with all its features.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FeatureSetView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    FeatureSetView view = service.featureSet(id);
    return etags.ok(headers, view.version(), view);
  }
}
