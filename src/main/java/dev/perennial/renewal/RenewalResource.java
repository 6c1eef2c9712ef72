package dev.perennial.renewal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.customer.CustomerExpansion;
import dev.perennial.customer.ExpandRequest;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.EditReplies;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.editing.ResourceType;
import dev.perennial.history.PastKey;
import dev.perennial.history.PointInTime;
import dev.perennial.history.PointInTimeRequest;
import dev.perennial.history.PointsInTime;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.json.MergePatch;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Renewals over HTTP: the board and single renewals. Steps and outcomes are {@link RenewalActionResource}. */
@Path(RenewalResource.PATH)
@Tag(name = "Renewals")
public class RenewalResource {
  static final String PATH = "/v1/renewals";
  private static final String PAST =
      " With `knownAt` or `recordedBy` all of it is as of then, amount and score too; a renewal not known by then is 404."
          + " Amounts in the reporting currency are null when their exchange rate was not known by then.";
  private static final String PAST_SUMS =
      " With `knownAt` or `recordedBy` all of it is as of then; a renewal whose exchange rate was not known by then is"
          + " counted and in no sum.";
  private static final String JSON = "application/json";

  private final RenewalService service;
  private final EditReplies replies;
  private final ETags etags;
  private final PointsInTime points;
  private final CustomerExpansion customers;

  RenewalResource(RenewalService service, EditReplies replies, ETags etags, PointsInTime points, CustomerExpansion customers) {
    this.service = service;
    this.replies = replies;
    this.etags = etags;
    this.points = points;
    this.customers = customers;
  }

  @GET
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "listRenewals", summary = "The renewal board", description = "Undecided renewals with customer, owner, amount and risk; amounts in the reporting currency. Sort by dueDate (default), decisionDeadline, amount, probability or expectedLoss. Days and amounts select from (inclusive) … to (exclusive)." + PAST)
  public RestResponse<Page<RenewalItem>> list(
      @BeanParam RenewalFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @BeanParam ExpandRequest expand, @Context UriInfo uri) {
    PointInTime at = points.of(time);
    return Lists.ok(
        uri, customers.page(expand, at, at == null ? service.list(filter, page) : service.list(filter, page, at)));
  }

  @GET
  @Path("/summary")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "summarizeRenewals", summary = "Sums of the renewal board", description = "Count, amount and expected loss by stage, forecastCategory, owner, band or month of the due date, with the board's filters." + PAST_SUMS)
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalSummary.class)))
  public RenewalSummary summary(
      @BeanParam RenewalFilter filter,
      @QueryParam("groupBy") @DefaultValue("stage") @Parameter(description = "stage, forecastCategory, owner, band or month.") String groupBy,
      @BeanParam PointInTimeRequest time) {
    PointInTime at = points.of(time);
    return at == null ? service.summary(filter, groupBy) : service.summary(filter, groupBy, at);
  }

  @GET
  @Path("/forecast")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "forecastRenewals", summary = "Forecast what will be renewed", description = "By due month, by owner or as a whole (groupBy month, owner, none), with the board's filters: commit and best case as people see them (cumulative, omitted left out), expected amount and P10, P50, P90 as the scores see them, in the reporting currency. Undecided and decided renewals alike unless `open` says otherwise; evergreen ones have no due month and are left out." + PAST_SUMS)
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalForecast.class)))
  public RenewalForecast forecast(
      @BeanParam RenewalFilter filter,
      @QueryParam("groupBy") @DefaultValue("month") @Parameter(description = "month, owner or none.") String groupBy,
      @BeanParam PointInTimeRequest time) {
    PointInTime at = points.of(time);
    return at == null ? service.forecast(filter, groupBy) : service.forecast(filter, groupBy, at);
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "getRenewal", summary = "Read a renewal", description = "Everything about one decision: deadlines, stages and where it may go, offer, calls, notice, outcome, latest score." + PAST)
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response get(
      @PathParam("id") UUID id, @BeanParam PointInTimeRequest time, @BeanParam ExpandRequest expand,
      @Context HttpHeaders headers) {
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(customers.one(expand, at, service.get(PastKey.of(id), at)));
    }
    RenewalView view = service.get(id);
    return etags.ok(headers, view.version(), customers.one(expand, null, view));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(operationId = "updateRenewal", summary = "Change a renewal", description = "Forecast, offer, human call, next step, snooze: a JSON merge patch. Dates and amounts follow the contract; stages, notices and outcomes have operations of their own.")
  @RequestBody(content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = RenewalFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response update(@PathParam("id") UUID id, JsonNode patch, @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.patch(headers, id, patch)));
  }

  @GET
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "getRenewalByExternalId", summary = "Read a renewal by its id elsewhere", description = "E.g. the opportunity of a CRM, once it was stored in the renewal's externalIds." + PAST)
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response getExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId,
      @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    ExternalId external = new ExternalId(source, externalId);
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(service.get(PastKey.of(ResourceType.RENEWAL, external), at));
    }
    RenewalView view = service.get(external);
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(operationId = "putRenewalByExternalId", summary = "Merge into a renewal by its id elsewhere", description = "Absent = unchanged, null = clear. An unknown id is 404: renewals come from contracts.")
  @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalView.class)))
  public Response putExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId, JsonNode fields,
      @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.put(headers, source, externalId, fields)));
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(operationId = "bulkWriteRenewals", summary = "Change up to 500 renewals", description = "Each item names a renewal by its key and is patched or refused by itself; with `atomic=true` all or none.")
  @RequestBody(content = @Content(mediaType = JSON, schema = @Schema(implementation = RenewalBulkRequest.class)))
  @APIResponse(responseCode = "207", content = @Content(mediaType = JSON, schema = @Schema(implementation = BulkResult.class)))
  public Response bulk(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.") boolean atomic) {
    return BulkResult.answer(service.bulk(body, atomic));
  }

  /** Up to 500 patches. */
  record RenewalBulkRequest(@NotNull List<RenewalBulkItem> items) {}

  /** One patch: the renewal's key (an id or {source, externalId}) and a merge patch. */
  record RenewalBulkItem(@NotNull Reference key, @NotNull RenewalFields data) {}
}
