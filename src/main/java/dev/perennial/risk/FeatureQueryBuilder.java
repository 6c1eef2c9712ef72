package dev.perennial.risk;

import dev.perennial.scoring.feature.CompetitorBurst;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.MeasureFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the features of a set into columns of one query. Text comes from here alone; what a tenant
 * wrote (types, attribute names, numbers) becomes bind values. Placeholders in braces stand for
 * times that depend on the cut-off: see {@link FeatureQuery}.
 */
final class FeatureQueryBuilder {
  /**
   * Facts older than this many half-lives weigh less than 1e-60: left out, so that no power
   * underflows.
   */
  private static final int NEGLIGIBLE_HALF_LIVES = 200;

  /** The order that says which fact is the latest, also where two happened at the same time. */
  private static final String LATEST_FIRST =
      " ORDER BY s.occurred_at DESC, s.known_at DESC, s.source DESC, s.source_id DESC)";

  private static final Map<String, String> FACT_FIELDS =
      Map.of(
          "value", "s.value", "sentiment", "s.sentiment", "severity", "CAST(s.severity AS float8)");

  private final Map<String, String> plain = new LinkedHashMap<>();
  private final Map<FactSection, Map<String, String>> facts = new EnumMap<>(FactSection.class);
  private final Map<Object, String> bindNames = new HashMap<>();
  private final Map<String, Object> binds = new LinkedHashMap<>();
  private final Map<Integer, String> windows = new TreeMap<>();
  private final Set<String> kinds = new TreeSet<>();
  private final Set<String> eventTypes = new TreeSet<>();
  private final List<FeatureColumn> columns = new ArrayList<>();
  private boolean readsLines;
  private boolean readsFirstContract;

  private FeatureQueryBuilder() {}

  static FeatureQuery compile(FeatureSet set) {
    FeatureQueryBuilder builder = new FeatureQueryBuilder();
    for (FeatureDefinition feature : set.features()) {
      builder.columns.add(builder.column(feature));
      builder.kinds.addAll(feature.signalKinds());
      if (feature.measure().family() == MeasureFamily.DATA) {
        builder.kinds.addAll(FeatureDefinition.SIGNAL_KINDS);
      }
    }
    return new FeatureQuery(
        set,
        builder.columns,
        builder.plain,
        builder.facts,
        builder.binds,
        builder.windows,
        builder.kinds,
        builder.eventTypes,
        builder.readsLines,
        builder.readsFirstContract);
  }

  private FeatureColumn column(FeatureDefinition feature) {
    return switch (feature.measure().family()) {
      case CONTRACT -> number(feature, plain(contract(feature)));
      case CUSTOMER -> customer(feature);
      case SIGNAL, INTERACTION, SURVEY -> signal(feature);
      case COMPETITOR -> burst(feature);
      case TICKET -> number(feature, add(FactSection.OPEN_TICKETS, ticket(feature)));
      case SUCCESS -> {
        Integer days = feature.windowDays();
        readsFirstContract |= days != null;
        yield number(feature, add(FactSection.SUCCESS_METRICS, SuccessFeatures.metrics(feature, days == null ? null : bind(days))));
      }
      case CRITERIA -> number(feature, add(FactSection.PURCHASE_CRITERIA, SuccessFeatures.criteria(feature)));
      case TRIGGER_EVENT -> number(feature, add(FactSection.TRIGGER_EVENTS, event(feature)));
      case ENTITLEMENT -> {
        String type = feature.signalType();
        yield number(feature, add(FactSection.UTILISATION, AdoptionFeatures.pace(type == null ? null : text(type))));
      }
      case ADOPTION -> number(feature, add(FactSection.ADOPTION, AdoptionFeatures.progress(text(attribute(feature)))));
      case STAGNATION -> {
        kinds.add("USAGE");
        yield number(feature, add(FactSection.STAGNATION, AdoptionFeatures.MONTHS));
      }
      case DATA ->
          FeatureColumn.of(feature, FeatureColumn.Form.COVERAGE, signal(kindsSeen()));
    };
  }

