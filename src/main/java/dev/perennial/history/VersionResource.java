package dev.perennial.history;

import dev.perennial.editing.ResourceType;
import dev.perennial.platform.access.RequiresScope;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.Lists;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Versions over HTTP: the same list for everything that people edit. A class for each path, because JAX-RS chooses the class
 * by its path before it looks at methods.
 */
final class VersionResource {
  private static final String DESCRIPTION =
      "What was known of it when, last first: since when and until when, when it was stored, by whom, and which fields"
          + " changed. Versions are never changed or removed. Sort by knownFrom or version.";

  private VersionResource() {}

  @Path("/v1/customers")
  @Tag(name = "Customers")
  public static class OfCustomer {
    private final Versions versions;

    OfCustomer(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listCustomerVersions", summary = "List the versions of a customer", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.CUSTOMER, id, page));
    }
  }

  @Path("/v1/contacts")
  @Tag(name = "Contacts")
  public static class OfContact {
    private final Versions versions;

    OfContact(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listContactVersions", summary = "List the versions of a contact", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.CONTACT, id, page));
    }
  }

  @Path("/v1/contracts")
  @Tag(name = "Contracts")
  public static class OfContract {
    private final Versions versions;

    OfContract(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CONTRACTS_READ)
    @Operation(
        operationId = "listContractVersions", summary = "List the versions of a contract", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.CONTRACT, id, page));
    }
  }

  @Path("/v1/renewals")
  @Tag(name = "Renewals")
  public static class OfRenewal {
    private final Versions versions;

    OfRenewal(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.RENEWALS_READ)
    @Operation(
        operationId = "listRenewalVersions", summary = "List the versions of a renewal", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.RENEWAL, id, page));
    }
  }

  @Path("/v1/products")
  @Tag(name = "Products")
  public static class OfProduct {
    private final Versions versions;

    OfProduct(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CONTRACTS_READ)
    @Operation(
        operationId = "listProductVersions", summary = "List the versions of a product", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.PRODUCT, id, page));
    }
  }

  @Path("/v1/users")
  @Tag(name = "Users")
  public static class OfUser {
    private final Versions versions;

    OfUser(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listUserVersions", summary = "List the versions of a user", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.USER, id, page));
    }
  }

  @Path("/v1/success-metrics")
  @Tag(name = "Success metrics")
  public static class OfSuccessMetric {
    private final Versions versions;

    OfSuccessMetric(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listSuccessMetricVersions", summary = "List the versions of a success metric", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.SUCCESS_METRIC, id, page));
    }
  }

  @Path("/v1/purchase-criteria")
  @Tag(name = "Purchase criteria")
  public static class OfPurchaseCriterion {
    private final Versions versions;

    OfPurchaseCriterion(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listPurchaseCriterionVersions", summary = "List the versions of a purchase criterion", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.PURCHASE_CRITERION, id, page));
    }
  }

  @Path("/v1/feedback-items")
  @Tag(name = "Feedback")
  public static class OfFeedbackItem {
    private final Versions versions;

    OfFeedbackItem(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(
        operationId = "listFeedbackItemVersions", summary = "List the versions of a feedback item", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.FEEDBACK_ITEM, id, page));
    }
  }

  @Path("/v1/entitlements")
  @Tag(name = "Entitlements")
  public static class OfEntitlement {
    private final Versions versions;

    OfEntitlement(Versions versions) {
      this.versions = versions;
    }

    @GET
    @Path("/{id}/versions")
    @RequiresScope(Scope.CONTRACTS_READ)
    @Operation(
        operationId = "listEntitlementVersions", summary = "List the versions of an entitlement", description = DESCRIPTION)
    public RestResponse<Page<VersionView>> list(
        @PathParam("id") UUID id, @BeanParam PageRequest page, @Context UriInfo uri) {
      return Lists.ok(uri, versions.page(ResourceType.ENTITLEMENT, id, page));
    }
  }
}
