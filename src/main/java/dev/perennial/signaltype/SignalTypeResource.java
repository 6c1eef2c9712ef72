package dev.perennial.signaltype;

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

/** The catalogue of signal types over HTTP. */
@Path("/v1/signal-types")
@Tag(name = "Signals")
public class SignalTypeResource {
  private final SignalTypeService service;
  private final ETags etags;

  SignalTypeResource(SignalTypeService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listSignalTypes", summary = "List signal types", description = "The catalogue by code; one page.")
  public Page<SignalTypeView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getSignalType", summary = "Read a signal type", description = "With the tag that replacing it asks for.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalTypeView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    SignalTypeView type = service.get(code);
    return etags.ok(headers, type.version(), type);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(
      operationId = "putSignalType", summary = "Store a signal type",
      description =
          "Makes a type; or replaces all of an existing one, for which `If-Match` is required. Signals are held against it"
              + " from now on; stored ones stay as they are.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalTypeView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalTypeView.class)))
  public Response put(@PathParam("code") String code, SignalTypeRequest request, @Context HttpHeaders headers) {
    SignalTypeView type = service.put(code, request, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/signal-types/{code}", code, type.version(), type);
  }
}
