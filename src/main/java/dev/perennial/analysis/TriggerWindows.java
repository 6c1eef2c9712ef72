package dev.perennial.analysis;

import dev.perennial.learning.SampledRenewal;
import dev.perennial.learning.TrainingRows;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Which events lie in which window before the day of each case and of its controls, by the same loader as every feature. */
@Singleton
class TriggerWindows {
  /** Last days of the windows, counted backwards: 0-30, 31-90, 91-180, 181-365. */
  static final int[] ENDS = {30, 90, 180, 365};

  private static final int FEATURES_PER_TYPE = ENDS.length + 1;
  private static final int TYPES_PER_PASS = FeatureSet.MAXIMUM_FEATURES / FEATURES_PER_TYPE;

  private final TrainingRows rows;

  TriggerWindows(TrainingRows rows) {
    this.rows = rows;
  }

  static int from(int window) {
    return window == 0 ? 0 : ENDS[window - 1] + 1;
  }

  /**
   * Cases and controls, row by row.
   *
   * @param sets number of the set, from 0, in the order of days
   * @param counts per type and window end: events from there to the day
   * @param since per type: days from the last event to the day, NaN without one within a year
   */
  @SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
  record Table(int[] sets, boolean[] isCase, double[][][] counts, double[][] since) {
    boolean[] exposed(int type, int window) {
      boolean[] exposed = new boolean[sets.length];
      for (int row = 0; row < exposed.length; row++) {
        double nearer = window == 0 ? 0 : counts[type][window - 1][row];
        exposed[row] = counts[type][window][row] > nearer;
      }
      return exposed;
    }

    /** Days from the last event to the case, of cases with an event in the window, in their order. */
    double[] leads(int type, int window) {
      boolean[] exposed = exposed(type, window);
      double[] leads = new double[sets.length];
      int found = 0;
      for (int row = 0; row < leads.length; row++) {
        if (isCase[row] && exposed[row] && !Double.isNaN(since[type][row])) {
          leads[found++] = since[type][row];
        }
      }
      return TriggerDiscovery.sorted(leads, found);
    }
  }

  Table load(List<MatchedRow> matched, List<String> types) {
    List<SampledRenewal> all = new ArrayList<>();
    List<Integer> sets = new ArrayList<>();
    int set = -1;
    int before = -1;
    for (MatchedRow row : matched) {
      if (row.set() != before) {
        before = row.set();
        set++;
        all.add(MatchedRow.asOf(row.renewal(), row.day(), true));
        sets.add(set);
      }
      all.add(MatchedRow.asOf(Objects.requireNonNull(row.control()), row.day(), false));
      sets.add(set);
    }
    boolean[] isCase = new boolean[all.size()];
    for (int row = 0; row < isCase.length; row++) {
      isCase[row] = all.get(row).lost();
    }
    double[][][] counts = new double[types.size()][ENDS.length][all.size()];
    double[][] since = new double[types.size()][all.size()];
    for (List<Integer> pass : passes(all)) {
      fill(all, pass, types, counts, since);
    }
    return new Table(sets.stream().mapToInt(Integer::intValue).toArray(), isCase, counts, since);
  }

  /** The loader takes a renewal once: one that is a control on several days comes in several passes. */
  private static List<List<Integer>> passes(List<SampledRenewal> all) {
    Map<UUID, Integer> seen = new HashMap<>();
    List<List<Integer>> passes = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      int pass = seen.merge(all.get(row).renewalId(), 1, Integer::sum) - 1;
      if (pass == passes.size()) {
        passes.add(new ArrayList<>());
      }
      passes.get(pass).add(row);
    }
    return passes;
  }

  private void fill(
      List<SampledRenewal> all, List<Integer> pass, List<String> types, double[][][] counts, double[][] since) {
    List<SampledRenewal> some = pass.stream().map(all::get).toList();
    for (int from = 0; from < types.size(); from += TYPES_PER_PASS) {
      List<String> chosen = types.subList(from, Math.min(from + TYPES_PER_PASS, types.size()));
      TrainingTable table = Objects.requireNonNull(rows.features(set(chosen), some).table());
      for (int type = 0; type < chosen.size(); type++) {
        for (int feature = 0; feature < FEATURES_PER_TYPE; feature++) {
          TrainingColumn column = table.columns().get(type * FEATURES_PER_TYPE + feature);
          double[] into = feature < ENDS.length ? counts[from + type][feature] : since[from + type];
          for (int index = 0; index < some.size(); index++) {
            boolean known = column.state(index) == FeatureState.VALUE.code();
            into[pass.get(index)] = known ? column.value(index) : feature < ENDS.length ? 0 : Double.NaN;
          }
        }
      }
    }
  }

  private static FeatureSet set(List<String> types) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (int type = 0; type < types.size(); type++) {
      for (int end : ENDS) {
        features.add(feature("n" + type + "_" + end, types.get(type), Measure.COUNT, end));
      }
      features.add(feature("d" + type, types.get(type), Measure.DAYS_SINCE, ENDS[ENDS.length - 1]));
    }
    return new FeatureSet("events", 1, features);
  }

  private static FeatureDefinition feature(String code, String type, Measure measure, int windowDays) {
    return new FeatureDefinition(
        code, type, FeatureGroup.RELATIONSHIP, FeatureType.NUMERIC, measure, "EVENT", type, null, null, windowDays, null,
        null, List.of());
  }
}
