package dev.perennial.learning;

import dev.perennial.scoring.model.Logistic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What another tool said of the renewals of a sample: of each the last probability by its cut-off, as a model here would have
 * to. One given later may have known the outcome, and is not read.
 */
final class ExternalScores {
  private final double[] logOdds;
  private int tooLate;
  private int loadedAfterwards;

  private ExternalScores(int rows) {
    logOdds = new double[rows];
    Arrays.fill(logOdds, Double.NaN);
  }

  static ExternalScores of(
      List<SampledRenewal> renewals, List<ExternalProbabilityRepository.Given> given, ZoneId zone) {
    Map<UUID, List<Integer>> rowsOf = new HashMap<>();
    for (int row = 0; row < renewals.size(); row++) {
      rowsOf.computeIfAbsent(renewals.get(row).renewalId(), unused -> new ArrayList<>()).add(row);
    }
    ExternalScores scores = new ExternalScores(renewals.size());
    Instant[] asOf = new Instant[renewals.size()];
    boolean[] afterwards = new boolean[renewals.size()];
    for (ExternalProbabilityRepository.Given one : given) {
      List<Integer> rows = rowsOf.getOrDefault(one.renewalId(), List.of());
      boolean inTime = false;
      for (int row : rows) {
        SampledRenewal renewal = renewals.get(row);
        boolean late = one.asOf().isAfter(start(renewal.cutoffDay(), zone));
        inTime |= !late;
        if (late) {
          continue;
        }
        if (asOf[row] == null || one.asOf().isAfter(asOf[row])) {
          asOf[row] = one.asOf();
          scores.logOdds[row] = Logistic.logOdds(one.probability());
          afterwards[row] = !one.recordedAt().isBefore(start(renewal.decidedDate(), zone));
        }
      }
      scores.tooLate += rows.isEmpty() || inTime ? 0 : 1;
    }
    for (boolean one : afterwards) {
      scores.loadedAfterwards += one ? 1 : 0;
    }
    return scores;
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  boolean knows(int row) {
    return !Double.isNaN(logOdds[row]);
  }

  double[] logOdds(int[] rows) {
    double[] some = new double[rows.length];
    for (int index = 0; index < rows.length; index++) {
      some[index] = logOdds[rows[index]];
    }
    return some;
  }

  /** What a reader must know of probabilities that were made elsewhere. */
  List<String> warnings(String code) {
    List<String> warnings = new ArrayList<>();
    if (tooLate > 0) {
      warnings.add(
          "%d probabilities of %s were given after the renewal's cut-off and are left out".formatted(tooLate, code));
    }
    if (loadedAfterwards > 0) {
      warnings.add(
          "%d probabilities of %s were loaded when the renewal was decided already: that they were made before rests on their word"
              .formatted(loadedAfterwards, code));
    }
    return warnings;
  }
}
