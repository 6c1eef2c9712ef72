package dev.perennial.learning;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds what a model said against what happened. */
@ApplicationScoped
public class MonitoringService {
  private static final int DAYS = 365;

  /** Sorts before every tier. */
  private static final String NO_TIER = "";

  private final LearnedModels models;
  private final MonitoringRepository repository;
  private final DriftWatch drift;
  private final SettingsService settings;
  private final Clock clock;

  MonitoringService(
      LearnedModels models,
      MonitoringRepository repository,
      DriftWatch drift,
      SettingsService settings,
      Clock clock) {
    this.models = models;
    this.repository = repository;
    this.drift = drift;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param givenFrom decided on or after this day; a year before the end where null
   * @param givenTo decided before this day; tomorrow where null
   * @throws ProblemException 404 for an unknown model, 400 for days the wrong way round
   */
  public ModelMonitoring of(UUID id, @Nullable LocalDate givenFrom, @Nullable LocalDate givenTo) {
    ScoringModelView model = models.get(id);
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), settings.recent().zone()).plusDays(1);
    LocalDate to = givenTo == null ? tomorrow : givenTo;
    LocalDate from = givenFrom == null ? to.minusDays(DAYS) : givenFrom;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(FieldError.parameter("to", "invalid", "to must lie after from."));
    }
    ZoneId zone = settings.recent().zone();
    List<MonitoringRepository.Judged> found = repository.judged(id, from, to, zone);
    boolean truncated = found.size() > MonitoringRepository.MOST_ROWS;
    List<MonitoringRepository.Judged> rows =
        truncated ? found.subList(0, MonitoringRepository.MOST_ROWS) : found;
    Outcomes all = new Outcomes(rows);
    return new ModelMonitoring(
        id,
        from,
        to,
        all.size(),
        truncated,
        all.sums().observed(),
        all.sums().expected(),
        all.sums().allowed(),
        all.sums().alarm(),
        all.verdict(),
        all.warnings(),
        all.baseRate(model.training()),
        all.judgement(),
        tiers(rows, model),
        drift.of(model, to.isBefore(tomorrow) ? to : tomorrow, zone));
  }

  private static List<ModelMonitoring.Tier> tiers(
      List<MonitoringRepository.Judged> rows, ScoringModelView model) {
    Map<String, List<MonitoringRepository.Judged>> byTier = new TreeMap<>();
    for (MonitoringRepository.Judged row : rows) {
      byTier.computeIfAbsent(row.tier() == null ? NO_TIER : row.tier(), key -> new ArrayList<>()).add(row);
    }
    return byTier.entrySet().stream()
        .map(
            entry ->
                new Outcomes(entry.getValue())
                    .tier(entry.getKey().equals(NO_TIER) ? null : entry.getKey(), model.training()))
        .toList();
  }
}
