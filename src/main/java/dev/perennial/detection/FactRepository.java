package dev.perennial.detection;

import dev.perennial.customer.CustomerStanding;
import dev.perennial.customer.Survivors;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.db.Rows;
import dev.perennial.signal.Signals;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads what rules look at: one statement for all customers of a rule. */
@Singleton
class FactRepository {
  private static final String FACTS =
      """
      SELECT s.customer_id, s.occurred_at, s.known_at, s.value, $MATCHES$ AS matches, CAST(NULL AS timestamptz) AS source_last,
             CAST(NULL AS timestamptz) AS source_known_at
      $FROM$
      ORDER BY s.customer_id, s.occurred_at, s.source, s.source_id
      """;

  /** Nobody of its family (it was merged, or others into it) was heard of meanwhile. */
  private static final String FAMILY_SILENT =
      """
      NOT EXISTS (
        SELECT FROM (
          SELECT a.survivor_id AS id FROM app.alias a
          WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.alias_id = o.customer_id AND a.to_at IS NULL
          UNION ALL
          SELECT a.alias_id FROM app.alias a
          WHERE a.tenant_id = :tenant AND a.resource_type = 'customer' AND a.survivor_id = $SURVIVOR$ AND a.to_at IS NULL
            AND a.alias_id <> o.customer_id) f
        JOIN app.signal s ON s.tenant_id = :tenant AND s.customer_id = f.id AND s.occurred_at > o.occurred_at
          AND s.occurred_at <= o.silent_at
        WHERE ($SELECTED$) $CURRENT$)\
      """
          .replace("$SURVIVOR$", Survivors.of("o.customer_id"))
          .replace("$CURRENT$", Signals.CURRENT_SQL);

  /** On that day it had left, as far as was decided by then: who has left is not silent. What may come is not judged yet. */
  private static final String HAD_LEFT =
      """
      o.silent_at <= CAST(:now AS timestamptz) AND (SELECT $STATUS$ FROM ($STANDING$) s) IS NOT DISTINCT FROM 'CHURNED'\
      """
          .replace("$STATUS$", CustomerStanding.DERIVED_STATUS)
          .replace(
              "$STANDING$",
              CustomerStanding.of(
                  "app.contract k WHERE k.tenant_id = :tenant AND k.customer_id = o.customer_id AND k.start_date <= :today",
                  """
                  (SELECT d.id, d.kind, d.due_date, d.decided_date, d.outcome_detail, d.notice_received_date,
                          CASE WHEN d.decided_date <= :today THEN d.outcome END AS outcome
                   FROM app.renewal d JOIN app.contract k ON k.tenant_id = :tenant AND k.id = d.contract_id
                     AND k.start_date <= :today
                   WHERE d.tenant_id = :tenant AND d.customer_id = o.customer_id) r WHERE true"""))
          .replace(":today", "CAST(o.silent_at AT TIME ZONE :zone AS date)");

  /**
   * Only what silence may follow: of the others there are as many as customers use the product, and none of them says
   * anything about a silence. That its source went on telling is known with the first of the next that it told.
   */
  private static final String LAST_BEFORE_SILENCE =
      """
      SELECT o.customer_id, o.occurred_at, o.known_at, o.value, 1 AS matches, t.last_occurred_at AS source_last,
             l.known_at AS source_known_at
      FROM (SELECT s.customer_id, s.occurred_at, s.known_at, s.value, s.source, s.source_id, s.kind, s.type,
                   s.occurred_at + make_interval(days => :window) AS silent_at,
                   lead(s.occurred_at) OVER (PARTITION BY s.customer_id ORDER BY s.occurred_at, s.source, s.source_id) AS next_at
            $FROM$) o
      LEFT JOIN app.signal_stream t ON t.tenant_id = :tenant AND t.source = o.source AND t.kind = o.kind AND t.type = o.type
      LEFT JOIN LATERAL (
        SELECT min(l.known_at) AS known_at FROM (
          SELECT l.known_at FROM app.signal l
          WHERE l.tenant_id = :tenant AND l.source = o.source AND l.kind = o.kind AND l.type = o.type AND NOT l.retracted
            AND l.occurred_at >= o.silent_at AND t.last_occurred_at >= o.silent_at
          ORDER BY l.occurred_at LIMIT 10) l) l ON true
      WHERE (o.next_at IS NULL OR o.next_at > o.silent_at) AND $FAMILY_SILENT$ AND NOT ($HAD_LEFT$)
      ORDER BY o.customer_id, o.occurred_at, o.source, o.source_id
      """
          .replace("$FAMILY_SILENT$", FAMILY_SILENT)
          .replace("$HAD_LEFT$", HAD_LEFT);

