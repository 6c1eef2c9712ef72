package dev.perennial.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * One customer among many is found by its key, also when the id may be that of a merged duplicate. Row-level security keeps
 * an expression around the look-up out of the index condition, and a whole tenant was read for one customer.
 */
@QuarkusTest
class CustomerReadPlanTest extends ApiTest {
  private static final int CUSTOMERS = 20_000;
  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000777");

  @Inject DataSource database;
  @Inject Callers callers;
  @Inject ObjectMapper json;

  @Test
  void oneCustomerIsFoundByItsKey() throws Exception {
    fill();
    callers.run(
        Caller.system(tenant.id(), "test"),
        () -> {
          List<JsonNode> scans = new ArrayList<>();
          collect(plan(CustomerRepository.READ), scans);
          JsonNode customer =
              scans.stream().filter(scan -> scan.path("Relation Name").asText().equals("customer")).findFirst().orElseThrow();
          assertEquals("customer_pkey", customer.path("Index Name").asText(), customer::toPrettyString);
          assertTrue(customer.path("Index Cond").asText().contains("id = "), customer::toPrettyString);
        });
  }

  private JsonNode plan(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement("EXPLAIN (FORMAT JSON) " + sql)) {
      statement.setObject(1, tenant.id());
      statement.setObject(2, ONE);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return json.readTree(row.getString(1)).get(0).path("Plan");
      }
    } catch (SQLException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collect(JsonNode plan, List<JsonNode> scans) {
    if (plan.has("Relation Name")) {
      scans.add(plan);
    }
    plan.path("Plans").forEach(child -> collect(child, scans));
  }

  private void fill() throws SQLException {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute("SET session_replication_role = replica"); // the version ledger is not what is looked at
      sql.execute(
          """
          INSERT INTO app.customer (tenant_id, id, version, known_from, created_at, updated_at, name, name_key, status, currency,
            attributes, external_ids)
          SELECT '%s'::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 0, now(), now(), now(),
                 'Customer', 'customer', 'ACTIVE', 'EUR', '{}', '[]'
          FROM generate_series(1, %d) n
          """.formatted(tenant.id(), CUSTOMERS));
      sql.execute("ANALYZE app.customer");
    }
  }
}
