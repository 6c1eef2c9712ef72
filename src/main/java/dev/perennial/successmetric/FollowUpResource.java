package dev.perennial.successmetric;

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

/** Follow-ups of all metrics over HTTP. */
@Path("/v1/success-metrics")
@Tag(name = "Success metrics")
public class FollowUpResource {
  private final FollowUpService service;

  FollowUpResource(FollowUpService service) {
    this.service = service;
  }

  @GET
  @Path("/follow-ups")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listFollowUps", summary = "List follow-ups", description = "Of all metrics, the longest due first (`sort=-dueDate` turns it). UPCOMING before the due date, DUE for 14 days from it, then OVERDUE; DONE once measured. Nobody is asked about a metric whose values its formula alone gives, nor about a customer that churned: what is not done of them is left out. When one falls due, the event `success_metric.follow_up_due` says so, once.")
  public RestResponse<Page<FollowUpView>> list(
      @BeanParam FollowUpFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, page));
  }
}
