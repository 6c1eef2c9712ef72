package dev.perennial.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.customer.CustomerExpansion;
import dev.perennial.customer.ExpandRequest;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.Change;
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

/** Contracts over HTTP. */
@Path(ContractResource.PATH)
@Tag(name = "Contracts")
public class ContractResource {
  static final String PATH = "/v1/contracts";
  private static final String PAST =
      " With `knownAt` or `recordedBy` all of it is as of then, status, MRR and names too; a contract not known by then is"
          + " 404.";

  private final ContractService service;
  private final EditReplies replies;
  private final ETags etags;
  private final PointsInTime points;
  private final CustomerExpansion customers;

  ContractResource(ContractService service, EditReplies replies, ETags etags, PointsInTime points, CustomerExpansion customers) {
    this.service = service;
    this.replies = replies;
    this.etags = etags;
    this.points = points;
    this.customers = customers;
  }

  @GET
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "listContracts",
      summary = "List contracts",
      description =
          "With status, MRR, ARR and lines as of today. Sort by startDate, endDate or updatedAt; an open end sorts last."
              + PAST)
  public RestResponse<Page<ContractView>> list(
      @BeanParam ContractFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @BeanParam ExpandRequest expand, @Context UriInfo uri) {
    PointInTime at = points.of(time);
    return Lists.ok(
        uri, customers.page(expand, at, at == null ? service.list(filter, page) : service.list(filter, page, at)));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "createContract",
      summary = "Create a contract",
      description =
          "A customer, a start, an end (or a term, or evergreen) and at least one line. The renewal follows by itself.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractFields.class)))
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  public Response create(JsonNode fields) {
    return replies.answer(PATH, service.write(Change.create(fields)));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "getContract",
      summary = "Read a contract",
      description =
          "With status, MRR, ARR and total value as of today; one round trip to the database."
              + PAST)
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  public Response get(
      @PathParam("id") UUID id, @BeanParam PointInTimeRequest time, @BeanParam ExpandRequest expand,
      @Context HttpHeaders headers) {
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(customers.one(expand, at, service.get(PastKey.of(id), at)));
    }
    ContractView view = service.get(id);
    return etags.ok(headers, view.version(), customers.one(expand, null, view));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "updateContract",
      summary = "Change a contract",
      description =
          "A JSON merge patch: absent = unchanged, null = clear. `If-Match` guards against lost updates.")
  @RequestBody(
      content =
          @Content(
              mediaType = MergePatch.MEDIA_TYPE,
              schema = @Schema(implementation = ContractFields.class)))
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  public Response update(
      @PathParam("id") UUID id, JsonNode patch, @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.patch(headers, id, patch)));
  }

  @GET
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "getContractByExternalId",
      summary = "Read a contract by its id elsewhere",
      description = "External ids are case-sensitive and unique per source." + PAST)
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  public Response getExternal(
      @PathParam("source") String source,
      @PathParam("externalId") String externalId,
      @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    ExternalId external = new ExternalId(source, externalId);
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(service.get(PastKey.of(ResourceType.CONTRACT, external), at));
    }
    ContractView view = service.get(external);
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "putContractByExternalId",
      summary = "Create or merge a contract by its id elsewhere",
      description =
          "201 when it was made, 200 when it was merged (absent = unchanged, null = clear). `If-None-Match: *` means create only.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractFields.class)))
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractView.class)))
  public Response putExternal(
      @PathParam("source") String source,
      @PathParam("externalId") String externalId,
      JsonNode fields,
      @Context HttpHeaders headers) {
    return replies.answer(
        PATH, service.write(EditReplies.put(headers, source, externalId, fields)));
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "bulkWriteContracts",
      summary = "Write up to 500 contracts",
      description =
          "Each item is made, merged or refused by itself; with `atomic=true` all or none.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContractBulkRequest.class)))
  @APIResponse(
      responseCode = "207",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkResult.class)))
  public Response bulk(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.")
          boolean atomic) {
    return BulkResult.answer(service.bulk(body, atomic));
  }

  /** Up to 500 items; each names what exists by its key, or makes a new object without one. */
  record ContractBulkRequest(List<ContractBulkItem> items) {}

  /** One item: its key (an id or {source, externalId}) and a merge patch. */
  record ContractBulkItem(@Nullable Reference key, ContractFields data) {}
}
