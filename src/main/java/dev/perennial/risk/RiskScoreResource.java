package dev.perennial.risk;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.jobs.JobAnswers;
import dev.perennial.platform.jobs.JobView;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Scores over HTTP. */
@Path(RiskScoreResource.PATH)
@Tag(name = "Risk")
public class RiskScoreResource {
  static final String PATH = "/v1/risk-scores";

  /** Scores never change: one version for ever. */
  private static final long ONLY_VERSION = 0;

  private final RiskScoreService service;
  private final ScoringRunService runs;
  private final RiskSummaryService summaries;
  private final ETags etags;

  RiskScoreResource(
      RiskScoreService service, ScoringRunService runs, RiskSummaryService summaries, ETags etags) {
    this.service = service;
    this.runs = runs;
    this.summaries = summaries;
    this.etags = etags;
  }

  @POST
  @Path("/runs")
  @Idempotent
  @RequiresScope(Scope.SCORES_WRITE)
  @Operation(
      operationId = "startScoringRun",
      summary = "Score renewals",
      description =
          "Starts a job that scores every open renewal, or those named, now, as of a past time, or each as of its own cut-off; with the active model or another one. An empty body means: all, now, with the active model. A run as of a past time never replaces newer values on a board.")
  @APIResponse(
      responseCode = "202",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = JobView.class)))
  public Response run(@RequestBody(required = false) @Nullable ScoringRunRequest request) {
    return JobAnswers.accepted(
        runs.start(request == null ? ScoringRunRequest.EVERYTHING_NOW : request));
  }

  @GET
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "listRiskScores",
      summary = "List the scores of a run",
      description = "Every score that one scoring run gave, by renewal.")
  public RestResponse<Page<RiskScoreSummary>> list(
      @QueryParam("runId") @Parameter(description = "The run: `runId` of its job's result.", required = true)
          @Nullable UUID runId,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.ofRun(required("runId", runId), page));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "getRiskScore",
      summary = "Read a score",
      description =
          "Probability, interval, band, every reason with its sentence and what changed about it since the previous score, what was found per feature, health by group, the model and the time it rests on.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RiskScoreView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    return etags.ok(headers, ONLY_VERSION, service.get(id));
  }

  @POST
  @Path("/{id}/replay")
  @Idempotent
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "replayRiskScore",
      summary = "Replay a score",
      description =
          "Computes it again from its stored inputs with its model version. Identical to the last bit, or 409 with every difference. Nothing is stored.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReplayView.class)))
  public Response replay(@PathParam("id") UUID id) {
    return Response.ok(service.replay(id)).build();
  }

  @GET
  @Path("/compare")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "compareRiskScores",
      summary = "Why did it change?",
      description =
          "Two scores and the lines that add up exactly to their difference. Across model versions, one line says what the model change did.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScoreComparison.class)))
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem404")
  public Response compare(
      @QueryParam("from") @Parameter(description = "Id of the earlier score.", required = true)
          @Nullable UUID from,
      @QueryParam("to") @Parameter(description = "Id of the later score.", required = true)
          @Nullable UUID to) {
    return Response.ok(service.compare(required("from", from), required("to", to))).build();
  }

  @GET
  @Path("/summary")
  @RequiresScope(Scope.SCORES_READ)
  @Operation(
      operationId = "summarizeRisk",
      summary = "At-risk and surprise counts",
      description =
          "Open renewals at risk now, and renewals lost in a period that came as a surprise: their last score stored in time was under the threshold then in force, or there was none. By tier and by value percentile.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RiskSummaryView.class)))
  public Response summary(
      @QueryParam("from")
          @Parameter(
              description =
                  "Losses decided on or after this day; 365 days before `to` when absent.")
          @Nullable LocalDate from,
      @QueryParam("to")
          @Parameter(description = "Losses decided before this day; tomorrow when absent.")
          @Nullable LocalDate to) {
    return Response.ok(summaries.summary(from, to)).build();
  }

  private static UUID required(String name, @Nullable UUID id) {
    if (id == null) {
      throw ProblemException.invalid(
          FieldError.parameter(name, "required", "Give an id in " + name + "."));
    }
    return id;
  }
}
