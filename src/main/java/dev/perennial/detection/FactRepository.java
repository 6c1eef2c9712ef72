package dev.perennial.detection;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.signal.Signals;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads what rules look at: one statement for all customers of a rule. */
@Singleton
class FactRepository {
  private static final String FACTS =
      """
      SELECT s.customer_id, s.occurred_at, s.known_at, s.value, $MATCHES$ AS matches, $SOURCE_LAST$ AS source_last
      FROM unnest(:customers, CAST(:looked AS timestamptz[])) AS c(customer_id, looked)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.customer_id = c.customer_id
        AND s.occurred_at >= c.looked
      $STREAM$
      WHERE ($SELECTED$) $CURRENT$
      ORDER BY s.customer_id, s.occurred_at, s.source, s.source_id
      """
          .replace("$CURRENT$", Signals.CURRENT_SQL);

  private static final String STREAM =
      """
      LEFT JOIN app.signal_stream t ON t.tenant_id = :tenant AND t.source = s.source AND t.kind = s.kind AND t.type = s.type
      """;

  private static final String CONTRACT_STARTS =
      """
      SELECT k.customer_id, CAST(k.start_date AS timestamp) AT TIME ZONE :zone AS at
      FROM unnest(:customers, CAST(:looked AS timestamptz[])) AS c(customer_id, looked)
      JOIN app.contract k ON k.tenant_id = :tenant AND k.customer_id = c.customer_id
        AND CAST(k.start_date AS timestamp) AT TIME ZONE :zone >= c.looked
      ORDER BY k.customer_id, k.start_date
      """;

  /**
   * The newest signals in a firing's window. All of the customer's first, then the newest (the OFFSET keeps it so): before
   * a new database has statistics, the planner would rather walk everybody's signals by time.
   */
  private static final String EVIDENCE =
      """
      SELECT f.place, s.source, s.source_id, s.revision
      FROM unnest(:places, :customers, CAST(:froms AS timestamptz[]), CAST(:tos AS timestamptz[])) AS f(place, customer_id, from_at, to_at)
      CROSS JOIN LATERAL (
        SELECT w.source, w.source_id, w.revision FROM (
          SELECT s.source, s.source_id, s.revision, s.occurred_at FROM app.signal s
          WHERE s.tenant_id = :tenant AND s.customer_id = f.customer_id AND s.occurred_at >= f.from_at
            AND s.occurred_at <= f.to_at AND ($SELECTED$) $CURRENT$ OFFSET 0) w
        ORDER BY w.occurred_at DESC LIMIT 10) s
      ORDER BY f.place
      """
          .replace("$CURRENT$", Signals.CURRENT_SQL);

  private final Jdbi jdbi;
  private final CallerContext callers;
  private final SettingsService settings;

