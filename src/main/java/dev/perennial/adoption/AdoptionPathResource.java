package dev.perennial.adoption;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
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
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Adoption paths over HTTP. */
@Path("/v1/adoption-paths")
@Tag(name = "Adoption")
public class AdoptionPathResource {
  private final AdoptionPathService service;

  AdoptionPathResource(AdoptionPathService service) {
    this.service = service;
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
  public AdoptionPathView get(@PathParam("code") String code) {
    return service.get(code);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "putAdoptionPath", summary = "Store an adoption path", description = "Makes a path, or replaces one. Progress is computed from the signals there are, so that a new path has its past at once.")
  public AdoptionPathView put(@PathParam("code") String code, AdoptionPathRequest request) {
    return service.put(code, request);
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
