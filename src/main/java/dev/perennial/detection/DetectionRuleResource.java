package dev.perennial.detection;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules that detect trigger events, over HTTP. */
@Path("/v1/detection-rules")
@Tag(name = "Trigger events")
public class DetectionRuleResource {
  private final DetectionRuleService service;
  private final DryRun dryRun;
  private final ETags etags;

  DetectionRuleResource(DetectionRuleService service, DryRun dryRun, ETags etags) {
    this.service = service;
    this.dryRun = dryRun;
    this.etags = etags;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listDetectionRules", summary = "List detection rules",
      description = "The newest version of each, in the order in which they are looked at; one page.")
  public Page<DetectionRuleView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getDetectionRule", summary = "Read a detection rule", description = "Its newest version.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = DetectionRuleView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    DetectionRuleView rule = service.get(code);
    return etags.ok(headers, rule.version(), rule);
  }

  @GET
  @Path("/{code}/versions")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listDetectionRuleVersions", summary = "List a detection rule's versions",
      description = "Newest first, each with the time in which it speaks; one page.")
  public Page<DetectionRuleView> versions(@PathParam("code") String code) {
    return new Page<>(service.versions(code), null);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(
      operationId = "putDetectionRule", summary = "Store a detection rule",
      description =
          "Makes a rule, or replaces one, for which `If-Match` is required: a changed rule is a new version, versions never"
              + " change. It speaks from `effectiveFrom` on (now when absent), where"
              + " earlier versions end. `active: false` ends it. Detections come within a minute; try it first with a dry run.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = DetectionRuleView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = DetectionRuleView.class)))
  public Response put(@PathParam("code") String code, DetectionRuleFields rule, @Context HttpHeaders headers) {
    DetectionRuleView view = service.put(code, rule, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/detection-rules/{code}", code, view.version(), view);
  }

  @POST
  @Path("/dry-run")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "dryRunDetectionRule", summary = "Try a detection rule over history",
      description =
          "What the rule would have detected, and of whom, with what is known today; nothing is stored. Counts are of all,"
              + " the list has the newest 200.")
  public DryRunResult dryRun(DryRunRequest request) {
    return dryRun.run(request);
  }
}