  private String contract(FeatureDefinition feature) {
    return switch (feature.measure()) {
      case TERM_NUMBER -> "{terms}.term_number";
      case LOG_RENEWAL_AMOUNT -> FeatureQuery.AMOUNT_COMES_LATER;
      case AUTO_RENEW -> "CAST({terms}.auto_renew AS int)";
      case DISCOUNT_PERCENT -> {
        readsLines = true;
        yield "l.discount_percent";
      }
      case PRICE_CHANGE_PERCENT ->
          // An offer that was sent after the cut-off was not yet known.
          "CASE WHEN CAST({terms}.offer->>'sentDate' AS date) > {day} THEN NULL"
              + " ELSE CAST({terms}.offer->>'priceChangePercent' AS float8) END";
      case TERM_MONTHS ->
          "coalesce(c.term_months, date_part('year', age(c.end_date + 1, c.start_date)) * 12"
              + " + date_part('month', age(c.end_date + 1, c.start_date)))";
      case EVERGREEN -> "CAST({terms}.due_date IS NULL OR r.kind = 'EVERGREEN' AS int)";
      case LINE_COUNT -> {
        readsLines = true;
        yield "l.line_count";
      }
      default -> throw new IllegalStateException("not about a contract: " + feature.measure());
    };
  }

  private FeatureColumn customer(FeatureDefinition feature) {
    return switch (feature.measure()) {
      case TENURE_DAYS -> {
        readsFirstContract = true;
        yield number(feature, plain("{day} - o.start_date"));
      }
      case TIER -> level(feature, "cu.tier");
      case SIZE_CLASS -> level(feature, "cu.size_class");
      case REGION -> level(feature, "cu.region");
      case ATTRIBUTE_TEXT -> level(feature, "cu.attributes->>" + text(attribute(feature)));
      case ATTRIBUTE_NUMBER ->
          number(feature, plain(jsonNumber("cu.attributes", attribute(feature))));
      default -> throw new IllegalStateException("not about a customer: " + feature.measure());
    };
  }

  private FeatureColumn signal(FeatureDefinition feature) {
    String matches = matches(feature);
    String number = number(feature.attribute());
    return switch (feature.measure()) {
      case COUNT -> number(feature, signal("count(*)" + filter(within(feature, matches))));
      case OCCURRED -> number(feature, signal("CAST(count(*)" + filter(within(feature, matches)) + " > 0 AS int)"));
      case SUM -> number(feature, signal("sum(" + number + ")" + filter(within(feature, matches))));
      case MEAN -> number(feature, signal(mean(number, within(feature, matches))));
      case TREND ->
          FeatureColumn.of(
              feature,
              FeatureColumn.Form.TREND,
              signal(mean(number, within(feature, matches))),
              signal(mean(number, windowBefore(feature, matches))));
      case LAST, SURVEY_LAST ->
          number(feature, signal(latest(number, within(feature, matches)) + "[1]"));
      case SURVEY_CHANGE -> {
        String latest = latest(number, within(feature, matches));
        yield number(feature, signal(latest + "[1] - " + latest + "[2]"));
      }
      case SURVEY_NEVER_ANSWERED -> number(feature, signal(neverAnswered(number, within(feature, matches))));
      case TWO_WAY_SILENCE -> number(feature, signal(none(within(feature, matches))));
      case LONGEST_GAP_DAYS -> number(feature, add(FactSection.CONTACTS, longestGap(feature)));
      case DAYS_SINCE ->
          number(feature, signal(days("max(s.occurred_at)" + filter(within(feature, matches)))));
      case DECAYED_SUM -> number(feature, signal(decayedSum(feature, number, matches)));
      default -> throw new IllegalStateException("not about signals: " + feature.measure());
    };
  }

  /** Null where the customer neither answered nor was asked; what that means is for {@link ConnectedSources#tellAskings}. */
  private static String neverAnswered(String number, String condition) {
    return "CASE WHEN count(" + number + ")" + filter(condition) + " > 0 THEN 0 WHEN count(*)" + filter(condition) + " > 0 THEN 1 END";
  }

  private String longestGap(FeatureDefinition feature) {
    String from = window(requiredWindow(feature));
    return "date_part('epoch', max(q.at - greatest(q.since, " + from + "))" + filter("q.at >= " + from) + ") / 86400";
  }

