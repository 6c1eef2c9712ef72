package dev.perennial.signal;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signals without a customer, over HTTP. */
@Path("/v1/unmatched-signals")
@Tag(name = "Signals")
public class UnmatchedResource {
  private final UnmatchedService service;

  UnmatchedResource(UnmatchedService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listUnmatchedSignals", summary = "List signals without a customer",
      description =
          "One entry per external id that no customer has, most signals first; with customers it may be. They are no"
              + " facts yet, and become signals by themselves when a customer with that external id appears.")
  public RestResponse<Page<UnmatchedView>> list(
      @QueryParam("source") @Parameter(description = "Of the external id; one or several, comma-separated.") @Nullable String source,
      @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(new Filters().in("x.source", "source", source), page));
  }

  @POST
  @Path("/resolve")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "resolveUnmatchedSignals", summary = "Say which customers are meant",
      description =
          "The external ids lead to these customers from now on; what waits for them becomes signals, with the time of"
              + " knowledge it came with. One unknown customer refuses the request. Repeating it changes nothing.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = UnmatchedResult.class)))
  public Response resolve(ResolveRequest request) {
    return Response.ok(service.resolve(request.items())).build();
  }

  @POST
  @Path("/discard")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "discardUnmatchedSignals", summary = "Throw waiting signals away",
      description = "Those of these external ids, for good. Sent again, they wait again.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = UnmatchedResult.class)))
  public Response discard(DiscardRequest request) {
    return Response.ok(service.discard(request.references())).build();
  }
}
