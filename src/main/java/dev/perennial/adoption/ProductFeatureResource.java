package dev.perennial.adoption;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Product features over HTTP. */
@Path("/v1/product-features")
@Tag(name = "Adoption")
public class ProductFeatureResource {
  private final ProductFeatureService service;

  ProductFeatureResource(ProductFeatureService service) {
    this.service = service;
  }

  @GET
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listProductFeatures", summary = "List product features", description = "Every feature with its release date and the signals that show its adoption, by code; one page.")
  public Page<ProductFeatureView> list() {
    return new Page<>(service.list(), null);
  }

  @GET
  @Path("/{code}")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getProductFeature", summary = "Read a product feature", description = "Its release date and the signals that show its adoption.")
  public ProductFeatureView get(@PathParam("code") String code) {
    return service.get(code);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Operation(operationId = "putProductFeature", summary = "Store a product feature", description = "Makes a feature, or replaces one.")
  public ProductFeatureView put(@PathParam("code") String code, ProductFeatureRequest request) {
    return service.put(code, request);
  }

  @GET
  @Path("/{code}/adoption")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "getProductFeatureAdoption", summary = "Read who adopted a feature", description = "The share of customers with a contract in force that adopted it within 30, 90 and 180 days of its release (or of their own start, when that was later), in all and by tier. Customers for whom so many days have not passed yet are left out of a share.")
  public FeatureAdoptionView adoption(@PathParam("code") String code) {
    return service.adoption(code);
  }

  @GET
  @Path("/{code}/non-adopters")
  @RequiresScope(Scope.SIGNALS_READ)
  @Operation(operationId = "listProductFeatureNonAdopters", summary = "List who has not adopted a feature", description = "Customers with a contract in force, those who could have used it longest first. Sort by daysAvailable.")
  public RestResponse<Page<NonAdopter>> nonAdopters(
      @PathParam("code") String code, @BeanParam PageRequest page, @Context UriInfo uri) {
    return Lists.ok(uri, service.nonAdopters(code, page));
  }
}
