package dev.perennial.scoring.decision;

import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Interval;
import dev.perennial.scoring.numeric.LinearTrend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the monthly scores of one renewal by one model version are heading.
 *
 * <ul>
 *   <li>OFF_PATH: the last score is at or above the threshold.
 *   <li>TOO_FEW: it is below, and there are fewer than three monthly scores.
 *   <li>DRIFTING: it is below, the least-squares slope of the log-odds over time is shown to be positive (its two-sided 90%
 *       interval of Student's t lies above 0), and the line reaches the threshold by the decision deadline. After the
 *       deadline, and without one, the line is read at the last score.
 *   <li>ON_PATH: everything else.
 * </ul>
 *
 * <p>A slope alone would call a rise from 1% to 2% a drift, a line alone any chance wobble of a renewal due in a year: so
 * both are asked for. Scores of following months look at much the same facts, their errors go together, and the interval
 * is narrower than it should be: a rule to sort by, not a proof.
 *
 * @param reason the state in plain English
 * @param trend log-odds per average month (30.436875 days) from the first point on; null with fewer than three points
 * @param interval two-sided 90% interval of the slope; null without a trend
 * @param projectedProbability the line at the decision deadline, or at the last score where that is later; null without a
 *     trend
 */
public record Trajectory(
    TrajectoryState state,
    String reason,
    @Nullable LinearTrend trend,
    @Nullable Interval interval,
    @Nullable Double projectedProbability) {
  /** Level of the slope's interval; only its lower end decides. */
  public static final Confidence CONFIDENCE = new Confidence(0.9);

  /** The Gregorian year has 365.2425 days on average. */
  private static final double SECONDS_A_MONTH = 365.2425 / 12 * Duration.ofDays(1).toSeconds();

  /**
   * The trajectory of these scores.
   *
   * @param points the last score of each month, the earliest first; none is fine
   * @param threshold in force at the last of them, 0 to 1
   * @param deadline end of the last day to decide; null where there is none
   */
  public static Trajectory of(List<TrajectoryPoint> points, double threshold, @Nullable Instant deadline) {
    if (points.isEmpty()) {
      return new Trajectory(TrajectoryState.TOO_FEW, "No score is stored yet.", null, null, null);
    }
    TrajectoryPoint last = points.getLast();
    boolean atRisk = last.probability() >= threshold;
    if (points.size() < LinearTrend.FEWEST_POINTS) {
      return atRisk
          ? new Trajectory(TrajectoryState.OFF_PATH, offPath(last, threshold), null, null, null)
          : new Trajectory(TrajectoryState.TOO_FEW, tooFew(last, threshold, points.size()), null, null, null);
    }
    LinearTrend trend = trend(points);
    Interval interval = trend.interval(CONFIDENCE);
    Instant end = deadline == null || deadline.isBefore(last.asOf()) ? last.asOf() : deadline;
    double projected = Logistic.probability(trend.at(months(points.getFirst().asOf(), end)));
    boolean rising = interval.lower() > 0;
    if (atRisk) {
      return new Trajectory(TrajectoryState.OFF_PATH, offPath(last, threshold), trend, interval, projected);
    }
    boolean drifting = rising && projected >= threshold;
    return new Trajectory(
        drifting ? TrajectoryState.DRIFTING : TrajectoryState.ON_PATH,
        belowThreshold(last, threshold, trend, interval) + whereTo(rising, drifting, projected, end.isAfter(last.asOf())),
        trend,
        interval,
        projected);
  }

  private static LinearTrend trend(List<TrajectoryPoint> points) {
    Instant first = points.getFirst().asOf();
    return LinearTrend.of(
        points.stream().mapToDouble(point -> months(first, point.asOf())).toArray(),
        points.stream().mapToDouble(TrajectoryPoint::logOdds).toArray());
  }

  private static double months(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0 / SECONDS_A_MONTH;
  }

  private static String offPath(TrajectoryPoint last, double threshold) {
    return text("The last score, %s, is at or above the threshold of %s.", percent(last.probability()), percent(threshold));
  }

  private static String tooFew(TrajectoryPoint last, double threshold, int months) {
    return text(
        "The last score, %s, is below the threshold of %s; a trend takes scores of %d months by one model version, there are %d.",
        percent(last.probability()), percent(threshold), LinearTrend.FEWEST_POINTS, months);
  }

  private static String belowThreshold(TrajectoryPoint last, double threshold, LinearTrend trend, Interval interval) {
    return text(
        "The last score, %s, is below the threshold of %s. The log-odds change by %+.3f a month (90%% interval %+.3f to %+.3f)",
        percent(last.probability()), percent(threshold), trend.slope(), interval.lower(), interval.upper());
  }

  private static String whereTo(boolean rising, boolean drifting, double projected, boolean ahead) {
    if (!rising) {
      return ": no rise is shown.";
    }
    return text(
        ahead ? ": if that goes on, the risk is %s at the decision deadline, %s the threshold." : ": the line stands at %s, %s the threshold.",
        percent(projected), drifting ? "at or above" : "below");
  }

  private static String percent(double probability) {
    return text("%.1f%%", 100 * probability);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
