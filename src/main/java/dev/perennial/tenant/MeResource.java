package dev.perennial.tenant;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.RequiresScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who am I, and what may I do. */
@Path("/v1/me")
@Tag(name = "Access")
public class MeResource {
  private final CallerContext context;

  MeResource(CallerContext context) {
    this.context = context;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "getMe", summary = "Who am I", description = "The tenant and the scopes of the credential in use.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = Me.class)))
  public Response get() {
    Caller caller = context.caller();
    return Response.ok(new Me(caller.tenantId(), caller.actor(), caller.scopes().stream().sorted().toList())).build();
  }

  /**
   * The caller as seen from outside.
   *
   * @param actor name under which changes of this credential appear in the audit trail
   */
  record Me(UUID tenantId, String actor, List<String> scopes) {}
}
