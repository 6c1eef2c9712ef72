package dev.perennial.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.platform.access.Caller;
import dev.perennial.platform.access.Callers;
import dev.perennial.signal.SignalKind;
import dev.perennial.testing.ApiTest;
import dev.perennial.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Among many signals, new ones and those of a customer since a time are found by index, as the service's own role. */
@QuarkusTest
class DetectionPlanTest extends ApiTest {
  private static final int SIGNALS = 200_000;

  @Inject Jdbi jdbi;
  @Inject Callers callers;

  @Test
  void costFollowsWhatIsNew() throws SQLException {
    fill();
    SignalSelector selector = new SignalSelector(SignalKind.USAGE, null, null, null, null, null, null);
    DetectionRuleFields fields =
        new DetectionRuleFields(
            "silence", RuleKind.SILENCE, "outage", 1, 5, null, null, null, selector, null, null, null, null, null, null, null,
            null, null);
    DetectionRule rule =
        new DetectionRule("silence", 1, fields, Instant.EPOCH, null, true, null, Instant.EPOCH, "test");
    Map<String, Object> binds = new HashMap<>();
    String facts = FactRepository.sql(rule, binds);
    binds.put("customers", new UUID[] {new UUID(7, 1)});
    binds.put("looked", new String[] {"2026-11-01T00:00:00Z"});
    binds.put("now", Instant.parse("2026-11-20T00:00:00Z"));
    binds.put("zone", "UTC");
    String plan = plan(facts, binds);
    assertTrue(plan.contains("signal_customer on signal s"), plan);
    assertTrue(plan.contains("occurred_at >= "), plan);
    assertTrue(plan.contains("signal_occurred on signal l"), plan);
    assertEquals(-1, plan.indexOf("Seq Scan on signal "), plan);
    String touched = plan(WorkRepository.TOUCHED, Map.of("recorded", new String[] {"2026-11-20T00:00:00Z"}));
    assertTrue(touched.contains("signal_recorded"), touched);
    assertEquals(-1, touched.indexOf("Seq Scan on signal "), touched);
  }

  private String plan(String sql, Map<String, Object> binds) {
    List<String> lines =
        callers.call(
            Caller.system(tenant.id(), "test"),
            () ->
                jdbi.withHandle(
                    handle ->
                        handle.createQuery("EXPLAIN " + sql).bind("tenant", tenant.id()).bindMap(binds).mapTo(String.class).list()));
    return String.join("\n", lines);
  }

  private void fill() throws SQLException {
    try (Connection connection = TestDatabase.server().superuserConnection("perennial");
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          INSERT INTO app.signal (tenant_id, source, source_id, revision, customer_id, occurred_at, known_at, recorded_at, kind,
            type, retracted)
          SELECT '%s'::uuid, 'app', 's-' || n, 0, ('00000000-0000-0007-0000-' || lpad(to_hex(n %% 500), 12, '0'))::uuid,
                 timestamptz '2026-11-20' - n * interval '1 minute', timestamptz '2026-11-20', timestamptz '2026-11-20'
                 - n / 500 * interval '1 hour', 'USAGE', 'a', false
          FROM generate_series(1, %d) n
          """.formatted(tenant.id(), SIGNALS));
      sql.execute("ANALYZE app.signal");
    }
  }
}
