package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A feature set as SQL: one row per renewal, one pass over the batch's facts.
 *
 * <p>Facts enter only if they happened before the cut-off and were known at it; of a corrected fact
 * the highest revision known then counts. Terms of contracts and attributes of customers are those
 * of the version known at the cut-off ({@link KnownState}). With one cut-off for all, times are bind values that the
 * planner sees as constants; with one per renewal, the batch relation carries the cut-off and one
 * column per distinct window, computed once a row and not once a fact.
 *
 * @param plain expressions over renewal, contract and customer, with their column names
 * @param facts aggregates over facts, with their column names; a section that is not read is absent
 * @param binds what the tenant wrote
 * @param windows placeholders of window starts by days before the cut-off
 * @param kinds kinds of signal that are read
 * @param eventTypes types of trigger events that are read
 */
record FeatureQuery(
    FeatureSet featureSet,
    List<FeatureColumn> columns,
    Map<String, String> plain,
    Map<FactSection, Map<String, String>> facts,
    Map<String, Object> binds,
    Map<Integer, String> windows,
    Set<String> kinds,
    Set<String> eventTypes,
    boolean readsLines,
    boolean readsFirstContract,
    Map<Variant, String> texts) {

  /** The amount is converted outside SQL; the column is only kept for the order of features. */
  static final String AMOUNT_COMES_LATER = "CAST(NULL AS float8)";

  /**
   * @param cutoffEach each renewal has a cut-off of its own
   * @param corrections some fact of the tenant has been corrected
   * @param merges some customer of the tenant was merged into another
   * @param past some cut-off lies in the past: terms and attributes are read as they were known then
   * @param recorded only what was stored by {@code recordedBy} counts; needs {@code past}
   */
  record Variant(boolean cutoffEach, boolean corrections, boolean merges, boolean past, boolean recorded) {}

  FeatureQuery(
      FeatureSet featureSet,
      List<FeatureColumn> columns,
      Map<String, String> plain,
      Map<FactSection, Map<String, String>> facts,
      Map<String, Object> binds,
      Map<Integer, String> windows,
      Set<String> kinds,
      Set<String> eventTypes,
      boolean readsLines,
      boolean readsFirstContract) {
    this(
        featureSet,
        columns,
        plain,
        facts,
        binds,
        windows,
        kinds,
        eventTypes,
        readsLines,
        readsFirstContract,
        new ConcurrentHashMap<>());
  }

  /**
   * The statement. Binds: those of the set, {@code tenant}, {@code renewals} (uuid[]), {@code
   * zone}; and for one cut-off {@code cutoff}, {@code day} and {@code w…} per window, for one each
   * {@code cutoffs} (texts of times); {@code recordedBy} where that counts.
   */
  String sql(Variant variant) {
    return texts.computeIfAbsent(variant, this::build);
  }

  private String build(Variant variant) {
    StringBuilder sql = new StringBuilder(variant.recorded() ? STREAMS_RECORDED : "");
    sql.append("SELECT r.id, r.customer_id, {terms}.renewal_amount, {terms}.currency");
    sql.append(
        !facts.containsKey(FactSection.SIGNALS) ? ", CAST(NULL AS timestamptz) AS newest_fact_at" : ", f.newest_fact_at");
    plain.forEach(
        (expression, name) -> sql.append(", ").append(expression).append(" AS ").append(name));
    facts.forEach(
        (section, aggregates) ->
            aggregates.values().forEach(name -> sql.append(", ").append(section.alias()).append('.').append(name)));
    sql.append("\nFROM ").append(batch(variant));
    sql.append(variant.past() ? STATE_THEN : STATE_NOW);
    if (readsLines) {
      sql.append(LINES.replace("{lines}", variant.past() ? LINES_THEN : LINES_NOW));
    }
    if (readsFirstContract) {
      sql.append(variant.recorded() ? FIRST_CONTRACT_RECORDED : FIRST_CONTRACT);
    }
    facts.forEach((section, aggregates) -> sql.append(part(section, aggregates, variant)));
    return placed(
        sql.append("WHERE r.tenant_id = :tenant")
            .append(variant.cutoffEach() ? "" : " AND r.id = ANY(:renewals)")
            .toString(),
        variant);
  }

  private String part(FactSection section, Map<String, String> aggregates, Variant variant) {
    List<String> columns = new ArrayList<>();
    if (section == FactSection.SIGNALS) {
      columns.add("max(s.occurred_at) AS newest_fact_at");
      facts.keySet().forEach(other -> columns.addAll(other.collected()));
    }
    aggregates.forEach((expression, name) -> columns.add(expression + " AS " + name));
    String from =
        section
            .from()
            .replace("{facts}", facts(variant))
            .replace("{visible}", visible(variant))
            .replace("{contracts}", variant.past() ? AdoptionSections.CONTRACTS_THEN : AdoptionSections.CONTRACTS_NOW)
            .replace("{renewals}", variant.past() ? AdoptionSections.RENEWALS_THEN : AdoptionSections.RENEWALS_NOW)
            .replace("{customer}", customer(variant));
    return "CROSS JOIN LATERAL (SELECT " + String.join(",\n  ", columns) + "\n" + from + ") " + section.alias() + "\n";
  }

  private String batch(Variant variant) {
    if (!variant.cutoffEach()) {
      return "app.renewal r";
    }
    StringBuilder relation =
        new StringBuilder(
            "(SELECT u.id, u.cutoff, CAST(u.cutoff AT TIME ZONE :zone AS date) AS day");
    // Days are 24 hours, whatever the clocks of the time zone did.
    windows
        .keySet()
        .forEach(
            days ->
                relation
                    .append(", u.cutoff - make_interval(hours => ")
                    .append(24 * days)
                    .append(") AS w")
                    .append(days));
    // OFFSET 0 keeps the planner from moving the sums into every filter.
    return relation
        .append(
            " FROM unnest(:renewals, CAST(:cutoffs AS timestamptz[])) AS u(id, cutoff) OFFSET 0) b\nJOIN app.renewal r ON r.id = b.id")
        .toString();
  }

  private static String facts(Variant variant) {
    return visible(variant) + " AND s.kind = ANY(:kinds)";
  }

  private static String visible(Variant variant) {
    String visible = VISIBLE.replace("{customer}", customer(variant));
    return variant.corrections() ? visible + NOT_SUPERSEDED : visible;
  }

  private static String customer(Variant variant) {
    return variant.merges() ? FAMILY : "= {terms}.customer_id";
  }

  /** What was stored by a time, or all there is: later loads may state that something was known earlier. */
  static String recorded(String text, boolean recorded) {
    return text.replaceAll("\\{recorded (\\w+)}", recorded ? "AND $1.recorded_at <= CAST(:recordedBy AS timestamptz)" : "")
        .replace("{merged}", recorded ? "least({cutoff}, CAST(:recordedBy AS timestamptz))" : "{cutoff}")
        .replace("{current}", recorded ? "false" : "true")
        .replace("{streams}", recorded ? "streams" : "app.signal_stream");
  }

  private String placed(String text, Variant variant) {
    boolean each = variant.cutoffEach();
    String placed =
        recorded(text, variant.recorded())
            .replace("{terms}", variant.past() ? "rv" : "r")
            .replace("{cutoff}", each ? "b.cutoff" : "CAST(:cutoff AS timestamptz)")
            .replace("{day}", each ? "b.day" : "CAST(:day AS date)");
    for (Map.Entry<Integer, String> window : windows.entrySet()) {
      String name = "w" + window.getKey();
      placed =
          placed.replace(
              window.getValue(), each ? "b." + name : "CAST(:" + name + " AS timestamptz)");
    }
    return placed;
  }

  private static final String VISIBLE =
      """
      s.tenant_id = :tenant AND s.customer_id {customer} AND s.occurred_at < {cutoff}
        AND s.known_at <= {cutoff} {recorded s} AND NOT s.retracted""";

  /** Facts of duplicates count for the customer they were merged into, from when that was known. */
  private static final String FAMILY =
      """
      = ANY({terms}.customer_id || ARRAY(SELECT a.alias_id FROM app.alias a WHERE a.tenant_id = :tenant
          AND a.resource_type = 'customer' AND a.survivor_id = {terms}.customer_id AND a.from_at <= {merged}
          AND (a.to_at IS NULL OR a.to_at > {merged})))""";

  /** A higher revision known at the cut-off takes the fact's place, or takes it away. */
  private static final String NOT_SUPERSEDED =
      """

        AND NOT EXISTS (SELECT FROM app.signal n WHERE n.tenant_id = :tenant AND n.revision > 0
          AND n.source = s.source AND n.source_id = s.source_id AND n.revision > s.revision AND n.known_at <= {cutoff} {recorded n})""";

  private static final String STATE_NOW =
      """

      LEFT JOIN app.contract c ON c.tenant_id = :tenant AND c.id = r.contract_id
      LEFT JOIN app.customer cu ON cu.tenant_id = :tenant AND cu.id = r.customer_id
      """;

  private static final String STATE_THEN =
      "\nLEFT JOIN LATERAL "
          + KnownState.of("renewal", "r.id")
          + " rv ON true\nLEFT JOIN LATERAL "
          + KnownState.of("contract", "r.contract_id")
          + " c ON true\nLEFT JOIN LATERAL "
          + KnownState.of("customer", "rv.customer_id")
          + " cu ON true\n";

  /**
   * Recurring lines in force at the cut-off, or on the last day where that is over, those of a
   * whole co-term group where it decides; weighted by their list price a month.
   */
  private static final String LINES =
      """
      CROSS JOIN LATERAL (
        SELECT count(*) AS line_count, sum(w.list * w.discount_percent) / nullif(sum(w.list), 0) AS discount_percent
        FROM (SELECT l.discount_percent, l.quantity * l.unit_price / CASE l.amount_period
                WHEN 'MONTH' THEN 1 WHEN 'YEAR' THEN 12 ELSE greatest(coalesce(c.term_months, 12), 1) END AS list
              FROM {lines} l
              WHERE l.charge_type = 'RECURRING' AND (r.line_id IS NULL OR l.id = r.line_id)
                AND l.start_date <= greatest(least({day}, {terms}.due_date), c.start_date)
                AND (l.end_date IS NULL OR l.end_date >= greatest(least({day}, {terms}.due_date), c.start_date))) w) l
      """;

  private static final String LINES_NOW =
      """
      (SELECT m.* FROM app.contract_line m WHERE m.tenant_id = :tenant
         AND m.contract_id = ANY(CASE WHEN r.kind <> 'CO_TERM' THEN ARRAY[r.contract_id]
           ELSE ARRAY(SELECT g.id FROM app.contract g WHERE g.tenant_id = :tenant AND g.customer_id = r.customer_id
                        AND g.co_term_group_id = r.co_term_group_id AND g.currency = r.currency) END))""";

  /** The lines inside the contract as it was known; which contracts a co-term group had is read as of today. */
  private static final String LINES_THEN =
      """
      (SELECT m.id, m."discountPercent" AS discount_percent, m.quantity, m."unitPrice" AS unit_price,
              m."amountPeriod" AS amount_period, m."chargeType" AS charge_type,
              coalesce(m."startDate", k.start_date) AS start_date, coalesce(m."endDate", k.end_date) AS end_date
       FROM unnest(CASE WHEN r.kind <> 'CO_TERM' THEN ARRAY[r.contract_id]
              ELSE ARRAY(SELECT g.id FROM app.contract g WHERE g.tenant_id = :tenant AND g.customer_id = r.customer_id
                           AND g.co_term_group_id = r.co_term_group_id AND g.currency = r.currency) END) AS g(id)
       CROSS JOIN LATERAL {contract} k
       CROSS JOIN LATERAL jsonb_to_recordset(k.lines) AS m(id uuid, "discountPercent" numeric, quantity numeric,
         "unitPrice" numeric, "amountPeriod" text, "chargeType" text, "startDate" date, "endDate" date))"""
          .replace("{contract}", KnownState.of("contract", "g.id"));

  /** What each source had delivered by a time: the table of streams holds only what is so now. */
  static final String STREAMS_RECORDED =
      """
      WITH streams AS MATERIALIZED (
        SELECT s.tenant_id, s.kind, s.type, min(s.known_at) AS first_known_at FROM app.signal s
        WHERE s.tenant_id = :tenant AND s.recorded_at <= CAST(:recordedBy AS timestamptz) AND NOT s.retracted
        GROUP BY s.tenant_id, s.kind, s.type)
      """;

  private static final String FIRST_CONTRACT_RECORDED =
      """
      LEFT JOIN LATERAL (
        SELECT min(k.start_date) AS start_date
        FROM (SELECT DISTINCT ON (v.id) CAST(v.content ->> 'start_date' AS date) AS start_date FROM app.contract_version v
              WHERE v.tenant_id = :tenant AND v.customer_id = {terms}.customer_id
                AND v.recorded_at <= CAST(:recordedBy AS timestamptz)
              ORDER BY v.id, v.known_from DESC, v.version DESC) k
        WHERE k.start_date <= {day}) o ON true
      """;

  private static final String FIRST_CONTRACT =
      """
      LEFT JOIN LATERAL (SELECT o.start_date FROM app.contract o
        WHERE o.tenant_id = :tenant AND o.customer_id = r.customer_id AND o.start_date <= {day}
        ORDER BY o.start_date LIMIT 1) o ON true
      """;
}
