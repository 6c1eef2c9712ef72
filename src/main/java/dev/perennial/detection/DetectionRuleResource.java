package dev.perennial.detection;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules that detect trigger events, over HTTP. */
@Path("/v1/detection-rules")
@Tag(name = "Trigger events")
public class DetectionRuleResource {
  private final DetectionRuleService service;
  private final DryRun dryRun;

  DetectionRuleResource(DetectionRuleService service, DryRun dryRun) {
    this.service = service;
    this.dryRun = dryRun;
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
  public DetectionRuleView get(@PathParam("code") String code) {
    return service.get(code);
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
  @Operation(
      operationId = "putDetectionRule", summary = "Store a detection rule",
      description =
          "A changed rule is a new version; versions never change. It speaks from `effectiveFrom` on (now when absent), where"
              + " earlier versions end. `active: false` ends it. Detections come within a minute; try it first with a dry run.")
  public DetectionRuleView put(@PathParam("code") String code, DetectionRuleFields rule) {
    return service.put(code, rule);
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
