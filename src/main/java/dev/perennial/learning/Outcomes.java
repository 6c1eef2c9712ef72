package dev.perennial.learning;

import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.evaluate.Drift;
import dev.perennial.scoring.model.Logistic;
import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.numeric.Estimate;
import dev.perennial.scoring.test.Proportion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decided renewals with what a model said of them, counted. */
final class Outcomes {
  private final List<MonitoringRepository.Judged> rows;
  private final Drift.ObservedExpected sums;

  Outcomes(List<MonitoringRepository.Judged> rows) {
    this.rows = rows;
    double[] probabilities = rows.stream().mapToDouble(row -> Logistic.probability(row.logOdds())).toArray();
    sums = Drift.observedExpected(probabilities, lost());
  }

  private boolean[] lost() {
    boolean[] lost = new boolean[rows.size()];
    for (int row = 0; row < lost.length; row++) {
      lost[row] = rows.get(row).lost();
    }
    return lost;
  }

  int size() {
    return rows.size();
  }

  Drift.ObservedExpected sums() {
    return sums;
  }

  @Nullable Judgement judgement() {
    return rows.isEmpty()
        ? null
        : Judgement.of(rows.stream().mapToDouble(MonitoringRepository.Judged::logOdds).toArray(), lost(), null);
  }

  ModelMonitoring.Warnings warnings() {
    int losses = sums.observed();
    int warned = (int) rows.stream().filter(row -> row.lost() && row.warned()).count();
    int falseAlarms = (int) rows.stream().filter(row -> !row.lost() && row.warned()).count();
    return new ModelMonitoring.Warnings(
        ModelMonitoring.Rate.of(warned, losses),
        ModelMonitoring.Rate.of(losses - warned, losses),
        ModelMonitoring.Rate.of(falseAlarms, rows.size() - losses));
  }

  ModelMonitoring.BaseRate baseRate(@Nullable ModelTraining training) {
    ModelMonitoring.Rate now = ModelMonitoring.Rate.of(sums.observed(), rows.size());
    ModelMonitoring.Rate then =
        training == null ? null : ModelMonitoring.Rate.of(training.losses(), training.rows());
    if (then == null || then.rate() == null || now.rate() == null) {
      return new ModelMonitoring.BaseRate(then, now, null, null, null, false);
    }
    Estimate difference =
        Proportion.difference(
            new Proportion(now.count(), now.of()), new Proportion(then.count(), then.of()), Confidence.NINETY_FIVE);
    return new ModelMonitoring.BaseRate(
        then,
        now,
        difference.value(),
        difference.interval().lower(),
        difference.interval().upper(),
        difference.interval().lower() > 0 || difference.interval().upper() < 0);
  }

  ModelMonitoring.Tier tier(@Nullable String tier, @Nullable ModelTraining training) {
    return new ModelMonitoring.Tier(
        tier,
        rows.size(),
        sums.observed(),
        sums.expected(),
        sums.allowed(),
        sums.alarm(),
        verdict(),
        warnings(),
        baseRate(training));
  }

  String verdict() {
    if (rows.isEmpty()) {
      return "no renewal that it scored in time was decided in these days";
    }
    return String.format(
        Locale.ROOT,
        "%d of %d renewals were lost, its probabilities expected %.1f: %s",
        sums.observed(),
        rows.size(),
        sums.expected(),
        sums.alarm() ? "further apart than chance explains; judge it anew and calibrate it" : "no further apart than by chance");
  }
}
