package dev.perennial.risk;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The scores of one renewal over HTTP. */
@Path("/v1/renewals")
@Tag(name = "Risk")
public class RenewalRiskScoreResource {
  private final RiskScoreService service;

  RenewalRiskScoreResource(RiskScoreService service) {
    this.service = service;
  }

  @GET
  @Path("/{id}/risk-scores")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listRiskScoresOfRenewal",
      summary = "A renewal's scores",
      description = "Every score ever given to it, the latest first. Sort by asOf.")
  public RestResponse<Page<RiskScoreSummary>> list(
      @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.ofRenewal(id, page));
  }
}
