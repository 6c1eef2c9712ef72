package dev.perennial.valuesummary;

import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Value summaries over HTTP. */
@Path("/v1/renewals")
@Tag(name = "Renewals")
public class ValueSummaryResource {
  private static final String JSON = "application/json";
  private static final String MARKDOWN = "text/markdown";
  private static final MediaType MARKDOWN_TYPE = MediaType.valueOf(MARKDOWN);

  private final ValueSummaryService service;
  private final PointsInTime points;

  ValueSummaryResource(ValueSummaryService service, PointsInTime points) {
    this.service = service;
    this.points = points;
  }

  @GET
  @Path("/{id}/value-summary")
  @Produces({JSON, MARKDOWN})
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "getValueSummary", summary = "Read the evidence that sells a renewal", description = "Success metrics from baseline to now to target, criteria delivered, usage of the last 90 days against the 90 before, tickets, last survey answers and advocacy of the last 365 days; what speaks against the renewal; what nobody can show. Each line with its source, date and id. `Accept: text/markdown` gives a page to paste. With `knownAt` or `recordedBy`: as it was known then.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = JSON, schema = @Schema(implementation = ValueSummaryView.class)),
        @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class))
      })
  public Response get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    ValueSummaryView summary = service.of(id, points.of(time));
    MediaType wanted = headers.getAcceptableMediaTypes().getFirst();
    return MARKDOWN_TYPE.isCompatible(wanted) && !wanted.isWildcardType() && !wanted.isWildcardSubtype()
        ? Response.ok(ValueSummaryText.of(summary), MARKDOWN + "; charset=utf-8").build()
        : Response.ok(summary, JSON).build();
  }
}
