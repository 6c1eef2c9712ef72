package dev.perennial.survey;

import dev.perennial.customer.Survivors;
import dev.perennial.history.PointInTime;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.survey.SurveyMetric.Estimate;
import dev.perennial.survey.SurveyMetricView.Group;
import dev.perennial.survey.SurveyRepository.MetricRow;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Survey metrics over all customers, and the surveys of one. */
@ApplicationScoped
class SurveyService {
  private static final Duration YEAR = Duration.ofDays(365);

  private final SurveyRepository repository;
  private final Survivors survivors;
  private final SettingsService settings;

  SurveyService(SurveyRepository repository, Survivors survivors, SettingsService settings) {
    this.repository = repository;
    this.survivors = survivors;
    this.settings = settings;
  }

  SurveyMetricView metrics(SurveyFilter filter, PointInTime at) {
    SurveyQuery query = query(filter, at);
    List<MetricRow> rows = repository.metrics(query);
    MetricRow total = rows.getFirst();
    return new SurveyMetricView(
        query.metric(), SurveyMetricView.Definition.of(query.metric()), query.from(), query.to(), query.groupBy(),
        query.responses(), total.connected(), total.outOfScale(), group(query.metric(), total),
        rows.subList(1, rows.size()).stream().map(row -> group(query.metric(), row)).toList());
  }

  /** @throws ProblemException when the tenant had no such customer at that point */
  CustomerSurveys of(UUID customer, PointInTime at) {
    List<UUID> family = survivors.known(customer, at);
    Map<String, List<SurveyFact>> facts =
        repository.ofCustomer(family, at).stream().collect(Collectors.groupingBy(SurveyFact::type));
    List<String> connected = repository.connectedTypes(at);
    Set<String> types = new TreeSet<>(facts.keySet());
    types.addAll(connected);
    for (SurveyMetric metric : SurveyMetric.values()) {
      types.add(metric.type);
    }
    return new CustomerSurveys(
        family.getFirst(), at.knownAt(),
        types.stream()
            .map(type -> SurveyHistory.of(type, facts.getOrDefault(type, List.of()), connected.contains(type)))
            .toList());
  }

  private SurveyQuery query(SurveyFilter filter, PointInTime at) {
    Instant to = filter.to == null ? at.knownAt() : filter.to;
    Instant from = filter.from == null ? to.minus(YEAR) : filter.from;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(FieldError.parameter("from", "out_of_range", "The parameter from must lie before to."));
    }
    @Nullable SurveyGrouping groupBy =
        filter.groupBy == null ? null : Filters.enumValue("groupBy", filter.groupBy, SurveyGrouping.class);
    return new SurveyQuery(
        Filters.enumValue("metric", filter.metric, SurveyMetric.class), from, to, groupBy,
        Filters.enumValue("responses", filter.responses, SurveyResponses.class), filter.tier, filter.region,
        settings.recent().timeZone(), at);
  }

  private static Group group(SurveyMetric metric, MetricRow row) {
    double mean = row.mean() == null ? 0 : row.mean();
    long top = metric == SurveyMetric.CES ? 0 : row.top();
    Estimate estimate = metric.of(row.answers(), top, row.bottom(), mean, row.deviation());
    return new Group(
        row.key(), row.answers(), row.respondents(), top, row.bottom(), row.mean(), estimate.value(), estimate.lowerBound(),
        estimate.upperBound());
  }
}
