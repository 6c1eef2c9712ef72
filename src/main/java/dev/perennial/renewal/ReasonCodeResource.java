package dev.perennial.renewal;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reason codes over HTTP. */
@Path("/v1/reason-codes")
@Tag(name = "Renewals")
public class ReasonCodeResource {
  private final ReasonCodeService service;

  ReasonCodeResource(ReasonCodeService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "listReasonCodes", summary = "List reason codes", description = "The reasons outcomes can be given, by code; one page.")
  public Page<ReasonCodeView> list() {
    return new Page<>(service.list(), null);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "putReasonCode", summary = "Store a reason code", description = "Makes a code of your own, or changes one. A code is never removed; make it inactive.")
  public ReasonCodeView put(@PathParam("code") String code, ReasonCodeRequest request) {
    return service.put(code, request);
  }
}
