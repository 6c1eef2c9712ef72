package dev.perennial.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TenantWall;
import dev.perennial.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The wall between tenants, looked at from behind: the catalogue, and a pool of a single connection. */
@QuarkusTest
@TestProfile(TenantWallTest.PoolOfOne.class)
class TenantWallTest extends ApiTest {
  /** Every borrower gets the same connection: whatever one leaves on it, the next one finds. */
  public static class PoolOfOne implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.jdbc.min-size", "1",
          "perennial.database.pool-size", "1",
          "perennial.jobs.enabled", "false");
    }
  }

  @Inject Jdbi jdbi;
  @Inject Callers callers;

  private int customers(UUID tenantId) {
    return callers.call(
        Caller.system(tenantId, "test"),
        () -> jdbi.withHandle(h -> h.createQuery("SELECT count(*) FROM app.customer").mapTo(Integer.class).one()));
  }

  private UUID tenantWithCustomer(String name) {
    var other = tenants.create(name, "EUR");
    as(other.apiKey()).body(Map.of("name", name)).post("/v1/customers").then().statusCode(201);
    return other.id();
  }

  @Test
  void aConnectionShowsOnlyItsTenantsRows() {
    UUID first = tenantWithCustomer("first");
    UUID second = tenantWithCustomer("second");
    for (int i = 0; i < 3; i++) {
      assertEquals(1, customers(first));
      assertEquals(1, customers(second));
    }
    assertEquals(0, customers(UUID.randomUUID()));
  }

  @Test
  void aRollbackLeavesNoTenantBehind() {
    UUID first = tenantWithCustomer("rolled back");
    UUID second = tenants.create("other", "EUR").id();
    assertEquals(1, customers(first));
    assertThrows(
        RuntimeException.class,
        () ->
            callers.run(
                Caller.system(second, "test"),
                () ->
                    QuarkusTransaction.requiringNew()
                        .run(
                            () -> {
                              assertEquals(0, inTransaction());
                              throw new IllegalStateException("roll back");
                            })));
    // the rollback restored the setting of `first`; a memory of `second` would show first's row to second
    assertEquals(0, customers(second));
    assertEquals(1, customers(first));
  }

  private int inTransaction() {
    return jdbi.withHandle(h -> h.createQuery("SELECT count(*) FROM app.customer").mapTo(Integer.class).one());
  }

  @Test
  void withoutATenantThereIsNothing() {
    tenantWithCustomer("hidden");
    assertEquals(0, jdbi.<Integer, RuntimeException>withHandle(
        h -> h.createQuery("SELECT count(*) FROM app.customer").mapTo(Integer.class).one()));
  }

  @Test
  void nobodyWritesIntoAnotherTenant() {
    UUID first = tenants.create("writer", "EUR").id();
    UUID second = tenants.create("victim", "EUR").id();
    assertThrows(
        RuntimeException.class,
        () ->
            callers.run(
                Caller.system(first, "test"),
                () ->
                    jdbi.useHandle(
                        h ->
                            h.createUpdate(
                                    "INSERT INTO app.reason_code (tenant_id, code, label, applies_to, active)"
                                        + " VALUES (:tenant, 'x', 'x', '{}', true)")
                                .bind("tenant", second)
                                .execute())));
  }

  @Test
  void everyTenantTableIsBehindTheWall() throws SQLException {
    try (var owner =
        DriverManager.getConnection(
            TestDatabase.roles().url(), DatabaseRoles.OWNER, TestDatabase.roles().ownerPassword())) {
      assertEquals(List.of(), TenantWall.faults(owner));
    }
  }

  @Test
  void theServiceRoleHasNoPowers() throws SQLException {
    try (var superuser = TestDatabase.server().superuserConnection("perennial");
        var statement = superuser.createStatement();
        var row =
            statement.executeQuery(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'perennial_app'")) {
      assertTrue(row.next());
      assertEquals(false, row.getBoolean(1));
    }
  }
}
