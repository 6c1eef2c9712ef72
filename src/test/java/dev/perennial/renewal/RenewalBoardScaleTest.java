package dev.perennial.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Callers;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The board of a tenant with 100,000 renewals: a deep page costs what the first costs, and nothing is scanned. */
@QuarkusTest
class RenewalBoardScaleTest extends ApiTest {
  private static final int ROWS = 100_000;
  private static final int LIMIT = 50;
  private static final int PAGE = 1_000;
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final UUID OWNER = new UUID(7, 7);

  @Inject Jdbi jdbi;
  @Inject Callers callers;
  @Inject CallerContext context;
  @Inject ObjectMapper json;

  private void fill() throws SQLException {
    String tenantId = "'" + tenant.id() + "'::uuid";
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute("SET session_replication_role = replica"); // the version ledger is not what is measured
      sql.execute(
          """
          INSERT INTO app.renewal (tenant_id, id, version, known_from, created_at, updated_at, customer_id, contract_id, kind,
            contract_kind, term_number, due_date, notice_deadline_date, decision_deadline_date, renewal_amount, currency,
            auto_renew, stage, forecast_category, external_ids)
          SELECT %s, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 0, now(), now(), now(),
                 ('00000000-0000-7000-8001-' || lpad(to_hex(n / 2), 12, '0'))::uuid,
                 ('00000000-0000-7000-8002-' || lpad(to_hex(n), 12, '0'))::uuid, 'TERM', 'SUBSCRIPTION', 1,
                 date '2026-03-01' + (n * 7919::bigint %% 700)::int, date '2026-02-01' + (n * 7919::bigint %% 700)::int,
                 date '2026-02-01' + (n * 7919::bigint %% 700)::int, (n * 104729::bigint) %% 1000000, 'EUR', false, 'UPCOMING', 'PIPELINE', '[]'
          FROM generate_series(1, %d) n
          """.formatted(tenantId, ROWS));
      sql.execute(
          """
          INSERT INTO app.renewal_board (tenant_id, renewal_id, contract_id, customer_id, customer_name, owner_id, tier, kind,
            contract_kind, stage, forecast_category, is_open, due_date, decision_deadline_date, amount, probability, band,
            at_risk, expected_loss)
          SELECT tenant_id, id, contract_id, customer_id, 'Customer',
                 CASE WHEN renewal_amount::bigint %% 20 = 0 THEN '%s'::uuid END, 'TOP', kind, contract_kind, stage,
                 forecast_category, true, due_date, decision_deadline_date, renewal_amount::bigint * 10000,
                 (renewal_amount::bigint %% 997) / 997.0, 'LOW', false, renewal_amount::bigint * 3000
          FROM app.renewal WHERE tenant_id = %s
          """.formatted(OWNER, tenantId));
      sql.execute("ANALYZE app.renewal");
      sql.execute("ANALYZE app.renewal_board");
    }
  }

  @Test
  void everySortAndPageUsesAnIndex() throws SQLException {
    fill();
    callers.run(Caller.system(tenant.id(), "test"), () -> {
      assertEquals("perennial_app", jdbi.withHandle(h -> h.createQuery("SELECT current_user").mapTo(String.class).one()));
      for (var key : RenewalService.SORTS) {
        for (String sort : List.of(key.name(), "-" + key.name())) {
          long first = blocks(sort, new RenewalFilter(), null);
          long deep = blocks(sort, new RenewalFilter(), cursor(sort));
          assertTrue(deep <= first * 1.2 + 20, sort + ": first page " + first + " blocks, page " + PAGE + " " + deep);
          RenewalFilter ofOwner = new RenewalFilter();
          ofOwner.ownerId = OWNER;
          blocks(sort, ofOwner, null);
        }
      }
      RenewalFilter window = new RenewalFilter();
      window.dueDateFrom = TODAY.plusDays(90);
      window.dueDateTo = TODAY.plusDays(180);
      blocks("dueDate", window, null);
      assertTrue(blocks("dueDate", window, null) < 2_000);
    });
  }

  /** Blocks touched by one page, with its plan checked on the way. */
  private long blocks(String sort, RenewalFilter filter, String cursor) {
    Filters filters = RenewalFilters.of(filter, TODAY, java.time.ZoneOffset.UTC);
    Keyset<RenewalItem> keyset = RenewalService.keyset(new PageRequest(LIMIT, cursor, sort), filters);
    JsonNode plan =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + RenewalReader.pageSql(keyset, filters))
                    .bind("tenant", context.tenantId())
                    .bindMap(filters.binds())
                    .bindMap(keyset.binds())
                    .mapTo(JsonNode.class)
                    .one())
            .get(0).path("Plan");
    List<String> nodes = new ArrayList<>();
    collect(plan, nodes);
    String text = sort + " " + filters + ": " + nodes;
    assertFalse(nodes.stream().anyMatch(node -> node.startsWith("Seq Scan")), text);
    assertTrue(nodes.stream().anyMatch(node -> node.contains("renewal_board_")), text);
    assertEquals(LIMIT + 1, plan.path("Actual Rows").asInt(), text);
    return plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
  }

  private static void collect(JsonNode plan, List<String> nodes) {
    nodes.add(plan.path("Node Type").asText() + " " + plan.path("Index Name").asText(plan.path("Relation Name").asText()));
    plan.path("Plans").forEach(child -> collect(child, nodes));
  }

  /** The cursor that leads to the 1,000th page. */
  private String cursor(String sort) {
    Filters filters = RenewalFilters.of(new RenewalFilter(), TODAY, java.time.ZoneOffset.UTC);
    Keyset<RenewalItem> keyset = RenewalService.keyset(new PageRequest(LIMIT, null, sort), filters);
    String end = " LIMIT " + (LIMIT + 1);
    String sql =
        RenewalReader.pageSql(keyset, filters).replaceFirst(end, " OFFSET " + (PAGE - 2) * LIMIT + end);
    List<RenewalItem> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("tenant", context.tenantId())
                    .bindMap(filters.binds())
                    .map((row, c) -> RenewalItem.read(row, "", "EUR", TODAY))
                    .list());
    return keyset.page(rows).nextCursor();
  }
}
