package dev.perennial.coterm;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Co-term groups over HTTP. */
@Path(CoTermGroupResource.PATH)
@Tag(name = "Contracts")
public class CoTermGroupResource {
  static final String PATH = "/v1/co-term-groups";
  private static final String JSON = "application/json";

  private final CoTermGroupService service;
  private final ETags etags;

  CoTermGroupResource(CoTermGroupService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(operationId = "createCoTermGroup", summary = "Give contracts a common end", description = "The contracts end on one day, their monthly amounts stay, and the days more or less are prorated. Their own renewals are voided (CO_TERMED); one renewal of all their lines takes their place. 409 when one of them is decided already, was cut short or has a group.")
  @APIResponse(responseCode = "201", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"), content = @Content(mediaType = JSON, schema = @Schema(implementation = CoTermGroupView.class)))
  public Response create(CoTermGroupRequest request) {
    CoTermGroupView view = service.create(request);
    return etags.created(URI.create(PATH + "/" + view.id()), 0, view);
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(operationId = "getCoTermGroup", summary = "Read a co-term group", description = "Its members, what the common end did to each, and the one renewal they share.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = CoTermGroupView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    return etags.ok(headers, 0, service.get(id));
  }
}
