package dev.perennial.privacy;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
      @NotNull @Valid RetentionRequest request) {
    return service.put(Filters.enumValue("kind", kind, RetentionKind.class), request.days());
  }
}
