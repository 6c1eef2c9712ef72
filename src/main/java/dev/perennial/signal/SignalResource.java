package dev.perennial.signal;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.tenant.UnknownTypes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signals over HTTP. */
@Path("/v1/signals")
@Tag(name = "Signals")
public class SignalResource {
  private static final int MULTI_STATUS = 207;

  private final SignalService service;
  private final SignalBulk bulk;

  SignalResource(SignalService service, SignalBulk bulk) {
    this.service = service;
    this.bulk = bulk;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createSignal",
      summary = "Send a signal",
      description =
          "A dated fact about a customer. Sent twice, it is stored once: source, source id and revision are its key. A"
              + " higher revision corrects the ones before; nothing is ever overwritten.")
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalReceipt.class)))
  @APIResponse(
      responseCode = "200",
      description = "It was stored before",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalReceipt.class)))
  @APIResponse(
      responseCode = "202",
      description = "It waits for its customer",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalReceipt.class)))
  public Response create(
      SignalFields fields,
      @QueryParam("unmatched") @Parameter(description = "KEEP: a signal whose customer (by external id) is not known yet waits for it; REFUSE is the default.")
          Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = "What happens to types the catalogue lacks: ACCEPT or REFUSE; as the settings say when absent.")
          @Nullable UnknownTypes unknownTypes) {
    SignalReceipt receipt = service.receive(fields, Intake.of(false, unmatched, unknownTypes, false));
    SignalView signal = receipt.signal();
    if (signal == null) {
      return Response.accepted(receipt).build();
    }
    return (receipt.stored() ? Response.created(location(signal)) : Response.ok()).entity(receipt).build();
  }

  @POST
  @Path("/bulk")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createSignals",
      summary = "Send many signals",
      description =
          "Up to 500, written as one set. Each item is answered by itself: 201 stored, 200 stored before, 202 waits for its customer, 4xx refused.")
  @APIResponse(
      responseCode = "207",
      description = "One answer per item",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalBulkResult.class)))
  public Response createMany(
      SignalBulkRequest request,
      @Parameter(description = "All or nothing: one refused item refuses the request.")
          @QueryParam("atomic")
          @DefaultValue("false")
          boolean atomic,
      @QueryParam("unmatched") @Parameter(description = "KEEP: a signal whose customer (by external id) is not known yet waits for it; REFUSE is the default.")
          Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = "What happens to types the catalogue lacks: ACCEPT or REFUSE; as the settings say when absent.")
          @Nullable UnknownTypes unknownTypes) {
    Intake intake = Intake.of(false, unmatched, unknownTypes, false);
    SignalBulkResult result =
        atomic ? bulk.allOrNothing(request.items(), intake) : bulk.each(request.items(), intake);
    return Response.status(MULTI_STATUS).entity(result).build();
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listSignals",
      summary = "List signals",
      description =
          "Newest first by the time they happened (`sort=occurredAt` turns it); superseded and retracted ones only with `revisions=all`.")
  public RestResponse<Page<SignalView>> list(
      @BeanParam SignalFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(filter, page));
  }

  /** A signal has no path of its own: the list finds it by its key. */
  private static URI location(SignalView signal) {
    return UriBuilder.fromPath("/v1/signals")
        .queryParam("source", "{source}")
        .queryParam("sourceId", "{sourceId}")
        .build(signal.source(), signal.sourceId());
  }
}
