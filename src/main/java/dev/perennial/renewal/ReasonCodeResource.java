package dev.perennial.renewal;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reason codes over HTTP. */
@Path("/v1/reason-codes")
@Tag(name = "Renewals")
public class ReasonCodeResource {
  private final ReasonCodeService service;
  private final ETags etags;

  ReasonCodeResource(ReasonCodeService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "listReasonCodes", summary = "List reason codes", description = "The reasons outcomes can be given, by code; one page.")
  public Page<ReasonCodeView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "getReasonCode", summary = "Read a reason code", description = "With the tag that replacing it asks for.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReasonCodeView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    ReasonCodeView view = service.get(code);
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putReasonCode", summary = "Store a reason code", description = "Makes a code of your own, or replaces one, for which `If-Match` is required. A code is never removed; make it inactive.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReasonCodeView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReasonCodeView.class)))
  public Response put(@PathParam("code") String code, ReasonCodeRequest request, @Context HttpHeaders headers) {
    ReasonCodeView view = service.put(code, request, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/reason-codes/{code}", code, view.version(), view);
  }
}
