package dev.perennial.programme;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Programmes over HTTP. */
@Path(ProgrammeResource.PATH)
@Tag(name = "Programmes")
public class ProgrammeResource {
  static final String PATH = "/v1/programmes";

  /** A programme does not change: one version for ever. */
  private static final long ONLY_VERSION = 0;

  private final ProgrammeService service;
  private final ETags etags;

  ProgrammeResource(ProgrammeService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @POST
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(
      operationId = "createProgramme",
      summary = "Begin a programme",
      description =
          "What is offered, its arms with their shares, one of them the hold-out, and what is spread evenly over them. It does not change afterwards: what was decided at the start is what an effect is measured by.")
  @APIResponse(
      responseCode = "201", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"),
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProgrammeView.class)))
  public Response create(ProgrammeFields fields) {
    ProgrammeView programme = service.create(fields);
    return etags.created(URI.create(PATH + "/" + programme.id()), ONLY_VERSION, programme);
  }

  @GET
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "listProgrammes", summary = "List programmes", description = "Newest first.")
  public RestResponse<Page<ProgrammeView>> list(@BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.list(page));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(operationId = "getProgramme", summary = "Read a programme", description = "As it was begun.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProgrammeView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    return etags.ok(headers, ONLY_VERSION, service.get(id));
  }

  @POST
  @Path("/{id}/assignments")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(
      operationId = "assignProgramme",
      summary = "Assign renewals by chance",
      description =
          "Gives an arm by chance, evenly within each stratum, to the open renewals that have none yet. The seed is recorded: the same renewals, arms and seed give the same assignment. An empty body means all open renewals.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AssignmentResult.class)))
  public Response assign(@PathParam("id") UUID id, @RequestBody(required = false) @Nullable AssignmentRequest request) {
    return Response.ok(service.assign(id, request == null ? AssignmentRequest.ALL : request)).build();
  }

  @POST
  @Path("/{id}/assignments/from-signals")
  @Idempotent
  @RequiresScope(Scope.RENEWALS_WRITE)
  @Operation(
      operationId = "takeOverProgrammeAssignments",
      summary = "Take assignments over from signals",
      description =
          "For a programme that was assigned elsewhere: each EVENT signal of a type, with the arm in its attribute `arm`, assigns the customer's next renewal as of the signal's time. Who is assigned already stays there; a second call changes nothing.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = AssignmentResult.class)))
  public Response takeOver(@PathParam("id") UUID id, SignalAssignmentRequest request) {
    return Response.ok(service.takeOver(id, request)).build();
  }

  @GET
  @Path("/{id}/effect")
  @RequiresScope(Scope.RENEWALS_READ)
  @Operation(
      operationId = "getProgrammeEffect",
      summary = "What did it do?",
      description =
          "Each arm against the hold-out, everybody counted where they were assigned: the difference in the share lost with its interval, sharper by the risk score before (CUPED), or *can't tell yet* with the numbers it would take. A programme whose arms were not given by chance gets a comparison, never an effect.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProgrammeEffectView.class)))
  public Response effect(@PathParam("id") UUID id) {
    return Response.ok(service.effect(id)).build();
  }
}
