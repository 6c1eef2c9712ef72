package dev.perennial.risk;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The worklist over HTTP. */
@Path("/v1/worklist")
@Tag(name = "Risk")
public class WorklistResource {
  private final WorklistService service;

  WorklistResource(WorklistService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listWorklist",
      summary = "What to work on",
      description =
          "Decisions due within 180 days (or `withinDays`) and overdue ones, the largest expected loss first, each with its top reasons, freshness and days to the decision deadline. Sort by expectedLoss, probability or decisionDeadlineDate.")
  public RestResponse<Page<WorklistItem>> decisions(
      @BeanParam WorklistFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.decisions(filter, page));
  }

  @GET
  @Path("/customers")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listWorklistCustomers",
      summary = "What to work on, by customer",
      description =
          "The same decisions grouped by customer, the largest expected loss of all its decisions first.")
  public RestResponse<Page<WorklistCustomer>> customers(
      @BeanParam WorklistFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.customers(filter, page));
  }
}
