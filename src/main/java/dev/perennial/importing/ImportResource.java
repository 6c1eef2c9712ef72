package dev.perennial.importing;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.platform.http.Streamed;
import dev.perennial.platform.jobs.JobAnswers;
import dev.perennial.platform.jobs.JobView;
import dev.perennial.signal.Intake;
import dev.perennial.tenant.UnknownTypes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
@Path("/v1")
@Tag(name = "Imports")
public class ImportResource {
  private static final List<SortKey<SavedMapping>> SORTS =
      List.of(new SortKey<>("name", "name", "text", SavedMapping::name));

  private final ImportService service;
  private final ImportMappingRepository mappings;
  private final ETags etags;

  ImportResource(ImportService service, ImportMappingRepository mappings, ETags etags) {
    this.service = service;
    this.mappings = mappings;
    this.etags = etags;
  }

  @POST
  @Path("/imports")
  @Idempotent
  @Streamed
  @Consumes({"text/csv", "application/x-ndjson"})
  @RequiresScope(Scope.IMPORTS_WRITE)
  @Operation(
      operationId = "startImport", summary = "Import a file",
      description = "CSV or NDJSON as the body, of any size; the answer is a job. Good rows land, bad ones are listed by line under the job's errors, and a second run of the same file changes nothing.")
  @RequestBody(
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "202", content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobView.class)))
  public Response start(
      @QueryParam("resource") @Parameter(required = true, description = "users, customers, contacts, products, contracts, renewals (past outcomes), open-renewals, notices, signals, trigger-events, success-metrics, measurements, purchase-criteria, delivery-scores, feedback-items or entitlements; or commands, done row by row as over REST: transfers (of contracts), customer-merges or co-term-groups.") @Nullable String resource,
      @QueryParam("mapping") @Parameter(description = "Name of a saved mapping.") @Nullable String mapping,
      @QueryParam("options") @Parameter(description = "A mapping as JSON, instead of a saved one.") @Nullable String options,
      @QueryParam("dryRun") @DefaultValue("false") @Parameter(description = "Check everything, write nothing.") boolean dryRun,
      @QueryParam("unmatched") @Parameter(description = "Of signals: KEEP lets those whose customer is not known yet wait for it; REFUSE is the default.") Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = "Of signals: what happens to types the catalogue lacks, ACCEPT or REFUSE; as the settings say when absent.") @Nullable UnknownTypes unknownTypes,
      @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType,
      InputStream upload) {
    if (resource == null) {
      throw ProblemException.invalid(FieldError.parameter("resource", "required", "Say what the file holds in resource."));
    }
    ImportFormat format = contentType.startsWith("text/csv") ? ImportFormat.CSV : ImportFormat.NDJSON;
    return JobAnswers.accepted(service.start(resource, format, mapping, options, dryRun, unmatched, unknownTypes, upload));
  }

  @GET
  @Path("/import-mappings")
  @RequiresScope(Scope.IMPORTS_WRITE)
  @Operation(operationId = "listImportMappings", summary = "List saved mappings", description = "By name.")
  public RestResponse<Page<SavedMapping>> list(@BeanParam PageRequest page, @Context UriInfo uri) {
    Keyset<SavedMapping> keyset = Keyset.of(page, "name", SORTS, "id", SavedMapping::id, "");
    return Lists.ok(uri, keyset.page(mappings.list(keyset)));
  }

  @GET
  @Path("/import-mappings/{name}")
  @RequiresScope(Scope.IMPORTS_WRITE)
  @Operation(operationId = "getImportMapping", summary = "Read a saved mapping", description = "Under the name it was saved with.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SavedMapping.class)))
  public Response get(@PathParam("name") String name, @Context HttpHeaders headers) {
    SavedMapping saved = mappings.find(name).orElseThrow(() -> ProblemException.notFound("import mapping"));
    return etags.ok(headers, saved.version(), saved);
  }

  @PUT
  @Path("/import-mappings/{name}")
  @RequiresScope(Scope.IMPORTS_WRITE)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putImportMapping", summary = "Save a mapping", description = "Under a name, to be given as `mapping=` of an import; replacing one requires `If-Match`. Its targets are checked now.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SavedMapping.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SavedMapping.class)))
  public Response put(@PathParam("name") String name, SavedMappingRequest request, @Context HttpHeaders headers) {
    if (name.length() > 100) {
      throw ProblemException.invalid(FieldError.parameter("name", "length", "A name has at most 100 characters."));
    }
    SavedMapping saved = service.save(name, request.resource(), request.document(), ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/import-mappings/{name}", name, saved.version(), saved);
  }
}