  /** The baseline begins when somebody could have told of the customer: with its record or the source, or with a contact known from before. */
  private FeatureColumn burst(FeatureDefinition feature) {
    int days = requiredWindow(feature);
    String from = window(days);
    String baseline = window(days + CompetitorBurst.BASELINE_DAYS);
    String kinds = "('" + String.join("', '", new TreeSet<>(CompetitorBurst.SIGNAL_KINDS)) + "')";
    String type = feature.signalType();
    String types = type == null ? "IN ('" + String.join("', '", new TreeSet<>(CompetitorBurst.SIGNAL_TYPES)) + "')" : "= " + text(type);
    String contact = "s.kind IN " + kinds + " AND s.type " + types + " AND s.occurred_at >= ";
    String connected =
        "(SELECT min(t.first_known_at) FROM {streams} t WHERE t.tenant_id = :tenant AND t.kind IN " + kinds
            + " AND t.type " + types + ")";
    String known =
        "greatest(" + baseline + ", least(min(s.occurred_at)" + filter(contact + baseline) + ", greatest(cu.created_at, "
            + connected + ")))";
    return FeatureColumn.of(
        feature,
        FeatureColumn.Form.BURST,
        signal("count(*)" + filter(contact + from)),
        signal("count(*)" + filter(contact + baseline + " AND s.occurred_at < " + from)),
        signal("greatest(0, date_part('epoch', " + from + " - " + known + ") / 86400)"));
  }

  private String ticket(FeatureDefinition feature) {
    Integer severity = feature.minimumSeverity();
    String filter = severity == null ? "" : filter("t.severity >= " + bind(severity));
    return switch (feature.measure()) {
      case TICKETS_OPEN, TICKETS_OPEN_SEVERE -> "count(*)" + filter;
      case TICKET_OLDEST_OPEN_DAYS -> days("min(t.opened_at)" + filter);
      default -> throw new IllegalStateException("not about tickets: " + feature.measure());
    };
  }

  private String event(FeatureDefinition feature) {
    String type = feature.signalType();
    if (type == null) {
      throw new IllegalStateException("a valid set names the type: " + feature.code());
    }
    eventTypes.add(type);
    Integer days = feature.windowDays();
    String filter =
        filter("x.type = " + text(type) + (days == null ? "" : " AND x.occurred_at >= " + window(days)));
    return switch (feature.measure()) {
      case EVENT_COUNT -> "count(*)" + filter;
      case DAYS_SINCE_EVENT -> days("max(x.occurred_at)" + filter);
      default -> throw new IllegalStateException("not about trigger events: " + feature.measure());
    };
  }

  /** What a fact must be to be read by a feature, its time left aside. */
  private String matches(FeatureDefinition feature) {
    String kind = feature.effectiveSignalKind();
    StringBuilder condition = new StringBuilder("s.kind = '" + knownKind(kind) + "'");
    if ("TICKET".equals(kind)) {
      // What follows the opening speaks of a ticket that was counted already.
      condition.append(" AND coalesce(s.phase, 'OPENED') = 'OPENED'");
    }
    if (feature.signalType() != null) {
      condition.append(" AND s.type = ").append(text(feature.signalType()));
    }
    if (feature.direction() != null) {
      condition.append(" AND s.direction = '").append(feature.direction().name()).append("'");
    }
    if (feature.minimumSeverity() != null) {
      condition.append(" AND s.severity >= ").append(bind(feature.minimumSeverity()));
    }
    if (feature.attributeValue() != null) {
      condition.append(" AND s.attributes->>").append(text(attribute(feature))).append(" = ").append(text(feature.attributeValue()));
    }
    return condition.toString();
  }

  private static String knownKind(@Nullable String kind) {
    if (kind == null || !FeatureDefinition.SIGNAL_KINDS.contains(kind)) {
      throw new IllegalStateException("not a kind of signal: " + kind);
    }
    return kind;
  }

  private String within(FeatureDefinition feature, String matches) {
    Integer days = feature.windowDays();
    return days == null ? matches : matches + " AND s.occurred_at >= " + window(days);
  }

  private String windowBefore(FeatureDefinition feature, String matches) {
    int days = requiredWindow(feature);
    return matches
        + " AND s.occurred_at >= "
        + window(2 * days)
        + " AND s.occurred_at < "
        + window(days);
  }