  private static final String FROM =
      """
      FROM unnest(:customers, CAST(:looked AS timestamptz[])) AS c(customer_id, looked)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.customer_id = c.customer_id
        AND s.occurred_at >= c.looked
      WHERE ($SELECTED$) $CURRENT$\
      """
          .replace("$CURRENT$", Signals.CURRENT_SQL);

  /** What stood once and was corrected, at each of its earlier places, and when its last correction was known. */
  private static final String CORRECTIONS =
      """
      SELECT s.customer_id, s.occurred_at, max(n.known_at) AS known_at
      FROM unnest(:customers, CAST(:looked AS timestamptz[])) AS c(customer_id, looked)
      JOIN app.signal s ON s.tenant_id = :tenant AND s.customer_id = c.customer_id
        AND s.occurred_at >= c.looked
      JOIN app.signal n ON n.tenant_id = :tenant AND n.source = s.source AND n.source_id = s.source_id
        AND n.revision > s.revision AND n.revision > 0
      WHERE NOT s.retracted AND ($SELECTED$)
      GROUP BY s.customer_id, s.occurred_at
      """;

  /** A start is known since the first version that has it, and the customer, as all later ones do. */
  private static final String START =
      """
      k.customer_id, CAST(k.start_date AS timestamp) AT TIME ZONE :zone AS at,
             (SELECT min(v.known_from) FROM app.contract_version v
              WHERE v.tenant_id = :tenant AND v.id = k.id AND NOT EXISTS (
                SELECT FROM app.contract_version o WHERE o.tenant_id = :tenant AND o.id = k.id AND o.version >= v.version
                  AND (o.content ->> 'start_date', o.customer_id) IS DISTINCT FROM (CAST(k.start_date AS text), k.customer_id)))
               AS known_at
      """;

  private static final String CONTRACT_STARTS =
      """
      SELECT $START$
      FROM unnest(:customers, CAST(:looked AS timestamptz[])) AS c(customer_id, looked)
      JOIN app.contract k ON k.tenant_id = :tenant AND k.customer_id = c.customer_id
        AND CAST(k.start_date AS timestamp) AT TIME ZONE :zone >= c.looked
      ORDER BY k.customer_id, k.start_date
      """
          .replace("$START$", START);

  private static final String BEGINNINGS =
      """
      SELECT c.id AS customer_id, c.created_at AS at, c.created_at AS known_at
      FROM app.customer c WHERE c.tenant_id = :tenant AND c.id = ANY(:customers)
      UNION ALL
      SELECT $START$
      FROM app.contract k WHERE k.tenant_id = :tenant AND k.customer_id = ANY(:customers)
      """
          .replace("$START$", START);

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
  private final Clock clock;

  FactRepository(Jdbi jdbi, CallerContext callers, SettingsService settings, Clock clock) {
    this.jdbi = jdbi;
    this.callers = callers;
    this.settings = settings;
    this.clock = clock;
  }

