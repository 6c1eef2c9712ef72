package dev.perennial.privacy;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.DELETE;
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

/** Retention over HTTP. */
@Path("/v1/retention")
@Tag(name = "Privacy")
public class RetentionResource {
  private static final String KINDS = "SIGNALS, TRIGGER_EVENTS, MEASUREMENTS, DELIVERY_SCORES, EVENTS_PERSONAL, EVENTS_ADDRESS, JOBS or JOB_ERRORS.";
  private static final String TYPE = "Code of the signal type; it need not be in the catalogue.";

  private final RetentionService service;
  private final ETags etags;

  RetentionResource(RetentionService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "listRetention", summary = "How long things are kept", description = "One entry per kind; one page. What is older is deleted once a day.")
  public Page<RetentionView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{kind}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "getRetention", summary = "How long things of a kind are kept", description = "With the tag that changing it asks for.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = RetentionView.class)))
  public Response get(@PathParam("kind") @Parameter(description = KINDS) String kind, @Context HttpHeaders headers) {
    RetentionView view = service.get(Filters.enumValue("kind", kind, RetentionKind.class));
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/{kind}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putRetention", summary = "Say how long things of a kind are kept", description = "In days; null = for ever; `If-Match` is required. What is older goes with the next daily round, for good.")
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = RetentionView.class)))
  public Response put(
      @PathParam("kind") @Parameter(description = KINDS) String kind, RetentionRequest request, @Context HttpHeaders headers) {
    RetentionView view =
        service.put(Filters.enumValue("kind", kind, RetentionKind.class), request.days(), ETags.ifMatchNamed(headers));
    return etags.written(view.version(), view);
  }

  @GET
  @Path("/signal-types")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "listSignalRetention", summary = "How long signals of single types are kept", description = "Only types with a period of their own, one page; all others go by the kind SIGNALS.")
  public Page<SignalRetentionView> listSignalTypes() {
    return new Page<>(service.signalTypes(), null);
  }

  @GET
  @Path("/signal-types/{type}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "getSignalRetention", summary = "How long signals of a type are kept", description = "Of a type with a period of its own, with the tag that changing it asks for.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalRetentionView.class)))
  public Response getSignalType(@PathParam("type") @Parameter(description = TYPE) String type, @Context HttpHeaders headers) {
    SignalRetentionView view = service.getSignals(type);
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/signal-types/{type}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putSignalRetention", summary = "Say how long signals of a type are kept", description = "In days; null = for ever, whatever the kind SIGNALS says; changing a period requires `If-Match`. What is older goes with the next daily round, for good.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalRetentionView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalRetentionView.class)))
  public Response putSignalType(
      @PathParam("type") @Parameter(description = TYPE) String type, RetentionRequest request, @Context HttpHeaders headers) {
    SignalRetentionView view = service.putSignals(type, request.days(), ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/retention/signal-types/{type}", type, view.version(), view);
  }

  @DELETE
  @Path("/signal-types/{type}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "deleteSignalRetention", summary = "Let a signal type go by the kind again", description = "The type has no period of its own any more.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void deleteSignalType(@PathParam("type") @Parameter(description = TYPE) String type) {
    service.removeSignals(type);
  }
}
