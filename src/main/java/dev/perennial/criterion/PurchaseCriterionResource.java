package dev.perennial.criterion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.Change;
import dev.perennial.editing.EditReplies;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
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
import org.jspecify.annotations.Nullable;

/** Purchase criteria over HTTP. */
@Path(PurchaseCriterionResource.PATH)
@Tag(name = "Purchase criteria")
public class PurchaseCriterionResource {
  static final String PATH = "/v1/purchase-criteria";

  private final PurchaseCriterionService service;
  private final EditReplies replies;
  private final ETags etags;
  private final PointsInTime points;

  PurchaseCriterionResource(PurchaseCriterionService service, EditReplies replies, ETags etags, PointsInTime points) {
    this.service = service;
    this.replies = replies;
    this.etags = etags;
    this.points = points;
  }

  @GET
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listPurchaseCriteria", summary = "List purchase criteria", description = "With the newest delivery score, last changed first. With `knownAt` or `recordedBy`: as they were known then.")
  public RestResponse<Page<PurchaseCriterionView>> list(
      @BeanParam PurchaseCriterionFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, points.of(time), page));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "createPurchaseCriterion", summary = "Create a purchase criterion", description = "What the customer judges by, in its words; a must-have decides alone.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionFields.class)))
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  public Response create(JsonNode fields) {
    return replies.answer(PATH, service.write(Change.create(fields)));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getPurchaseCriterion", summary = "Read a purchase criterion", description = "With the newest delivery score and its evidence. With `knownAt` or `recordedBy`: as it was known then.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  public Response get(@PathParam("id") UUID id, @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    PointInTime at = points.of(time);
    return read(service.get(id, at), at, headers);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "updatePurchaseCriterion", summary = "Change a purchase criterion", description = "A JSON merge patch: absent = unchanged, null = clear. `If-Match` guards against lost updates.")
  @RequestBody(content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = PurchaseCriterionFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  public Response update(@PathParam("id") UUID id, JsonNode patch, @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.patch(headers, id, patch)));
  }

  @GET
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getPurchaseCriterionByExternalId", summary = "Read a purchase criterion by its id elsewhere", description = "External ids are case-sensitive and unique per source.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  public Response getExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId,
      @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    PointInTime at = points.of(time);
    return read(service.get(new ExternalId(source, externalId), at), at, headers);
  }

  private Response read(PurchaseCriterionView view, @Nullable PointInTime at, HttpHeaders headers) {
    return at == null ? etags.ok(headers, view.version(), view) : ETags.past(view);
  }

  @PUT
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "putPurchaseCriterionByExternalId", summary = "Create or merge a purchase criterion by its id elsewhere", description = "201 when it was made, 200 when it was merged (absent = unchanged, null = clear). `If-None-Match: *` means create only.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionView.class)))
  public Response putExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId, JsonNode fields,
      @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.put(headers, source, externalId, fields)));
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "bulkWritePurchaseCriteria", summary = "Write up to 500 purchase criteria", description = "Each item is made, merged or refused by itself; with `atomic=true` all or none.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = PurchaseCriterionBulkRequest.class)))
  @APIResponse(responseCode = "207", content = @Content(mediaType = "application/json", schema = @Schema(implementation = BulkResult.class)))
  public Response bulk(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.") boolean atomic) {
    return BulkResult.answer(service.bulk(body, atomic));
  }

  /** Up to 500 items; each names what exists by its key, or makes a new object without one. */
  record PurchaseCriterionBulkRequest(List<PurchaseCriterionBulkItem> items) {}

  /** One item: its key (an id or {source, externalId}) and a merge patch. */
  record PurchaseCriterionBulkItem(@Nullable Reference key, PurchaseCriterionFields data) {}
}