  private String decayedSum(FeatureDefinition feature, String number, String matches) {
    Integer halfLife = feature.halfLifeDays();
    if (halfLife == null) {
      throw new IllegalStateException("a valid set states the half-life: " + feature.code());
    }
    int days = Math.min(requiredWindow(feature), NEGLIGIBLE_HALF_LIVES * halfLife);
    String weight =
        "power(CAST(2 AS float8), -("
            + days("s.occurred_at")
            + ") / CAST("
            + bind(halfLife)
            + " AS float8))";
    return "sum("
        + number
        + " * "
        + weight
        + ")"
        + filter(matches + " AND s.occurred_at >= " + window(days));
  }

  private static int requiredWindow(FeatureDefinition feature) {
    Integer days = feature.windowDays();
    if (days == null) {
      throw new IllegalStateException("a valid set states the window: " + feature.code());
    }
    return days;
  }

  private static String mean(String number, String condition) {
    // Not avg(): it also keeps squares, which overflow for large numbers.
    return "sum("
        + number
        + ")"
        + filter(condition)
        + " / nullif(count("
        + number
        + ")"
        + filter(condition)
        + ", 0)";
  }

  private static String latest(String number, String condition) {
    return "(array_agg("
        + number
        + LATEST_FIRST
        + filter(condition + " AND " + number + " IS NOT NULL")
        + ")";
  }

  private static String none(String condition) {
    return "CAST(count(*)" + filter(condition) + " = 0 AS int)";
  }

  private static String days(String time) {
    return "date_part('epoch', {cutoff} - " + time + ") / 86400";
  }

  private static String filter(String condition) {
    return " FILTER (WHERE " + condition + ")";
  }

  /** Which kinds of signal speak of the customer, as bits. */
  private static String kindsSeen() {
    StringBuilder bits = new StringBuilder("coalesce(bit_or(CASE s.kind");
    int bit = 1;
    for (String kind : new TreeSet<>(FeatureDefinition.SIGNAL_KINDS)) {
      bits.append(" WHEN '").append(kind).append("' THEN ").append(bit);
      bit *= 2;
    }
    return bits.append(" ELSE 0 END), 0)").toString();
  }

  /** The number of a fact: its value, or the field or attribute named. */
  private String number(@Nullable String attribute) {
    if (attribute == null) {
      return "s.value";
    }
    String field = FACT_FIELDS.get(attribute);
    return field != null ? field : jsonNumber("s.attributes", attribute);
  }

  private String jsonNumber(String column, String attribute) {
    String name = text(attribute);
    return "CASE WHEN jsonb_typeof("
        + column
        + "->"
        + name
        + ") = 'number' THEN CAST("
        + column
        + "->>"
        + name
        + " AS float8) END";
  }

  private static String attribute(FeatureDefinition feature) {
    String attribute = feature.attribute();
    if (attribute == null) {
      throw new IllegalStateException("a valid set names the attribute: " + feature.code());
    }
    return attribute;
  }

  private FeatureColumn number(FeatureDefinition feature, String column) {
    return FeatureColumn.of(feature, FeatureColumn.Form.NUMBER, column);
  }

  private FeatureColumn level(FeatureDefinition feature, String expression) {
    return FeatureColumn.of(feature, FeatureColumn.Form.LEVEL, add(plain, "p", expression));
  }

  private String plain(String expression) {
    return add(plain, "p", "CAST(" + expression + " AS float8)");
  }

  private String signal(String expression) {
    return add(FactSection.SIGNALS, expression);
  }

  private String add(FactSection section, String expression) {
    if (!section.collected().isEmpty()) {
      facts.computeIfAbsent(FactSection.SIGNALS, unused -> new LinkedHashMap<>());
    }
    return add(facts.computeIfAbsent(section, unused -> new LinkedHashMap<>()), section.alias(), expression);
  }

  private static String add(Map<String, String> expressions, String prefix, String expression) {
    return expressions.computeIfAbsent(expression, unused -> prefix + expressions.size());
  }

  private String window(int days) {
    return windows.computeIfAbsent(days, unused -> "{w" + days + "}");
  }

  private String text(String value) {
    return "CAST(" + bind(value) + " AS text)";
  }

  private String bind(Object value) {
    String name = bindNames.computeIfAbsent(value, unused -> "b" + bindNames.size());
    binds.put(name, value);
    return ":" + name;
  }
}
