package dev.perennial.adoption;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Adoption paths over HTTP. */
@Path("/v1/adoption-paths")
@Tag(name = "Adoption")
public class AdoptionPathResource {
  private final AdoptionPathService service;
  private final ETags etags;

  AdoptionPathResource(AdoptionPathService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listAdoptionPaths", summary = "List adoption paths", description = "Every path with its steps, by code; one page.")
  public Page<AdoptionPathView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getAdoptionPath", summary = "Read an adoption path", description = "Its steps: which signals reach each, and when each is expected.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = AdoptionPathView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    AdoptionPathView path = service.get(code);
    return etags.ok(headers, path.version(), path);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putAdoptionPath", summary = "Store an adoption path", description = "Makes a path, or replaces one, for which `If-Match` is required. Progress is computed from the signals there are, so that a new path has its past at once.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = AdoptionPathView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = AdoptionPathView.class)))
  public Response put(@PathParam("code") String code, AdoptionPathRequest request, @Context HttpHeaders headers) {
    AdoptionPathView path = service.put(code, request, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/adoption-paths/{code}", code, path.version(), path);
  }

  @GET
  @Path("/{code}/progress")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getAdoptionPathProgress", summary = "Read how far customers got on a path", description = "Over all customers with a contract in force: how many reached how many steps, quartiles of the days to each step over those who reached it, and where they wait or are overdue.")
  public PathProgressView progress(@PathParam("code") String code) {
    return service.progress(code);
  }

  @GET
  @Path("/{code}/customers")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listAdoptionPathCustomers", summary = "List customers on a path", description = "Customers with a contract in force and their next step, the most overdue first. Sort by overdueDays or stepsReached.")
  public RestResponse<Page<PathCustomer>> customers(
      @PathParam("code") String code,
      @QueryParam("stalled") @Parameter(description = "true: only those whose next step is overdue; false: only the others.") @Nullable Boolean stalled,
      @QueryParam("stepsReached") @Parameter(description = "Only those who reached so many steps.") @Nullable Integer stepsReached,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.customers(code, stalled, stepsReached, page));
  }
}