  /** @param from by customer, from when on it is looked at; what decides about that time is loaded with it */
  Facts load(DetectionRule rule, Map<UUID, Instant> from) {
    Facts facts = new Facts(connectedSince(rule));
    Map<UUID, String> looked = new LinkedHashMap<>();
    from.forEach(
        (customer, start) -> {
          Instant first = start == null || start.isBefore(rule.effectiveFrom()) ? rule.effectiveFrom() : start;
          looked.put(customer, first.minusSeconds(rule.fields().lookbackDays() * 86_400L).toString());
        });
    if (rule.startsFromContracts()) {
      load(CONTRACT_STARTS, looked, facts::addContractStart);
      looked.keySet().retainAll(facts.contractStarts().keySet()); // nothing is expected of the others
    }
    if (!looked.isEmpty()) {
      loadFacts(rule, looked, facts);
      if (rule.restsOnAbsence()) {
        loadCorrections(rule, looked, facts);
      }
      if (rule.needsBaseline()) {
        load(BEGINNINGS, looked, facts::addBeginning);
      }
    }
    return facts;
  }

  private void loadFacts(DetectionRule rule, Map<UUID, String> looked, Facts facts) {
    Map<String, Object> binds = new HashMap<>();
    String sql = sql(rule, binds);
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customers", looked.keySet().toArray(UUID[]::new))
                .bind("looked", looked.values().toArray(String[]::new))
                .bind("now", clock.instant())
                .bind("zone", settings.recent().zone().getId())
                .bindMap(binds)
                .map(
                    (row, context) -> {
                      facts.add(
                          row.getObject(1, UUID.class),
                          new Fact(
                              row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant(),
                              row.getObject(4, Double.class), row.getInt(5), Rows.instantOrNull(row, "source_last"),
                              Rows.instantOrNull(row, "source_known_at")));
                      return true;
                    })
                .forEach(row -> {}));
  }

  /** The statement that reads a rule's facts; the values of its conditions are put into {@code binds}. */
  static String sql(DetectionRule rule, Map<String, Object> binds) {
    List<String> selected = selected(rule, binds);
    String from = FROM.replace("$SELECTED$", String.join(" OR ", selected));
    if (rule.fields().kind() == RuleKind.SILENCE) {
      binds.put("window", rule.fields().windowDays());
      return LAST_BEFORE_SILENCE.replace("$FROM$", from).replace("$SELECTED$", String.join(" OR ", selected));
    }
    return FACTS.replace("$MATCHES$", matches(selected)).replace("$FROM$", from);
  }

  private void loadCorrections(DetectionRule rule, Map<UUID, String> looked, Facts facts) {
    Map<String, Object> binds = new HashMap<>();
    String sql = CORRECTIONS.replace("$SELECTED$", String.join(" OR ", selected(rule, binds)));
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customers", looked.keySet().toArray(UUID[]::new))
                .bind("looked", looked.values().toArray(String[]::new))
                .bindMap(binds)
                .map(
                    (row, context) -> {
                      facts.addCorrection(
                          Rows.uuid(row, "customer_id"), new Known(Rows.instant(row, "occurred_at"), Rows.instant(row, "known_at")));
                      return true;
                    })
                .forEach(row -> {}));
  }

  private void load(String sql, Map<UUID, String> looked, BiConsumer<UUID, Known> to) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", callers.tenantId())
                .bind("customers", looked.keySet().toArray(UUID[]::new))
                .bind("looked", looked.values().toArray(String[]::new))
                .bind("zone", settings.recent().zone().getId())
                .map(
                    (row, context) -> {
                      Instant at = Rows.instant(row, "at");
                      Instant known = Rows.instantOrNull(row, "known_at");
                      to.accept(Rows.uuid(row, "customer_id"), new Known(at, known == null ? at : known));
                      return true;
                    })
                .forEach(row -> {}));
  }

  /** Since when what a rule expects, or holds against a baseline, could have reached us. */
  private @Nullable Instant connectedSince(DetectionRule rule) {
    SignalSelector expected = rule.fields().signal();
    if (rule.fields().kind() != RuleKind.MISSING_EXPECTED && !rule.needsBaseline() || expected == null) {
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
