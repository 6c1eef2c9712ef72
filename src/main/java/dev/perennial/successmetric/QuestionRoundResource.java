package dev.perennial.successmetric;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Question rounds over HTTP. */
@Path(QuestionRoundResource.PATH)
@Tag(name = "Success metrics")
public class QuestionRoundResource {
  static final String PATH = "/v1/question-rounds";

  private final QuestionRoundService service;

  QuestionRoundResource(QuestionRoundService service) {
    this.service = service;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "createQuestionRound", summary = "Ask a question of a chosen set", description = "Either for success metrics that are there, or a question to customers, by id or by what they are; then each customer without a metric of that name gets one. Answers are measurements: record them as they come, also in bulk. When the due date has passed and answers are missing, the event `question_round.overdue` says so, once.")
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = QuestionRoundView.class)))
  public Response create(QuestionRoundRequest request) {
    QuestionRoundView view = service.start(request);
    return Response.created(URI.create(PATH + "/" + view.id())).entity(view).build();
  }

  @GET
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listQuestionRounds", summary = "List question rounds", description = "Newest first, each with its progress.")
  public RestResponse<Page<QuestionRoundView>> list(@BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(page));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getQuestionRound", summary = "Read a question round", description = "Its progress: asked, answered, and whether it is overdue.")
  public RestResponse<QuestionRoundView> get(@PathParam("id") UUID id) {
    return RestResponse.ok(service.get(id));
  }

  @GET
  @Path("/{id}/items")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listQuestionRoundItems", summary = "List the questions of a round", description = "Each with its customer, its metric and its answer: the first measurement since the round began.")
  public RestResponse<Page<QuestionItemView>> items(
      @PathParam("id") UUID id,
      @QueryParam("state") @Parameter(description = "OPEN, ANSWERED or OVERDUE; all when absent.") @Nullable String state,
      @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.items(id, state, page));
  }
}
