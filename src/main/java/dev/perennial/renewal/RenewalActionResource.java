package dev.perennial.renewal;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Steps and outcomes of a renewal over HTTP; each answers with the renewal as it is then. */
@Path(RenewalResource.PATH)
@Tag(name = "Renewals")
public class RenewalActionResource {
  private static final String JSON = "application/json";

  private final RenewalSteps steps;
  private final RenewalOutcomes outcomes;
  private final OutcomeCorrections corrections;
  private final RenewalService service;
  private final ETags etags;

  RenewalActionResource(
      RenewalSteps steps, RenewalOutcomes outcomes, OutcomeCorrections corrections, RenewalService service, ETags etags) {
    this.steps = steps;
    this.outcomes = outcomes;
    this.corrections = corrections;
    this.service = service;
    this.etags = etags;
  }

  @POST
  @Path("/{id}/stage")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "moveRenewal", summary = "Move a renewal to another stage", description = "UPCOMING, ENGAGED, PROPOSED, COMMITTED: forward as far as you like, back one at a time; 409 names what is allowed. The forecast category follows unless somebody chose it. `If-Match` is honoured.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response stage(@PathParam("id") UUID id, StageRequest request, @Context HttpHeaders headers) {
    steps.move(id, ETags.ifMatch(headers), request);
    return answer(id);
  }

  @POST
  @Path("/{id}/notice")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "receiveRenewalNotice", summary = "Record a notice", description = "The customer gave notice: no auto-renewal, no commitment; the decision is still open. `If-Match` is honoured.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response notice(@PathParam("id") UUID id, NoticeRequest request, @Context HttpHeaders headers) {
    steps.receiveNotice(id, ETags.ifMatch(headers), request);
    return answer(id);
  }

  @POST
  @Path("/{id}/notice/withdraw")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "withdrawRenewalNotice", summary = "Withdraw a notice", description = "The notice in force is withdrawn; everything is open again. No body. `If-Match` is honoured.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response withdraw(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    steps.withdrawNotice(id, ETags.ifMatch(headers));
    return answer(id);
  }

  @POST
  @Path("/{id}/outcome")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "recordRenewalOutcome", summary = "Record the outcome", description = "How it was decided, why, and what becomes of the contract (CREATE, EXTEND, LINK, NONE): all or nothing. A second outcome is 409. `If-Match` is honoured.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response outcome(@PathParam("id") UUID id, OutcomeRequest request, @Context HttpHeaders headers) {
    outcomes.record(id, ETags.ifMatch(headers), request);
    return answer(id);
  }

  @POST
  @Path("/{id}/outcome/correct")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "correctRenewalOutcome", summary = "Correct an outcome", description = "Takes the outcome back and, when one is given, records the right one. A follow-up contract that nobody has touched is voided, an extension or a link is taken back, a cancelled contract goes on; 409 names the contract when it has been worked on since. Scores stay as they were; an event says what it was before. `If-Match` is honoured.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response correct(@PathParam("id") UUID id, CorrectionRequest request, @Context HttpHeaders headers) {
    corrections.correct(id, ETags.ifMatch(headers), request);
    return answer(id);
  }

  private Response answer(UUID id) {
    RenewalView view = service.get(id);
    return etags.written(view.version(), view);
  }
}
