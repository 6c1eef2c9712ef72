package dev.perennial.risk;

import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.RiskTrajectoryRepository.Month;
import dev.perennial.scoring.decision.Trajectory;
import dev.perennial.scoring.numeric.Interval;
import dev.perennial.scoring.numeric.LinearTrend;
import dev.perennial.tenant.Settings;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the stored scores of a renewal are heading; one round trip. Nothing here computes a new score. */
@ApplicationScoped
public class RiskTrajectoryService {
  static final String DEFINITION =
      "OFF_PATH: the last score is at or above the threshold then in force. DRIFTING: below it, but the least-squares slope of"
          + " the log-odds over the monthly scores of one model version is positive (two-sided 90% interval of Student's t above"
          + " 0), and the line reaches the threshold by the decision deadline. TOO_FEW: below it, with fewer than 3 monthly"
          + " scores. ON_PATH: otherwise.";

  private final RiskTrajectoryRepository repository;
  private final SettingsService settings;

  RiskTrajectoryService(RiskTrajectoryRepository repository, SettingsService settings) {
    this.repository = repository;
    this.settings = settings;
  }

  RiskTrajectoryView of(UUID renewal) {
    Settings now = settings.recent();
    List<Month> months = repository.months(renewal, now.timeZone());
    if (months.isEmpty()) {
      throw ProblemException.notFound("renewal");
    }
    Month latest = months.getFirst();
    List<RiskTrajectoryPoint> points = months.reversed().stream().map(Month::point).filter(Objects::nonNull).toList();
    double threshold = points.isEmpty() ? now.atRiskThreshold() : points.getLast().threshold();
    Trajectory trajectory =
        Trajectory.of(
            points.stream().map(RiskTrajectoryPoint::plain).toList(), threshold, end(latest.deadline(), now.zone()));
    return view(renewal, latest, points, trajectory);
  }

  /** The deadline's day is still there to decide on. */
  private static @Nullable Instant end(@Nullable LocalDate deadline, ZoneId zone) {
    return deadline == null ? null : deadline.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static RiskTrajectoryView view(
      UUID renewal, Month latest, List<RiskTrajectoryPoint> points, Trajectory trajectory) {
    LinearTrend trend = trajectory.trend();
    Interval interval = trajectory.interval();
    return new RiskTrajectoryView(
        renewal,
        trajectory.state(),
        trajectory.reason(),
        DEFINITION,
        latest.model(),
        points.isEmpty() ? null : points.getLast().threshold(),
        latest.deadline(),
        points.isEmpty() ? null : points.getFirst().probability(),
        points.isEmpty() ? null : points.getLast().probability(),
        trend == null ? null : trend.slope(),
        trend == null ? null : trend.standardError(),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        trajectory.projectedProbability(),
        points);
  }
}
