package dev.perennial.customer;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Customers over HTTP. */
@Path(CustomerResource.PATH)
@Tag(name = "Customers")
public class CustomerResource {
  static final String PATH = "/v1/customers";
  private static final String PAST =
      "With `knownAt` or `recordedBy` all of it is as of then, the computed parts too; a customer not known by then is 404."
          + " `mrr` and `arr` are null when an exchange rate they need was not known by then.";

  private final CustomerService service;
  private final EditReplies replies;
  private final ETags etags;
  private final PointsInTime points;

  CustomerResource(CustomerService service, EditReplies replies, ETags etags, PointsInTime points) {
    this.service = service;
    this.replies = replies;
    this.etags = etags;
    this.points = points;
  }

  @GET
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "listCustomers", summary = "List customers", description = "With revenue, next renewal and risk. Sort by name or updatedAt. With `knownAt` or `recordedBy`: the customers there were, as they were.")
  public RestResponse<Page<CustomerView>> list(
      @BeanParam CustomerFilter filter, @BeanParam PageRequest page, @BeanParam PointInTimeRequest time,
      @Context UriInfo uri) {
    PointInTime at = points.of(time);
    return Lists.ok(uri, at == null ? service.list(filter, page) : service.list(filter, page, at));
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "createCustomer", summary = "Create a customer", description = "Only the name is required.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerFields.class)))
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  public Response create(JsonNode fields) {
    return replies.answer(PATH, service.write(Change.create(fields)));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getCustomer", summary = "Read a customer", description = "With MRR, ARR, next renewal, highest risk and last interaction; one round trip to the database."
      + " The id of a merged duplicate answers with its survivor. " + PAST)
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  public Response get(
      @PathParam("id") UUID id, @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(service.get(PastKey.ofCustomer(id), at));
    }
    CustomerView view = service.get(id);
    return etags.ok(headers, view.version(), view);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "updateCustomer", summary = "Change a customer", description = "A JSON merge patch: absent = unchanged, null = clear. `If-Match` guards against lost updates.")
  @RequestBody(content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = CustomerFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  public Response update(@PathParam("id") UUID id, JsonNode patch, @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.patch(headers, id, patch)));
  }

  @GET
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CUSTOMERS_READ)
  @Operation(operationId = "getCustomerByExternalId", summary = "Read a customer by its id elsewhere", description = "External ids are case-sensitive and unique per source. " + PAST)
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  public Response getExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId,
      @BeanParam PointInTimeRequest time, @Context HttpHeaders headers) {
    ExternalId external = new ExternalId(source, externalId);
    PointInTime at = points.of(time);
    if (at != null) {
      return ETags.past(service.get(PastKey.of(ResourceType.CUSTOMER, external), at));
    }
    CustomerView view = service.get(external);
    return etags.ok(headers, view.version(), view);
  }

  @PUT
  @Path("/external/{source}/{externalId}")
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "putCustomerByExternalId", summary = "Create or merge a customer by its id elsewhere", description = "201 when it was made, 200 when it was merged (absent = unchanged, null = clear). `If-None-Match: *` means create only.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerFields.class)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  @APIResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerView.class)))
  public Response putExternal(
      @PathParam("source") String source, @PathParam("externalId") String externalId, JsonNode fields,
      @Context HttpHeaders headers) {
    return replies.answer(PATH, service.write(EditReplies.put(headers, source, externalId, fields)));
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "bulkWriteCustomers", summary = "Write up to 500 customers", description = "Each item is made, merged or refused by itself; with `atomic=true` all or none.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = CustomerBulkRequest.class)))
  @APIResponse(responseCode = "207", content = @Content(mediaType = "application/json", schema = @Schema(implementation = BulkResult.class)))
  public Response bulk(
      JsonNode body,
      @QueryParam("atomic") @DefaultValue("false") @Parameter(description = "All items or none.") boolean atomic) {
    return BulkResult.answer(service.bulk(body, atomic));
  }

  /** Up to 500 items; each names what exists by its key, or makes a new object without one. */
  record CustomerBulkRequest(List<CustomerBulkItem> items) {}

  /** One item: its key (an id or {source, externalId}) and a merge patch. */
  record CustomerBulkItem(@Nullable Reference key, CustomerFields data) {}
}
