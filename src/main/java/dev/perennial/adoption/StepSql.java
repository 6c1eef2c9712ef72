package dev.perennial.adoption;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement that finds when each step was reached: the facts of all types are read once, then each step takes
 * its n-th fact per customer. Gives CTEs ending in {@code reached(customer_id, start_date, active, start_at, at_1 … at_n)}.
 */
public final class StepSql {
  private StepSql() {}

  /** One step's demand; a first day for what there was not before. */
  record Step(
      SignalPredicate predicate, boolean afterPrevious, String windowFrom, int windowDays, @Nullable LocalDate firstDay) {}

  static String ofPath(AdoptionPathView path, String facts, String starts, Map<String, Object> binds) {
    List<Step> steps = new ArrayList<>();
    for (AdoptionStep step : path.steps()) {
      Integer days = step.withinDays();
      steps.add(
          new Step(
              step.predicate(),
              path.strictOrder(),
              step.within() == AdoptionStep.Anchor.PREVIOUS_STEP ? "previous" : "start",
              days == null ? 0 : days,
              null));
    }
    return of(steps, facts, starts, binds);
  }

  /** Features: each by itself, from its release on. */
  public static String ofFeatures(List<ProductFeatureView> features, String facts, String starts, Map<String, Object> binds) {
    return of(
        features.stream()
            .map(feature -> new Step(feature.predicate(), false, "start", 0, feature.releaseDate()))
            .toList(),
        facts, starts, binds);
  }

  private static String of(List<Step> steps, String facts, String starts, Map<String, Object> binds) {
    Set<String> types = new LinkedHashSet<>();
    steps.forEach(step -> types.addAll(step.predicate().types()));
    binds.put("types", types.toArray(String[]::new));
    StringBuilder sql =
        new StringBuilder("WITH fact AS MATERIALIZED (SELECT f.customer_id, f.type, f.value, f.occurred_at, f.attributes FROM ")
            .append(facts)
            .append(" f WHERE f.type = ANY(:types)),\nstep_0 AS (SELECT c.*, CAST(c.start_date AS timestamp) AT TIME ZONE :zone AS start_at FROM ")
            .append(starts)
            .append(" c)");
    for (int i = 1; i <= steps.size(); i++) {
      append(sql, steps.get(i - 1), i, binds);
    }
    return sql.append(",\nreached AS (SELECT * FROM step_").append(steps.size()).append(")\n").toString();
  }

  private static void append(StringBuilder sql, Step step, int number, Map<String, Object> binds) {
    String previous = number == 1 ? "p.start_at" : "p.at_" + (number - 1);
    String anchor = step.windowFrom().equals("previous") ? previous : "p.start_at";
    sql.append(",\nstep_").append(number).append(" AS (SELECT p.*, x.at AS at_").append(number)
        .append(" FROM step_").append(number - 1)
        .append(" p LEFT JOIN (SELECT n.customer_id, n.occurred_at AS at FROM (SELECT f.customer_id, f.occurred_at,")
        .append(" row_number() OVER (PARTITION BY f.customer_id ORDER BY f.occurred_at) AS number FROM fact f JOIN step_")
        .append(number - 1).append(" p ON p.customer_id = f.customer_id WHERE ")
        .append(condition(step.predicate(), number, binds));
    if (step.afterPrevious() && number > 1) {
      sql.append(" AND f.occurred_at >= ").append(previous);
    }
    if (step.windowDays() > 0) {
      sql.append(" AND f.occurred_at >= ").append(anchor)
          .append(" AND f.occurred_at < ").append(anchor).append(" + make_interval(days => :within_").append(number).append(')');
      binds.put("within_" + number, step.windowDays());
    }
    if (step.firstDay() != null) {
      sql.append(" AND f.occurred_at >= CAST(CAST(:from_").append(number).append(" AS date) AS timestamp) AT TIME ZONE :zone");
      binds.put("from_" + number, step.firstDay());
    }
    sql.append(") n WHERE n.number = :count_").append(number).append(") x ON x.customer_id = p.customer_id)");
    binds.put("count_" + number, step.predicate().count());
  }

  private static String condition(SignalPredicate predicate, int number, Map<String, Object> binds) {
    StringBuilder sql = new StringBuilder("f.type = ANY(:types_" + number + ")");
    binds.put("types_" + number, predicate.types().toArray(String[]::new));
    if (predicate.minimumValue() != null) {
      sql.append(" AND f.value >= :minimum_").append(number);
      binds.put("minimum_" + number, predicate.minimumValue());
    }
    SignalPredicate.AttributeEquals attribute = predicate.attribute();
    if (attribute != null) {
      sql.append(" AND f.attributes ->> :attribute_").append(number).append(" = :equals_").append(number);
      binds.put("attribute_" + number, attribute.name());
      binds.put("equals_" + number, attribute.equals());
    }
    return sql.toString();
  }
}
