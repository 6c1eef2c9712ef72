package dev.perennial.platform.jobs;

import dev.perennial.platform.access.RequiresScope;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Jobs over HTTP. */
@Path("/v1/jobs")
@Tag(name = "Jobs")
public class JobResource {
  private final JobService service;
  private final ETags etags;

  JobResource(JobService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "listJobs",
      summary = "List jobs",
      description = "Imports, scoring runs and other long work of the tenant, newest first.")
  public RestResponse<Page<JobView>> list(
      @BeanParam PageRequest page,
      @Parameter(description = "Comma-separated kinds.") @QueryParam("kind") @Nullable String kind,
      @Parameter(
              description =
                  "Comma-separated states: QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED.")
          @QueryParam("state")
          @Nullable String state,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(page, kind, state));
  }

  @GET
  @Path("/{id}")
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "getJob",
      summary = "Read a job",
      description =
          "Its state, counts, progress, result or failure. Ask again, with If-None-Match, until it has ended.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
    Job job = service.get(id);
    return etags.ok(headers, job.attempt(), JobView.of(job));
  }

  @GET
  @Path("/{id}/errors")
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "listJobErrors",
      summary = "List a job's errors",
      description =
          "Faults of its input by line; the first 10,000 are kept, the job's counts tell how many there were.")
  public RestResponse<Page<JobError>> errors(
      @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.errors(id, page));
  }

  @POST
  @Path("/{id}/cancel")
  @Idempotent
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "cancelJob",
      summary = "Cancel a job",
      description =
          "A queued job ends at once, a running one after the chunk it is at. What it has done stays. Who may start a"
              + " kind of job may cancel it: `imports:write`, `scores:write` or `models:manage`.")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response cancel(@PathParam("id") UUID id) {
    return Response.ok(JobView.of(service.cancel(id))).build();
  }
}
