package dev.perennial.successmetric;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Customers whose success nobody measures, over HTTP. */
@Path("/v1/customers")
@Tag(name = "Success metrics")
public class WithoutMetricResource {
  private final FollowUpService service;

  WithoutMetricResource(FollowUpService service) {
    this.service = service;
  }

  @GET
  @Path("/without-success-metric")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listCustomersWithoutSuccessMetric", summary = "List customers without a success metric", description = "Those that have been customers for so many days and have no success metric, the longest first. Counted from the start of their first contract, or from when they were created.")
  public RestResponse<Page<WithoutMetricView>> without(
      @QueryParam("days") @DefaultValue("90") @Parameter(description = "Customers for at least so many days; 90 when absent.") int days,
      @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.without(days, page));
  }
}
