package dev.perennial.adoption;

import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.ETags;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Product features over HTTP. */
@Path("/v1/product-features")
@Tag(name = "Adoption")
public class ProductFeatureResource {
  private final ProductFeatureService service;
  private final ETags etags;

  ProductFeatureResource(ProductFeatureService service, ETags etags) {
    this.service = service;
    this.etags = etags;
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
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductFeatureView.class)))
  public Response get(@PathParam("code") String code, @Context HttpHeaders headers) {
    ProductFeatureView feature = service.get(code);
    return etags.ok(headers, feature.version(), feature);
  }

  @PUT
  @Path("/{code}")
  @RequiresScope(Scope.TENANT_ADMIN)
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, description = ETags.IF_MATCH, schema = @Schema(type = SchemaType.STRING))
  @Operation(operationId = "putProductFeature", summary = "Store a product feature", description = "Makes a feature, or replaces one, for which `If-Match` is required.")
  @APIResponse(responseCode = "201", description = "Made", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductFeatureView.class)))
  @APIResponse(responseCode = "200", description = "Replaced", content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductFeatureView.class)))
  public Response put(@PathParam("code") String code, ProductFeatureRequest request, @Context HttpHeaders headers) {
    ProductFeatureView feature = service.put(code, request, ETags.ifMatchNamed(headers));
    return etags.stored(headers, "/v1/product-features/{code}", code, feature.version(), feature);
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
