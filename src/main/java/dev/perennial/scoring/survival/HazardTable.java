package dev.perennial.scoring.survival;

import dev.perennial.scoring.numeric.Confidence;
import dev.perennial.scoring.test.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * The life table of person-periods: the hazard of each period among those who entered it, h_k =
 * d_k/n_k, and S_k = Π(1 - h_j) (Singer and Willett, Applied Longitudinal Data Analysis, ch. 10). Its
 * hazards are the maximum-likelihood estimates of a logistic model with one term per period.
 *
 * @param rows one per period that somebody entered, in order
 */
public record HazardTable(List<HazardRow> rows) {
  public HazardTable {
    rows = List.copyOf(rows);
  }

  /**
   * The table of the rows.
   *
   * @throws IllegalArgumentException where there are none
   */
  public static HazardTable of(List<PersonPeriod> personPeriods, Confidence confidence) {
    int last = personPeriods.stream().mapToInt(PersonPeriod::period).max().orElse(0);
    if (last == 0) {
      throw new IllegalArgumentException("no person-periods: there is no hazard");
    }
    long[] atRisk = new long[last + 1];
    long[] events = new long[last + 1];
    for (PersonPeriod row : personPeriods) {
      atRisk[row.period()]++;
      events[row.period()] += row.ended() ? 1 : 0;
    }
    List<HazardRow> rows = new ArrayList<>();
    double survival = 1;
    for (int period = 1; period <= last; period++) {
      if (atRisk[period] > 0) {
        Proportion lost = new Proportion(events[period], atRisk[period]);
        survival *= 1 - lost.value();
        rows.add(
            new HazardRow(
                period,
                lost.trials(),
                lost.successes(),
                lost.value(),
                lost.wilson(confidence),
                survival));
      }
    }
    return new HazardTable(rows);
  }
}
