package dev.perennial.tenant;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API keys over HTTP. */
@Path("/v1/api-keys")
@Tag(name = "Access")
public class ApiKeyResource {
  private static final int DEFAULT_OVERLAP_HOURS = 24;

  private final ApiKeyService service;

  ApiKeyResource(ApiKeyService service) {
    this.service = service;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "createApiKey", summary = "Create an API key",
      description = "The answer holds the key's text, once: only a hash of it is stored.")
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewApiKey.class)))
  public Response create(ApiKeyRequest request) {
    return made(service.create(request));
  }

  @GET
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "listApiKeys", summary = "List API keys", description = "Newest first; never their secrets.")
  public RestResponse<Page<ApiKeyView>> list(@BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(page));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "getApiKey", summary = "Read an API key", description = "Its description, scopes and state.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApiKeyView.class)))
  public Response get(@PathParam("id") UUID id) {
    return Response.ok(service.get(id)).build();
  }

  @POST
  @Path("/{id}/rotate")
  @Idempotent
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "rotateApiKey", summary = "Rotate an API key",
      description = "Makes a new key with the same scopes; the old one goes on for the overlap.")
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewApiKey.class)))
  public Response rotate(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable RotationRequest request) {
    Integer overlap = request == null ? null : request.overlapHours();
    return made(service.rotate(id, overlap == null ? DEFAULT_OVERLAP_HOURS : overlap));
  }

  @POST
  @Path("/{id}/revoke")
  @Idempotent
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "revokeApiKey", summary = "Revoke an API key",
      description = "It stops working at once on this replica and within 30 seconds on every other.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ApiKeyView.class)))
  public Response revoke(@PathParam("id") UUID id) {
    return Response.ok(service.revoke(id)).build();
  }

  private static Response made(NewApiKey key) {
    return Response.created(URI.create("/v1/api-keys/" + key.details().id()))
        .entity(key)
        .header("Cache-Control", "no-store")
        .build();
  }

}
