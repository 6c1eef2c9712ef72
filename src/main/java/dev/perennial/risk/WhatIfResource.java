package dev.perennial.risk;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What-if questions over HTTP. */
@Path("/v1/risk-scores/what-if")
@Tag(name = "Risk")
public class WhatIfResource {
  private final WhatIfService service;

  WhatIfResource(WhatIfService service) {
    this.service = service;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "askWhatIf",
      summary = "What would the score be?",
      description =
          "Scores an open renewal from the facts of this moment, as it stands and with the features you name changed: probability, interval, band and reasons of both, and the lines that add up exactly to the difference. A model says what goes with losing, not what a change would cause. Nothing is stored.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = WhatIfView.class)))
  public Response ask(WhatIfRequest request) {
    return Response.ok(service.answer(request)).build();
  }
}
