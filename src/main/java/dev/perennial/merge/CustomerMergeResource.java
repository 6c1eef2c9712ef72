package dev.perennial.merge;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Merging duplicates over HTTP. */
@Path("/v1/customers")
@Tag(name = "Customers")
public class CustomerMergeResource {
  private static final String JSON = "application/json";

  private final CustomerMergeService service;

  CustomerMergeResource(CustomerMergeService service) {
    this.service = service;
  }

  @POST
  @Path("/{id}/merge")
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "mergeCustomer", summary = "Merge a duplicate into another customer", description = "For two records of one company (an acquisition is a contract transfer). Contracts, contacts, children, signals, timeline and revenue count for the survivor; reads and writes of the duplicate's id and external ids lead to the survivor, whose body (with its own id) is the answer. 409 when either is merged already, or the duplicate stands above the survivor.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = CustomerMergeView.class)))
  public CustomerMergeView merge(@PathParam("id") UUID id, MergeRequest request) {
    return service.merge(id, request);
  }

  @POST
  @Path("/{id}/unmerge")
  @Idempotent
  @RequiresScope(Scope.CUSTOMERS_WRITE)
  @Operation(operationId = "unmergeCustomer", summary = "Undo a merge", description = "The duplicate is a customer of its own again, with what it brought and what followed from it; what was made for the survivor since stays there. No body. 409 when it is not merged, or a contract has come to join both.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = JSON, schema = @Schema(implementation = CustomerMergeView.class)))
  public CustomerMergeView unmerge(@PathParam("id") UUID id) {
    return service.unmerge(id);
  }
}