  FactRepository(Jdbi jdbi, CallerContext callers, SettingsService settings) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
  }

  /** @param from by customer, from when on it is looked at; what decides about that time is loaded with it */
  Facts load(DetectionRule rule, Map<UUID, Instant> from) {
    Facts facts = new Facts(new HashMap<>(), new HashMap<>(), connectedSince(rule));
    UUID[] customers = from.keySet().toArray(UUID[]::new);
    String[] looked = new String[customers.length];
    for (int i = 0; i < customers.length; i++) {
      Instant start = from.get(customers[i]);
      Instant first = start == null || start.isBefore(rule.effectiveFrom()) ? rule.effectiveFrom() : start;
      looked[i] = first.minusSeconds(rule.fields().lookbackDays() * 86_400L).toString();
    }
    loadFacts(rule, customers, looked, facts);
    if (rule.startsFromContracts()) {
      loadContracts(customers, looked, facts);
    }
    return facts;
  }

  private void loadFacts(DetectionRule rule, UUID[] customers, String[] looked, Facts facts) {
    Map<String, Object> binds = new HashMap<>();
    String sql = sql(rule, binds);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customers", customers)
                .bind("looked", looked)
                .bindMap(binds)
                .map(
                    (row, context) -> {
                      facts.add(
                          row.getObject(1, UUID.class),
                          new Fact(
                              row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant(),
                              row.getObject(4, Double.class), row.getInt(5), Rows.instantOrNull(row, "source_last")));
                      return true;
                    })
                .forEach(row -> {}));
  }

  /** The statement that reads a rule's facts; the values of its conditions are put into {@code binds}. */
  static String sql(DetectionRule rule, Map<String, Object> binds) {
    List<String> selected = selected(rule, binds);
    boolean isSilence = rule.fields().kind() == RuleKind.SILENCE;
    return FACTS
        .replace("$MATCHES$", matches(selected))
        .replace("$SOURCE_LAST$", isSilence ? "t.last_occurred_at" : "CAST(NULL AS timestamptz)")
        .replace("$STREAM$", isSilence ? STREAM : "")
        .replace("$SELECTED$", String.join(" OR ", selected));
  }

  private void loadContracts(UUID[] customers, String[] looked, Facts facts) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(CONTRACT_STARTS)
                .bind("tenant", callers.tenantId())
                .bind("customers", customers)
                .bind("looked", looked)
                .bind("zone", settings.recent().zone().getId())
                .map(
                    (row, context) ->
                        facts.contractStarts()
                            .computeIfAbsent(row.getObject(1, UUID.class), of -> new ArrayList<>())
                            .add(row.getTimestamp(2).toInstant()))
                .forEach(row -> {}));
  }

  /** Since when what a rule expects could have reached us. */
  private @Nullable Instant connectedSince(DetectionRule rule) {
    SignalSelector expected = rule.fields().signal();
    if (rule.fields().kind() != RuleKind.MISSING_EXPECTED || expected == null) {
      return null;
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT kind, type, first_known_at FROM app.signal_stream WHERE tenant_id = :tenant")
                .bind("tenant", callers.tenantId())
                .map(
                    (row, context) ->
                        expected.mayMean(row.getString(1), row.getString(2)) ? row.getTimestamp(3).toInstant() : Instant.MAX)
                .stream()
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(Instant.MAX))
                .orElse(null));
  }

  /** Keys of the newest signals of each firing, in the order of the firings. */
  List<List<SignalName>> evidence(DetectionRule rule, List<Found> firings) {
    List<List<SignalName>> evidence = new ArrayList<>();
    firings.forEach(firing -> evidence.add(new ArrayList<>()));
    Map<String, Object> binds = new HashMap<>();
    String sql = EVIDENCE.replace("$SELECTED$", String.join(" OR ", selected(rule, binds)));
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bindMap(binds)
                .bind("places", java.util.stream.IntStream.range(0, firings.size()).boxed().toArray(Integer[]::new))
                .bind("customers", firings.stream().map(Found::customer).toArray(UUID[]::new))
                .bind("froms", firings.stream().map(found -> found.firing().from().toString()).toArray(String[]::new))
                .bind("tos", firings.stream().map(found -> found.firing().at().toString()).toArray(String[]::new))
                .map(
                    (row, context) ->
                        evidence.get(row.getInt(1)).add(new SignalName(row.getString(2), row.getString(3), row.getInt(4))))
                .list());
    return evidence;
  }

  private static List<String> selected(DetectionRule rule, Map<String, Object> binds) {
    List<String> selected = new ArrayList<>();
    List<SignalSelector> selectors = rule.fields().selectors();
    for (int i = 0; i < selectors.size(); i++) {
      selected.add(selectors.get(i).sql("_" + i, binds));
    }
    return selected;
  }

  private static String matches(List<String> selected) {
    List<String> bits = new ArrayList<>();
    for (int i = 0; i < selected.size(); i++) {
      bits.add("CASE WHEN " + selected.get(i) + " THEN " + (1 << i) + " ELSE 0 END");
    }
    return String.join(" + ", bits);
  }

  /** A signal's key, as evidence names it. */
  record SignalName(String source, String sourceId, int revision) {}

  /** A customer's firing. */
  record Found(UUID customer, Firing firing) {}
}
