package dev.perennial.contract;

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
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to a contract beside being edited, over HTTP. */
@Path(ContractResource.PATH)
@Tag(name = "Contracts")
public class ContractActionResource {
  private final ContractTransfers transfers;
  private final ContractService service;
  private final ETags etags;

  ContractActionResource(ContractTransfers transfers, ContractService service, ETags etags) {
    this.transfers = transfers;
    this.service = service;
    this.etags = etags;
  }

  @POST
  @Path("/{id}/transfer")
  @Idempotent
  @RequiresScope(Scope.CONTRACTS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "transferContract", summary = "Transfer a contract to another customer", description = "For a customer that was acquired: no churn, no new business. The contract ends on the day before (TRANSFERRED) and keeps its history, its open renewals are voided (TRANSFERRED); a new contract with the same end and the same amounts a month carries it on, with a renewal of its own. Answers with the new contract. `If-Match` is honoured.")
  @APIResponse(
      responseCode = "201",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ContractView.class)))
  public Response transfer(
      @PathParam("id") UUID id, TransferRequest request, @Context HttpHeaders headers) {
    ContractView view = service.get(transfers.transfer(id, ETags.ifMatch(headers), request));
    return etags.created(URI.create(ContractResource.PATH + "/" + view.id()), view.version(), view);
  }
}
