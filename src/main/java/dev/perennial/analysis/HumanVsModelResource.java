package dev.perennial.analysis;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** People against the model, over HTTP. */
@Path("/v1/analyses/human-vs-model")
@Tag(name = "Analyses")
public class HumanVsModelResource {
  private final HumanVsModelService service;

  HumanVsModelResource(HumanVsModelService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "compareHumanWithModel",
      summary = "Who sees further: people or the model?",
      description =
          "The calls people made and the scores the model gave before the cut-off, judged by the same decided renewals and the same rules: how often right, losses warned of, false alarms, Brier score where a probability was stated, and who was right where they disagreed. With few outcomes the verdict is NOT_ENOUGH_DATA; the counts are there all the same.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = HumanVsModelView.class)))
  public Response compare(
      @QueryParam("from") @Parameter(description = "Decided on or after this day; 365 days before `to` when absent.")
          @Nullable LocalDate from,
      @QueryParam("to") @Parameter(description = "Decided before this day; tomorrow when absent.") @Nullable LocalDate to,
      @QueryParam("leadDays") @Parameter(description = "Days before the due date at which both are judged, 0 to 365; 60 when absent.")
          @Nullable Integer leadDays) {
    return Response.ok(service.compare(from, to, leadDays)).build();
  }
}
