package dev.perennial.utilisation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.BulkResult;
import dev.perennial.editing.Change;
import dev.perennial.editing.EditReplies;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
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

/** Entitlements over HTTP. */
@Path(EntitlementResource.PATH)
@Tag(name = "Entitlements")
public class EntitlementResource {
  static final String PATH = "/v1/entitlements";

  private final EntitlementService service;
  private final EditReplies replies;
  private final ETags etags;

  EntitlementResource(EntitlementService service, EditReplies replies, ETags etags) {
    this.service = service;
    this.replies = replies;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "listEntitlements",
      summary = "List entitlements",
      description = "What contracts grant of metered units. Sort by updatedAt.")
  public RestResponse<Page<EntitlementView>> list(
      @BeanParam EntitlementFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, page));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "createEntitlement",
      summary = "Create an entitlement",
      description = "How much of a unit a contract (or one line of it) grants in a month, quarter, year, its term, or at a time, and which signals meter it.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementFields.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
  public Response create(JsonNode fields) {
    return replies.answer(PATH, service.write(Change.create(fields)));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "getEntitlement",
      summary = "Read an entitlement",
      description = "What is granted and how it is metered; the use of it is in `/v1/customers/{id}/utilisation`.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    EntitlementView view = service.get(id);
    return etags.ok(headers, view.version(), view);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "updateEntitlement",
      summary = "Change an entitlement",
      description =
          "A JSON merge patch: absent = unchanged, null = clear. `If-Match` guards against lost updates.")
  @RequestBody(
      content =
          @Content(
              mediaType = MergePatch.MEDIA_TYPE,
              schema = @Schema(implementation = EntitlementFields.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
  public Response update(
      @PathParam("id") UUID id, JsonNode patch, @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.patch(headers, id, patch)));
  }

  @GET
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CONTRACTS_READ)
  @Operation(
      operationId = "getEntitlementByExternalId",
      summary = "Read an entitlement by its id elsewhere",
      description = "External ids are case-sensitive and unique per source.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
  public Response getExternal(
      @PathParam("source") String source,
      @PathParam("externalId") String externalId,
      @Context HttpHeaders headers) {
    EntitlementView view = service.get(new ExternalId(source, externalId));
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Operation(
      operationId = "putEntitlementByExternalId",
      summary = "Create or merge an entitlement by its id elsewhere",
      description =
          "201 when it was made, 200 when it was merged (absent = unchanged, null = clear). `If-None-Match: *` means create only.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementFields.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementView.class)))
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
      operationId = "bulkWriteEntitlements",
      summary = "Write up to 500 entitlements",
      description =
          "Each item is made, merged or refused by itself; with `atomic=true` all or none.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntitlementBulkRequest.class)))
  @APIResponse(
      responseCode = "207",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = BulkResult.class)))
  public Response bulk(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.")
          boolean atomic) {
    return BulkResult.answer(service.bulk(body, atomic));
  }

  /** Up to 500 items; each names what exists by its key, or makes a new object without one. */
  record EntitlementBulkRequest(List<EntitlementBulkItem> items) {}

  /** One item: its key (an id or {source, externalId}) and a merge patch. */
  record EntitlementBulkItem(@Nullable Reference key, EntitlementFields data) {}
}
