package dev.perennial.currency;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exchange rates over HTTP. */
@Path("/v1/exchange-rates")
@Tag(name = "Settings")
public class ExchangeRateResource {
  private final ExchangeRateService service;

  ExchangeRateResource(ExchangeRateService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(RequiresScope.ANY)
  @Operation(
      operationId = "listExchangeRates", summary = "List exchange rates",
      description = "Reporting currency per one unit of each currency, newest first within a currency.")
  public RestResponse<Page<ExchangeRateView>> list(
      @QueryParam("currency") @Parameter(description = "One or more currencies, comma-separated.") @Nullable String currency,
      @BeanParam PageRequest page,
      @Context UriInfo uri) {
    return Lists.ok(uri, service.list(currency, page));
  }

  @PUT
  @Path("/{currency}/{date}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(
      operationId = "putExchangeRate", summary = "Store the exchange rate of a day",
      description = "In force from that day until a newer one. Revenue and boards in the reporting currency follow at once.")
  public RestResponse<ExchangeRateView> put(
      @PathParam("currency") String currency, @PathParam("date") LocalDate date, ExchangeRateRequest request) {
    return RestResponse.ok(service.put(currency, date, new BigDecimal(request.rate())));
  }
}
