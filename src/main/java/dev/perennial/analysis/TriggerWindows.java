package dev.perennial.analysis;

import dev.perennial.learning.SampledRenewal;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which events lie in which window before the day of each case and of its controls, and what else was known that day. */
@Singleton
class TriggerWindows {
  /** How far back events are counted from. */
  private static final int[] ENDS = {30, 90, 180, 365};

  private static final int FEATURES_PER_TYPE = ENDS.length + 1;

  /** The half year as a whole, which tells most, and when in the year. */
  static final List<Window> ALL =
      List.of(
          new Window(0, 180, -1, 2), new Window(0, 30, -1, 0), new Window(31, 90, 0, 1), new Window(91, 180, 1, 2),
          new Window(181, 365, 2, 3));

  private static final int TYPES_PER_PASS = FeatureSet.MAXIMUM_FEATURES / FEATURES_PER_TYPE;

  private final MatchedFeatures features;

  TriggerWindows(MatchedFeatures features) {
    this.features = features;
  }

  /**
   * Days before the case's day.
   *
   * @param nearer which count ends before it begins; -1 for none
   * @param whole which count includes it
   */
  record Window(int fromDays, int toDays, int nearer, int whole) {}

  /**
   * Cases and controls, row by row.
   *
   * @param sets number of the set, from 0, in the order of days
   * @param counts per type and window end: events from there to the day, NaN where the source was not connected
   * @param since per type: days from the last event to the day, NaN without one within a year
   * @param context what else is held equal, per column
   */
  @SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
  record Table(int[] sets, boolean[] isCase, double[][][] counts, double[][] since, double[][] context) {
    boolean[] exposed(int type, int window) {
      Window days = ALL.get(window);
      boolean[] exposed = new boolean[sets.length];
      for (int row = 0; row < exposed.length; row++) {
        double nearer = days.nearer < 0 ? 0 : counts[type][days.nearer][row];
        exposed[row] = counts[type][days.whole][row] > nearer;
      }
      return exposed;
    }

    /** Logarithm of 1 + the events of the year that lie outside the window: how often such events happen there anyway. */
    double[] outside(int type, int window) {
      Window days = ALL.get(window);
      double[] outside = new double[sets.length];
      for (int row = 0; row < outside.length; row++) {
        double nearer = days.nearer < 0 ? 0 : counts[type][days.nearer][row];
        outside[row] = StrictMath.log1p(counts[type][ENDS.length - 1][row] - counts[type][days.whole][row] + nearer);
      }
      return outside;
    }

    /** The first row of a set or of one after it. */
    int firstRow(int set) {
      int row = 0;
      while (row < sets.length && sets[row] < set) {
        row++;
      }
      return row;
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
      double[] sorted = Arrays.copyOf(leads, found);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  /** @param held features that are held equal; null for none */
  Table load(List<MatchedRow> matched, List<String> types, @Nullable FeatureSet held) {
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
    for (int from = 0; from < types.size() && !all.isEmpty(); from += TYPES_PER_PASS) {
      List<String> some = types.subList(from, Math.min(from + TYPES_PER_PASS, types.size()));
      double[][] loaded = features.load(set(some), all);
      for (int type = 0; type < some.size(); type++) {
        int first = type * FEATURES_PER_TYPE;
        counts[from + type] = Arrays.copyOfRange(loaded, first, first + ENDS.length);
        since[from + type] = loaded[first + ENDS.length];
      }
    }
    double[][] context =
        held == null || all.isEmpty() ? new double[0][] : MatchedContext.columns(held, features.load(held, all));
    return new Table(sets.stream().mapToInt(Integer::intValue).toArray(), isCase, counts, since, context);
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
        null, null, List.of());
  }
}
