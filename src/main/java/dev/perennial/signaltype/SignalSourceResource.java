package dev.perennial.signaltype;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.SortKey;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What sources deliver, over HTTP. */
@Path("/v1/signal-sources")
@Tag(name = "Signals")
public class SignalSourceResource {
  private static final List<SortKey<SignalSourceView>> SORTS =
      List.of(
          new SortKey<>("source", "x.source", "text", SignalSourceView::source),
          new SortKey<>("type", "x.type", "text", SignalSourceView::type));

  private final SignalSourceRepository repository;

  SignalSourceResource(SignalSourceRepository repository) {
    this.repository = repository;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(
      operationId = "listSignalSources", summary = "List what sources deliver",
      description =
          "One entry per source and type: CONNECTED delivers, SILENT delivered once but nothing within the expected cadence,"
              + " NOT_CONNECTED is expected and never delivered. `catalogued=false` finds types the catalogue lacks.")
  public RestResponse<Page<SignalSourceView>> list(
      @QueryParam("source") @Parameter(description = "One or several, comma-separated.") @Nullable String source,
      @QueryParam("type") @Parameter(description = "One or several, comma-separated.") @Nullable String type,
      @QueryParam("state") @Parameter(description = "CONNECTED, SILENT, NOT_CONNECTED; comma-separated.") @Nullable String state,
      @QueryParam("catalogued") @Parameter(description = "Whether the catalogue has the type.") @Nullable Boolean catalogued,
      @BeanParam PageRequest page, @Context UriInfo uri) {
    Filters filters =
        new Filters()
            .in("x.source", "source", source)
            .in("x.type", "type", type)
            .in("x.state", "state", state, SourceState.class)
            .and("x.catalogued = :catalogued", "catalogued", catalogued);
    Keyset<SignalSourceView> keyset = Keyset.of(page, "source,type", SORTS, "x.id", SignalSourceView::id, filters);
    return Lists.ok(uri, keyset.page(repository.list(keyset, filters)));
  }
}
