package dev.perennial.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Idempotent;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.Streamed;
import dev.perennial.tenant.UnknownTypes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signals in the shapes that other systems send. */
@Path("/v1/signals")
@Tag(name = "Signals")
public class SignalIntakeResource {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int MAX_ITEMS = 500;
  private static final int MULTI_STATUS = 207;
  private static final String UNMATCHED = "KEEP, the default: a signal whose customer is not known yet waits for it; or REFUSE.";
  private static final String UNKNOWN = "What happens to types the catalogue lacks: ACCEPT or REFUSE; as the settings say when absent.";

  private final SignalStream stream;
  private final SignalBulk bulk;
  private final SignalCatalogue catalogue;
  private final Clock clock;

  SignalIntakeResource(SignalStream stream, SignalBulk bulk, SignalCatalogue catalogue, Clock clock) {
    this.stream = stream;
    this.bulk = bulk;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @POST
  @Path("/stream")
  @Idempotent
  @Streamed
  @Consumes("application/x-ndjson")
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "streamSignals", summary = "Stream signals",
      description =
          "One signal per line, of any number; good lines land, the first hundred bad ones are answered by line. A repeat"
              + " changes nothing; one that names no `revision` and says something new becomes the next revision."
              + " After a broken connection send all of it again; an Idempotency-Key is not needed for that, and refused.")
  @RequestBody(content = @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalStreamResult.class)))
  public Response stream(
      @QueryParam("unmatched") @Parameter(description = UNMATCHED) Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = UNKNOWN) @Nullable UnknownTypes unknownTypes,
      @Context HttpHeaders headers,
      InputStream body) {
    // A key holds a transaction until the reply is stored: not for as long as somebody may stream.
    if (headers.getHeaderString(IDEMPOTENCY_KEY) != null) {
      throw ProblemException.invalid(
          FieldError.parameter(IDEMPOTENCY_KEY, "unsupported", "A stream takes no Idempotency-Key: a repeat of its lines changes nothing."));
    }
    return Response.ok(stream.receive(body, Intake.of(true, unmatched, unknownTypes, true))).build();
  }

  @POST
  @Path("/cloud-events")
  @Idempotent
  @Consumes({STRUCTURED, BATCH, "application/json"})
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createSignalsFromCloudEvents", summary = "Send CloudEvents",
      description =
          "CloudEvents 1.0: structured, a batch of up to 500, or binary (`ce-` headers, the body is the data). `source` and"
              + " `id` find repeats, `type` is the signal's type, `subject` the customer's external id in `customerSource` (or in"
              + " the event's source), `time` when it happened. In `data` a number is the value, members named as fields of a"
              + " signal are those, the others attributes. The kind is the catalogue's, or that of the extension `kind`, or EVENT."
              + " A refused single event is a problem; a batch is answered item by item.")
  @RequestBody(
      content = {
        @Content(mediaType = STRUCTURED, schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = BATCH, schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)),
        @Content(mediaType = "application/json", schema = @Schema(description = "Data of an event in binary mode."))
      })
  @APIResponse(responseCode = "200", description = "A single event", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalBulkResult.class)))
  @APIResponse(responseCode = "207", description = "One answer per event of a batch", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalBulkResult.class)))
  public Response cloudEvents(
      JsonNode body,
      @QueryParam("customerSource") @Parameter(description = "The system whose ids the subjects are; the event's source when absent.") @Nullable String customerSource,
      @QueryParam("unmatched") @Parameter(description = UNMATCHED) Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = UNKNOWN) @Nullable UnknownTypes unknownTypes,
      @Context HttpHeaders headers) {
    CloudEvents events = new CloudEvents(catalogue.read(), customerSource, clock.instant());
    Intake intake = Intake.of(true, unmatched, unknownTypes, true);
    String type = String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    if (type.startsWith(BATCH)) {
      return many(items(body, ""), events::signal, intake);
    }
    return one(type.startsWith(STRUCTURED) ? body : CloudEvents.ofHeaders(headers, body), events::signal, intake);
  }

  @POST
  @Path("/track")
  @Idempotent
  @RequiresScope(Scope.SIGNALS_WRITE)
  @Operation(
      operationId = "createSignalsFromTrackCalls", summary = "Send track calls",
      description =
          "The `track` call of product analytics, single or as `batch` of up to 500. `messageId` finds repeats; the first"
              + " stays. `event` in lower_snake is the signal's type, `context.groupId` (else `groupId`, else `userId`) the customer's"
              + " external id, `properties.value` or `.revenue` the value, other plain properties attributes. The time is"
              + " `timestamp`, however late the call arrives; without it `receivedAt` - (`sentAt` - `originalTimestamp`), or"
              + " `originalTimestamp` when one of the others is missing.")
  @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(responseCode = "200", description = "A single call", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalBulkResult.class)))
  @APIResponse(responseCode = "207", description = "One answer per call of a batch", content = @Content(mediaType = "application/json", schema = @Schema(implementation = SignalBulkResult.class)))
  public Response track(
      JsonNode body,
      @QueryParam("source") @DefaultValue("segment") @Parameter(description = "The signals' source.") String source,
      @QueryParam("customerSource") @Parameter(description = "The system whose ids name the customers; the source when absent.") @Nullable String customerSource,
      @QueryParam("unmatched") @Parameter(description = UNMATCHED) Intake.@Nullable Unmatched unmatched,
      @QueryParam("unknownTypes") @Parameter(description = UNKNOWN) @Nullable UnknownTypes unknownTypes) {
    TrackCalls calls = new TrackCalls(catalogue.read(), source, customerSource, body);
    Intake intake = Intake.of(true, unmatched, unknownTypes, false);
    return body.has("batch") ? many(items(body.get("batch"), "/batch"), calls::signal, intake) : one(body, calls::signal, intake);
  }

  private Response one(JsonNode item, UnaryOperator<JsonNode> shape, Intake intake) {
    return Response.ok(bulk.one(item, shape, intake)).build();
  }

  private Response many(List<JsonNode> items, UnaryOperator<JsonNode> shape, Intake intake) {
    return Response.status(MULTI_STATUS).entity(bulk.each(items, shape, intake)).build();
  }

  private static List<JsonNode> items(JsonNode list, String pointer) {
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_ITEMS) {
      throw ProblemException.invalid(FieldError.at(pointer, "length", "Must be a list of 1 to " + MAX_ITEMS + " items."));
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }
}
