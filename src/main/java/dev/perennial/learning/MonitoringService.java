package dev.perennial.learning;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.LearnedModels;
import dev.perennial.scoring.evaluate.Drift;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds what a model said against what happened. */
@ApplicationScoped
public class MonitoringService {
  private static final int DAYS = 365;

  private final LearnedModels models;
  private final MonitoringRepository repository;
  private final SettingsService settings;
  private final Clock clock;

  MonitoringService(
      LearnedModels models, MonitoringRepository repository, SettingsService settings, Clock clock) {
    this.models = models;
    this.repository = repository;
    this.settings = settings;
    this.clock = clock;
  }

  ModelMonitoring of(UUID model, @Nullable LocalDate givenFrom, @Nullable LocalDate givenTo) {
    models.get(model);
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), settings.recent().zone()).plusDays(1);
    LocalDate to = givenTo == null ? tomorrow : givenTo;
    LocalDate from = givenFrom == null ? to.minusDays(DAYS) : givenFrom;
    if (!from.isBefore(to)) {
      throw ProblemException.invalid(FieldError.parameter("to", "invalid", "to must lie after from."));
    }
    List<MonitoringRepository.Judged> rows = repository.judged(model, from, to);
    double[] logOdds = rows.stream().mapToDouble(MonitoringRepository.Judged::logOdds).toArray();
    double[] probabilities = rows.stream().mapToDouble(row -> Logistic.probability(row.logOdds())).toArray();
    boolean[] lost = new boolean[rows.size()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = rows.get(row).lost();
    }
    Drift.ObservedExpected sums = Drift.observedExpected(probabilities, lost);
    return new ModelMonitoring(
        model,
        from,
        to,
        rows.size(),
        sums.observed(),
        sums.expected(),
        sums.allowed(),
        sums.alarm(),
        verdict(rows.size(), sums),
        rows.isEmpty() ? null : Judgement.of(logOdds, lost, null));
  }

  private static String verdict(int rows, Drift.ObservedExpected sums) {
    if (rows == 0) {
      return "no renewal that it scored in time was decided in these days";
    }
    return String.format(
        Locale.ROOT,
        "%d of %d renewals were lost, its probabilities expected %.1f: %s",
        sums.observed(),
        rows,
        sums.expected(),
        sums.alarm() ? "further apart than chance explains; judge it anew and calibrate it" : "no further apart than by chance");
  }
}
