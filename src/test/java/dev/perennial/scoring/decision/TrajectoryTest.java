package dev.perennial.scoring.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.scoring.model.Logistic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers by scipy.stats.linregress and scipy.stats.t. */
class TrajectoryTest {
  private static final double THRESHOLD = 0.3;
  private static final double[] RISING = {0.05, 0.07, 0.08, 0.11, 0.13, 0.16};

  @Test
  void aShownRiseThatReachesTheThresholdInTimeIsDrifting() {
    Trajectory trajectory = Trajectory.of(monthly(RISING), THRESHOLD, day("2026-12-01"));
    assertEquals(TrajectoryState.DRIFTING, trajectory.state());
    assertEquals(0.25564281478191286, trajectory.trend().slope(), 1e-12);
    assertEquals(0.011979577340385888, trajectory.trend().standardError(), 1e-12);
    assertEquals(4, trajectory.trend().degreesOfFreedom());
    assertEquals(0.23010419132725965, trajectory.interval().lower(), 1e-9);
    assertEquals(0.28118143823656605, trajectory.interval().upper(), 1e-9);
    assertEquals(0.47586969233105925, trajectory.projectedProbability(), 1e-12);
    assertEquals(
        "The last score, 16.0%, is below the threshold of 30.0%. The log-odds change by +0.256 a month (90% interval +0.230 to"
            + " +0.281): if that goes on, the risk is 47.6% at the decision deadline, at or above the threshold.",
        trajectory.reason());
  }

  @Test
  void theSameRiseIsOnPathWhereTheDecisionComesFirst() {
    Trajectory trajectory = Trajectory.of(monthly(RISING), THRESHOLD, day("2026-08-01"));
    assertEquals(TrajectoryState.ON_PATH, trajectory.state());
    assertEquals(0.24577239408918572, trajectory.projectedProbability(), 1e-12);
    assertTrue(trajectory.reason().endsWith("24.6% at the decision deadline, below the threshold."), trajectory.reason());
  }

  @Test
  void aRiseThatItsErrorExplainsIsOnPathHoweverFarTheLineGoes() {
    Trajectory jump = Trajectory.of(monthly(0.10, 0.11, 0.20), THRESHOLD, day("2026-12-01"));
    assertEquals(0.9030128683851281, jump.projectedProbability(), 1e-12);
    assertEquals(-0.7882213473442861, jump.interval().lower(), 1e-9);
    assertEquals(TrajectoryState.ON_PATH, jump.state());
    assertTrue(jump.reason().endsWith(": no rise is shown."), jump.reason());
    // as steady a rise with as many points is shown
    assertEquals(
        TrajectoryState.DRIFTING, Trajectory.of(monthly(0.10, 0.15, 0.20), THRESHOLD, day("2026-12-01")).state());
  }

  @Test
  void whatNeverChangesOrFallsIsOnPath() {
    Trajectory flat = Trajectory.of(monthly(0.1, 0.1, 0.1, 0.1), THRESHOLD, day("2036-12-01"));
    assertEquals(TrajectoryState.ON_PATH, flat.state());
    assertEquals(0, flat.trend().slope());
    assertEquals(0, flat.trend().standardError());
    assertEquals(0.1, flat.projectedProbability(), 1e-12);
    assertEquals(
        TrajectoryState.ON_PATH, Trajectory.of(monthly(0.25, 0.2, 0.15), THRESHOLD, day("2026-12-01")).state());
  }

  @Test
  void theThresholdItselfIsOffPathAndNeedsNoTrend() {
    Trajectory one = Trajectory.of(monthly(THRESHOLD), THRESHOLD, null);
    assertEquals(TrajectoryState.OFF_PATH, one.state());
    assertNull(one.trend());
    assertEquals("The last score, 30.0%, is at or above the threshold of 30.0%.", one.reason());
    Trajectory falling = Trajectory.of(monthly(0.6, 0.5, 0.4), THRESHOLD, null);
    assertEquals(TrajectoryState.OFF_PATH, falling.state());
    assertNotNull(falling.trend());
    assertEquals(TrajectoryState.TOO_FEW, Trajectory.of(monthly(Math.nextDown(THRESHOLD)), THRESHOLD, null).state());
  }

  @Test
  void twoMonthsAreTooFew() {
    Trajectory two = Trajectory.of(monthly(0.1, 0.2), THRESHOLD, day("2026-12-01"));
    assertEquals(TrajectoryState.TOO_FEW, two.state());
    assertNull(two.trend());
    assertTrue(two.reason().endsWith("a trend takes scores of 3 months by one model version, there are 2."), two.reason());
    assertEquals(TrajectoryState.TOO_FEW, Trajectory.of(List.of(), THRESHOLD, null).state());
  }

  /** The line may stand above the threshold where the last score does not. */
  @Test
  void afterTheDeadlineAndWithoutOneTheLineIsReadAtTheLastScore() {
    List<TrajectoryPoint> points = monthly(0.1, 0.15, 0.21, 0.29, 0.295);
    Trajectory late = Trajectory.of(points, THRESHOLD, day("2026-02-15"));
    assertEquals(Trajectory.of(points, THRESHOLD, null), late);
    assertTrue(late.projectedProbability() > THRESHOLD, late.toString());
    assertEquals(TrajectoryState.DRIFTING, late.state());
    assertTrue(late.reason().contains("the line stands at"), late.reason());
  }

  /** A tenant may call everybody at risk, or nobody. */
  @Test
  void theThresholdsAtTheEnds() {
    assertEquals(TrajectoryState.OFF_PATH, Trajectory.of(monthly(RISING), 0, day("2026-12-01")).state());
    assertEquals(TrajectoryState.ON_PATH, Trajectory.of(monthly(RISING), 1, day("2036-12-01")).state());
  }

  /** The first days of the months of 2026. */
  private static List<TrajectoryPoint> monthly(double... probabilities) {
    List<TrajectoryPoint> points = new ArrayList<>();
    for (int month = 0; month < probabilities.length; month++) {
      double probability = probabilities[month];
      Instant asOf = LocalDate.of(2026, 1, 1).plusMonths(month).atStartOfDay(ZoneOffset.UTC).toInstant();
      points.add(new TrajectoryPoint(asOf, probability, Logistic.logOdds(probability)));
    }
    return points;
  }

  private static Instant day(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
