package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.criterion.DeliveryScoreFields;
import dev.perennial.criterion.DeliveryScoreService;
import dev.perennial.criterion.PurchaseCriterionEditing;
import dev.perennial.editing.Editor.EventDetail;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.fact.FactOutcome;
import dev.perennial.successmetric.MeasurementFields;
import dev.perennial.successmetric.MeasurementService;
import dev.perennial.successmetric.QuestionRoundRequest;
import dev.perennial.successmetric.QuestionRoundService;
import dev.perennial.successmetric.SuccessMetricEditing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What the showcase customer measures its success by, and what it judges us by. */
@Singleton
class DemoSuccess {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> METRICS = List.of("metric-1-1", "metric-1-2");
  private static final List<String> CRITERIA = List.of("criterion-1-1", "criterion-1-2", "criterion-1-3");

  private final DemoParts parts;
  private final DemoWriter writer;
  private final SuccessMetricEditing metrics;
  private final PurchaseCriterionEditing criteria;
  private final MeasurementService measurements;
  private final DeliveryScoreService deliveryScores;
  private final QuestionRoundService rounds;

  DemoSuccess(
      DemoParts parts, DemoWriter writer, SuccessMetricEditing metrics, PurchaseCriterionEditing criteria,
      MeasurementService measurements, DeliveryScoreService deliveryScores, QuestionRoundService rounds) {
    this.parts = parts;
    this.writer = writer;
    this.metrics = metrics;
    this.criteria = criteria;
    this.measurements = measurements;
    this.deliveryScores = deliveryScores;
    this.rounds = rounds;
  }

  void store(LocalDate anchor) {
    parts.run(
        DemoIds.Part.SUCCESS_METRICS,
        () -> writer.write(metrics, METRICS, key -> key, key -> metric(key, anchor), EventDetail.EACH));
    parts.run(
        DemoIds.Part.PURCHASE_CRITERIA,
        () -> writer.write(criteria, CRITERIA, key -> key, DemoSuccess::criterion, EventDetail.EACH));
    Reference hours = Reference.of(UUID.fromString(DemoIds.SUCCESS_METRIC));
    check(
        measurements.receiveAll(
            List.of(measured(hours, "m-1", 31, anchor.minusMonths(5)), measured(hours, "m-2", 26, anchor.minusMonths(2))), true));
    check(
        deliveryScores.receiveAll(
            List.of(
                scored("criterion-1-1", 9, "All subsidiaries log in by single sign-on", anchor.minusDays(70)),
                scored("criterion-1-2", 4, "Two outages in the closing week", anchor.minusDays(30))),
            true));
    QuestionRoundRequest question =
        new QuestionRoundRequest(
            "Hours to close this month", anchor.plusDays(14), List.of(Reference.of(UUID.fromString(DemoIds.SUCCESS_METRIC))), null, null);
    parts.run(DemoIds.Part.QUESTION_ROUNDS, () -> rounds.start(question));
  }

  private static ObjectNode metric(String key, LocalDate anchor) {
    boolean hours = key.equals(METRICS.getFirst());
    ObjectNode body =
        JSON.objectNode()
            .put("customerId", DemoIds.CUSTOMER)
            .put("name", hours ? "Hours to close the month" : "Exports a month")
            .put("unit", hours ? "hours" : "exports")
            .put("direction", hours ? "LOWER_IS_BETTER" : "HIGHER_IS_BETTER")
            .put("definedBy", hours ? "CUSTOMER" : "US")
            .put("baseline", hours ? 40 : 10)
            .put("baselineDate", anchor.minusMonths(8).toString())
            .put("target", hours ? 20 : 30)
            .put("attributable", true)
            .put("measurable", true)
            .put("benefit", hours);
    if (!hours) {
      body.putObject("formula").put("aggregation", "COUNT").put("type", "logins").put("windowDays", 30);
    }
    return body;
  }

  private static ObjectNode criterion(String key) {
    int number = CRITERIA.indexOf(key);
    List<String> texts = List.of("Single sign-on for all subsidiaries", "Available in the closing week", "Reports for the board");
    return JSON.objectNode()
        .put("customerId", DemoIds.CUSTOMER)
        .put("criterion", texts.get(number))
        .put("importance", 5 - number)
        .put("mustHave", number < 2)
        .put("expected", 9);
  }

  private static MeasurementFields measured(Reference metric, String sourceId, double value, LocalDate date) {
    Instant at = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new MeasurementFields(
        metric, DemoWorld.SOURCE, sourceId, value, null, Reference.of(UUID.fromString(DemoIds.CONTACT)), at, at, 0, false);
  }

  private static DeliveryScoreFields scored(String criterion, double value, String evidence, LocalDate date) {
    Instant at = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Reference about = new Reference(null, new ExternalId(DemoWorld.SOURCE, criterion));
    return new DeliveryScoreFields(
        about, DemoWorld.SOURCE, "d-" + criterion, value, evidence, null, Reference.of(UUID.fromString(DemoIds.CONTACT)), at,
        at, 0, false);
  }

  private static void check(List<FactOutcome> outcomes) {
    outcomes.forEach(FactOutcome::idOrThrow);
  }
}
