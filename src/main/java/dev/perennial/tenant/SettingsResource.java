package dev.perennial.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.json.MergePatch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Settings over HTTP. */
@Path("/v1/settings")
@Tag(name = "Settings")
public class SettingsResource {
  private final SettingsService service;
  private final ETags etags;

  SettingsResource(SettingsService service, ETags etags) {
    this.service = service;
    this.etags = etags;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(operationId = "getSettings", summary = "Read the settings", description = "The tenant's reporting currency, time zone, deadlines, threshold and risk bands.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = Settings.class)))
  public Response get(@Context HttpHeaders headers) {
    return answer(headers, service.current());
  }

  @PUT
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "replaceSettings", summary = "Replace the settings", description = "All of them; `If-Match` is required. Stored scores keep the threshold that was in force.")
  @APIResponse(responseCode = "200", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"), content = @Content(mediaType = "application/json", schema = @Schema(implementation = Settings.class)))
  public Response replace(SettingsFields fields, @Context HttpHeaders headers) {
    return answer(headers, service.replace(ETags.requireIfMatch(headers), fields));
  }

  @PATCH
  @Consumes(MergePatch.MEDIA_TYPE)
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "updateSettings", summary = "Change some settings", description = "A JSON merge patch; the merged whole is validated.")
  @RequestBody(content = @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = SettingsFields.class)))
  @APIResponse(responseCode = "200", headers = @Header(name = HttpHeaders.ETAG, ref = "ETag"), content = @Content(mediaType = "application/json", schema = @Schema(implementation = Settings.class)))
  public Response patch(JsonNode patch, @Context HttpHeaders headers) {
    return answer(headers, service.patch(ETags.ifMatch(headers), patch));
  }

  private Response answer(HttpHeaders headers, Settings settings) {
    return etags.ok(headers, settings.version(), settings);
  }
}
