package dev.perennial.triggerevent;

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

/** The catalogue of trigger events over HTTP. */
@Path("/v1/trigger-event-types")
@Tag(name = "Trigger events")
public class TriggerEventTypeResource {
  private final TriggerEventTypeService service;
  private final ETags etags;

  TriggerEventTypeResource(TriggerEventTypeService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "listTriggerEventTypes", summary = "List types of trigger events",
      description = "The catalogue, by code; one page. A new tenant starts with a catalogue of common ones.")
  public Page<TriggerEventTypeView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "getTriggerEventType", summary = "Read a type of trigger events", description = "One type of the catalogue.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventTypeView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    TriggerEventTypeView type = service.get(code);
    return etags.ok(headers, type.version(), type);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(
      operationId = "putTriggerEventType", summary = "Store a type of trigger events",
      description = "Makes a type of your own, or replaces one, for which `If-Match` is required. A type is never removed; make it inactive.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventTypeView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = TriggerEventTypeView.class)))
  public Response put(@PathParam("code") String code, TriggerEventTypeRequest request, @Context HttpHeaders headers) {
    TriggerEventTypeView type = service.put(code, request, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/trigger-event-types/{code}", code, type.version(), type);
  }
}
