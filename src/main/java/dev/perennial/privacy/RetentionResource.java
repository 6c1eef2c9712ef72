package dev.perennial.privacy;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Retention over HTTP. */
@Path("/v1/retention")
@Tag(name = "Privacy")
public class RetentionResource {
  private final RetentionService service;

  RetentionResource(RetentionService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "listRetention", summary = "How long things are kept", description = "One entry per kind; one page. What is older is deleted once a day.")
  public Page<RetentionView> list() {
    return new Page<>(service.list(), null);
  }

  @PUT
  @Path("/{kind}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "putRetention", summary = "Say how long things of a kind are kept", description = "In days; null = for ever. What is older goes with the next daily round, for good.")
  public RetentionView put(@PathParam("kind") @Parameter(description = "SIGNALS, EVENTS_PERSONAL, JOBS or JOB_ERRORS.") String kind,
      RetentionRequest request) {
    return service.put(Filters.enumValue("kind", kind, RetentionKind.class), request.days());
  }

  @GET
  @Path("/signal-types")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "listSignalRetention", summary = "How long signals of single types are kept", description = "Only types with a period of their own, one page; all others go by the kind SIGNALS.")
  public Page<SignalRetentionView> listSignalTypes() {
    return new Page<>(service.signalTypes(), null);
  }

  @PUT
  @Path("/signal-types/{type}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "putSignalRetention", summary = "Say how long signals of a type are kept", description = "In days; null = for ever, whatever the kind SIGNALS says. What is older goes with the next daily round, for good.")
  public SignalRetentionView putSignalType(@PathParam("type") @Parameter(description = "Code of the signal type; it need not be in the catalogue.") String type, RetentionRequest request) {
    return service.putSignals(type, request.days());
  }

  @DELETE
  @Path("/signal-types/{type}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "deleteSignalRetention", summary = "Let a signal type go by the kind again", description = "The type has no period of its own any more.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void deleteSignalType(@PathParam("type") @Parameter(description = "Code of the signal type; it need not be in the catalogue.") String type) {
    service.removeSignals(type);
  }
}
