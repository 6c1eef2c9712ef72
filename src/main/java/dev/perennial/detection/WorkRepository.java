package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What is to be looked at: new batches of signals, and what has become due. */
@Singleton
class WorkRepository {
  /** Corrections touch every earlier place of the signal, too: another customer, another time. */
  static final String TOUCHED =
      """
      WITH arrived AS (
        SELECT s.customer_id, s.kind, s.type, s.occurred_at, s.source, s.source_id, s.revision FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.recorded_at = ANY(CAST(:recorded AS timestamptz[])))
      SELECT customer_id, kind, type, min(occurred_at) AS from_at FROM (
        SELECT customer_id, kind, type, occurred_at FROM arrived
        UNION ALL
        SELECT o.customer_id, o.kind, o.type, o.occurred_at FROM arrived a
        JOIN app.signal o ON o.tenant_id = :tenant AND o.source = a.source AND o.source_id = a.source_id
        WHERE a.revision > 0) t
      GROUP BY customer_id, kind, type
      """;

  private static final String PUT_DUE =
      """
      INSERT INTO app.detection_due AS d (tenant_id, customer_id, rule_code, due_at, from_at)
      SELECT :tenant, customer_id, :code, CAST(due_at AS timestamptz), CAST(from_at AS timestamptz)
      FROM unnest(:customers, :due, :froms) AS t(customer_id, due_at, from_at) ORDER BY customer_id
      ON CONFLICT (tenant_id, customer_id, rule_code) DO UPDATE
      SET due_at = least(d.due_at, excluded.due_at), from_at = least(d.from_at, excluded.from_at)
      """;

  private static final String START =
      """
      INSERT INTO app.detection_due AS d (tenant_id, customer_id, rule_code, due_at, from_at)
      SELECT DISTINCT :tenant, s.customer_id, :code, CAST(:now AS timestamptz), CAST(:from AS timestamptz) FROM app.signal s
      WHERE s.tenant_id = :tenant AND s.occurred_at >= CAST(:looked AS timestamptz) AND ($SELECTED$)
      ON CONFLICT (tenant_id, customer_id, rule_code) DO UPDATE
      SET due_at = least(d.due_at, excluded.due_at), from_at = least(d.from_at, excluded.from_at)
      """;

  /** Contracts whose start is so many days ago since the last look, and those written since. */
  private static final String CONTRACTS_DUE =
      """
      INSERT INTO app.detection_due AS d (tenant_id, customer_id, rule_code, due_at, from_at)
      SELECT :tenant, k.customer_id, :code, CAST(:now AS timestamptz),
             min(CAST(k.start_date + :days AS timestamp) AT TIME ZONE :zone)
      FROM app.contract k
      WHERE k.tenant_id = :tenant AND k.start_date + :days BETWEEN :first AND :today
        AND (k.start_date + :days >= :ranOn OR k.updated_at >= CAST(:ranOn AS date) - 1)
      GROUP BY k.customer_id
      ON CONFLICT (tenant_id, customer_id, rule_code) DO UPDATE
      SET due_at = least(d.due_at, excluded.due_at), from_at = least(d.from_at, excluded.from_at)
      """;

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;

  WorkRepository(Jdbi jdbi, CallerContext callers, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
  }

