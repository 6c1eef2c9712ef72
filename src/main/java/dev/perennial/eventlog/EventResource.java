package dev.perennial.eventlog;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The change feed and the audit trail: two views of one log. */
@Path("/v1")
@Tag(name = "Change feed")
public class EventResource {
  private static final List<SortKey<EventRow>> SORTS =
      List.of(new SortKey<>("sequence", "sequence", "bigint", EventRow::sequence));

  private final EventRepository repository;
  private final AuditCsv csv;
  private final CallerContext callers;

  EventResource(EventRepository repository, AuditCsv csv, CallerContext callers) {
    this.repository = repository;
    this.csv = csv;
    this.callers = callers;
  }

  @GET
  @Path("/events")
  @RequiresScope(Scope.EVENTS_READ)
  @Operation(
      operationId = "listEvents", summary = "Read the change feed",
      description = "Events after a sequence number, oldest first. Sequences have no gaps, so a reader that keeps `lastSequence` misses nothing.")
  public RestResponse<FeedPage> events(
      @QueryParam("after") @DefaultValue("0") @Parameter(description = "The last sequence you have.") long after,
      @QueryParam("limit") @DefaultValue("100") @Parameter(description = "1 to 1000.") int limit,
      @QueryParam("types") @Parameter(description = "One or more types, comma-separated, e.g. renewal.created.") @Nullable String types) {
    if (limit < 1 || limit > 1000) {
      throw ProblemException.invalid(
          FieldError.parameter("limit", "out_of_range", "The limit must be between 1 and 1000."));
    }
    List<EventView> items =
        repository.after(after, limit, new Filters().in("type", "types", types)).stream()
            .map(row -> EventView.of(row, callers.tenantId()))
            .toList();
    return RestResponse.ok(new FeedPage(items, items.isEmpty() ? after : items.getLast().sequence()));
  }

  @GET
  @Path("/audit-entries")
  @RequiresScope(Scope.AUDIT_READ)
  @Operation(
      operationId = "listAuditEntries", summary = "Read the audit trail",
      description = "Who changed what, when and from where; newest first.")
  public RestResponse<Page<AuditEntry>> audit(
      @BeanParam AuditFilter filter, @BeanParam PageRequest page, @Context UriInfo uri) {
    Filters filters = filter.filters();
    Keyset<EventRow> keyset =
        Keyset.of(page, "-sequence", SORTS, "id", EventRow::id, filters);
    return Lists.ok(uri, keyset.page(repository.list(keyset, filters), AuditEntry::of));
  }

  @GET
  @Path("/audit-entries/export")
  @Produces("text/csv")
  @RequiresScope(Scope.AUDIT_READ)
  @Operation(
      operationId = "exportAuditEntries", summary = "Export the audit trail",
      description = "All entries of the list with its filters as CSV with a header, newest first, sent while it is read. A text that a spreadsheet would take for a formula has an apostrophe in front.")
  @APIResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)))
  public Response export(@BeanParam AuditFilter filter) {
    StreamingOutput rows = out -> csv.write(filter, out);
    return Response.ok(rows, "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"audit-entries.csv\"")
        .build();
  }
}
