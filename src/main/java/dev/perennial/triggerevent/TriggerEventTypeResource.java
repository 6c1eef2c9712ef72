package dev.perennial.triggerevent;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of trigger events over HTTP. */
@Path("/v1/trigger-event-types")
@Tag(name = "Trigger events")
public class TriggerEventTypeResource {
  private final TriggerEventTypeService service;

  TriggerEventTypeResource(TriggerEventTypeService service) {
    this.service = service;
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
  public TriggerEventTypeView get(@PathParam("code") String code) {
    return service.get(code);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "putTriggerEventType", summary = "Store a type of trigger events",
      description = "Makes a type of your own, or changes one. A type is never removed; make it inactive.")
  public TriggerEventTypeView put(@PathParam("code") String code, TriggerEventTypeRequest request) {
    return service.put(code, request);
  }
}