  /** One replica at a time looks at a tenant; until the end of the transaction. */
  boolean lock() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 3))")
                .bind("key", callers.tenantId() + "/detection")
                .mapTo(Boolean.class)
                .one());
  }

  /** The oldest batches; together hardly more signals than the limit. */
  List<Batch> batches(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id, recorded_at, signals FROM (SELECT id, recorded_at, signals,"
                        + " sum(signals) OVER (ORDER BY recorded_at, id) - signals AS before FROM (SELECT * FROM"
                        + " app.detection_batch WHERE tenant_id = :tenant ORDER BY recorded_at, id LIMIT 5000) b) b"
                        + " WHERE before < :limit ORDER BY recorded_at, id")
                .bind("tenant", callers.tenantId())
                .bind("limit", limit)
                .map((row, context) -> new Batch(Rows.uuid(row, "id"), Rows.instant(row, "recorded_at")))
                .list());
  }

  void remove(List<Batch> batches) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM app.detection_batch WHERE tenant_id = :tenant AND id = ANY(:ids)")
                .bind("tenant", callers.tenantId())
                .bind("ids", batches.stream().map(Batch::id).toArray(UUID[]::new))
                .execute());
  }

  List<Touched> touched(List<Batch> batches) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TOUCHED)
                .bind("tenant", callers.tenantId())
                .bind("recorded", batches.stream().map(batch -> batch.recordedAt().toString()).distinct().toArray(String[]::new))
                .map(
                    (row, context) ->
                        new Touched(
                            Rows.uuid(row, "customer_id"), row.getString("kind"), row.getString("type"),
                            Rows.instant(row, "from_at")))
                .list());
  }

  List<Due> due(Instant now, int limit) {
    return dues(" AND due_at <= CAST(:now AS timestamptz) ORDER BY due_at, customer_id LIMIT " + limit, now, "", new UUID[0]);
  }

  /** What waits for these customers and has to be looked at from before now on. */
  List<Due> waiting(String code, Collection<UUID> customers, Instant now) {
    return dues(
        " AND customer_id = ANY(:customers) AND rule_code = :code AND from_at <= CAST(:now AS timestamptz)", now, code,
        customers.toArray(UUID[]::new));
  }

  private List<Due> dues(String rest, Instant now, String code, UUID[] customers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT customer_id, rule_code, from_at FROM app.detection_due WHERE tenant_id = :tenant" + rest)
                .bind("tenant", callers.tenantId())
                .bind("now", now)
                .bind("code", code)
                .bind("customers", customers)
                .map(
                    (row, context) ->
                        new Due(Rows.uuid(row, "customer_id"), row.getString("rule_code"), Rows.instant(row, "from_at")))
                .list());
  }

  void removeDue(String code, Collection<UUID> customers) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM app.detection_due WHERE tenant_id = :tenant AND rule_code = :code"
                        + " AND customer_id = ANY(:customers)")
                .bind("tenant", callers.tenantId())
                .bind("code", code)
                .bind("customers", customers.toArray(UUID[]::new))
                .execute());
  }

  /** @param later by customer, when to look again and from when on */
  void putDue(String code, Map<UUID, Firings> later) {
    UUID[] customers = later.keySet().toArray(UUID[]::new);
    String[] due = new String[customers.length];
    String[] froms = new String[customers.length];
    for (int i = 0; i < customers.length; i++) {
      Firings firings = later.get(customers[i]);
      due[i] = String.valueOf(firings == null ? null : firings.dueAt());
      froms[i] = String.valueOf(firings == null ? null : firings.dueFrom());
    }
    jdbi.useHandle(
        handle ->
            handle.createUpdate(PUT_DUE).bind("tenant", callers.tenantId()).bind("code", code)
                .bind("customers", customers).bind("due", due).bind("froms", froms).execute());
  }

  /** Puts everybody on the list whom a new version of a rule can concern by what is there already. */
  void start(DetectionRule rule, Instant now) {
    Map<String, Object> binds = new HashMap<>();
    List<SignalSelector> selectors = rule.fields().selectors();
    List<String> selected =
        java.util.stream.IntStream.range(0, selectors.size()).mapToObj(i -> selectors.get(i).sql("_" + i, binds)).toList();
    Instant looked = rule.effectiveFrom().minusSeconds(rule.fields().lookbackDays() * 86_400L);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(START.replace("$SELECTED$", String.join(" OR ", selected)))
                .bind("tenant", callers.tenantId())
                .bind("code", rule.code())
                .bind("now", now)
                .bind("from", rule.effectiveFrom())
                .bind("looked", looked)
                .bindMap(binds)
                .execute());
  }

  void contractsDue(DetectionRule rule, Instant now, LocalDate today) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(CONTRACTS_DUE)
                .bind("tenant", callers.tenantId())
                .bind("code", rule.code())
                .bind("now", now)
                .bind("days", rule.fields().windowDays())
                .bind("zone", settings.recent().zone().getId())
                .bind("first", LocalDate.ofInstant(rule.effectiveFrom(), settings.recent().zone()))
                .bind("ranOn", rule.ranOn() == null ? LocalDate.EPOCH : rule.ranOn())
                .bind("today", today)
                .execute());
  }

  /** A batch of signals nobody has looked at. */
  record Batch(UUID id, Instant recordedAt) {}

  /** A customer that new signals of a type touch, from the time of the earliest on. */
  record Touched(UUID customer, String kind, String type, Instant from) {}

  /** A customer that a rule is to look at again. */
  record Due(UUID customer, String code, Instant from) {}
}
