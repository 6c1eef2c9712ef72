package dev.perennial.privacy;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.GET;
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

/** A user's personal data over HTTP. */
@Path("/v1/users")
@Tag(name = "Privacy")
public class UserPrivacyResource {
  private final PrivacyService service;

  UserPrivacyResource(PrivacyService service) {
    this.service = service;
  }

  @GET
  @Path("/{id}/personal-data")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "exportUserPersonalData", summary = "Export everything held about a user",
      description = "The user, its external ids and the newest 10,000 of its changes.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PersonalData.class)))
  public Response export(@PathParam("id") UUID id) {
    return Response.ok(service.export(PersonKind.USER, id)).header("Cache-Control", "no-store").build();
  }

  @POST
  @Path("/{id}/erase")
  @Idempotent
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "eraseUser", summary = "Erase a user",
      description = "For good, as with contacts; the user becomes inactive. Assignments keep the id.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = Erasure.class)))
  public Response erase(@PathParam("id") UUID id) {
    return Response.ok(service.erase(PersonKind.USER, id)).build();
  }
}
