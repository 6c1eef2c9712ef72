package dev.perennial.testing;

import static io.restassured.RestAssured.given;

import dev.perennial.tenant.TenantService;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test through HTTP. Each test method gets a tenant of its own, so that tests neither see nor wait for each other; every
 * answer is checked against the contract.
 */
@QuarkusTestResource(TestDatabase.class)
public abstract class ApiTest {
  @Inject protected TenantService tenants;
  @Inject protected SettableClock clock;

  protected TenantService.NewTenant tenant;

  @BeforeEach
  void newTenant() {
    clock.reset();
    tenant = tenants.create("tenant " + UUID.randomUUID(), "EUR");
  }

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  /** A request with the tenant's own key and a JSON body. */
  protected RequestSpecification api() {
    return as(tenant.apiKey());
  }

  protected RequestSpecification readOnly() {
    return as(tenant.readOnlyApiKey());
  }

  protected static RequestSpecification as(String key) {
    return given().filter(ContractCheck.instance()).header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
  }

  protected RequestSpecification patch() {
    return as(tenant.apiKey()).contentType("application/merge-patch+json");
  }
}
