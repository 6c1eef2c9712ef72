package dev.perennial.analysis;

import dev.perennial.learning.SampledRenewal;
import dev.perennial.learning.TrainingRows;
import dev.perennial.learning.TrainingSample;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureGroup;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.predictor.Exposure;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which events happened in the windows before cut-offs, by the same loader and rules as every feature. */
@Singleton
class EventWindows {
  /** Types per pass; each is two features. */
  private static final int TYPES_PER_PASS = FeatureSet.MAXIMUM_FEATURES / 2;

  private final TrainingRows rows;

  EventWindows(TrainingRows rows) {
    this.rows = rows;
  }

  /**
   * What happened, per type.
   *
   * @param exposures in the order of the types
   * @param daysBefore per type and row: days from the last event in the window to the cut-off, NaN without one
   */
  record Seen(List<Exposure> exposures, List<double[]> daysBefore) {}

  Seen seen(List<SampledRenewal> renewals, List<String> types, int windowDays) {
    List<Exposure> exposures = new ArrayList<>();
    List<double[]> daysBefore = new ArrayList<>();
    for (int from = 0; from < types.size(); from += TYPES_PER_PASS) {
      List<String> some = types.subList(from, Math.min(from + TYPES_PER_PASS, types.size()));
      TrainingSample sample = rows.features(set(some, windowDays), renewals);
      Map<String, TrainingColumn> columns = columns(sample.table());
      for (int index = 0; index < some.size(); index++) {
        exposures.add(exposure(some.get(index), columns.get("n" + index), renewals.size()));
        daysBefore.add(days(columns.get("d" + index), renewals.size()));
      }
    }
    return new Seen(exposures, daysBefore);
  }

  private static FeatureSet set(List<String> types, int windowDays) {
    List<FeatureDefinition> features = new ArrayList<>();
    for (int index = 0; index < types.size(); index++) {
      features.add(feature("n" + index, types.get(index), Measure.COUNT, windowDays));
      features.add(feature("d" + index, types.get(index), Measure.DAYS_SINCE, windowDays));
    }
    return new FeatureSet("events", 1, features);
  }

  private static FeatureDefinition feature(String code, String type, Measure measure, int windowDays) {
    return new FeatureDefinition(
        code, type, FeatureGroup.RELATIONSHIP, FeatureType.NUMERIC, measure, "EVENT", type, null, null, windowDays, null,
        null, null, List.of());
  }

  private static Map<String, TrainingColumn> columns(@Nullable TrainingTable table) {
    Map<String, TrainingColumn> columns = new HashMap<>();
    if (table != null) {
      table.columns().forEach(column -> columns.put(column.name(), column));
    }
    return columns;
  }

  private static Exposure exposure(String type, @Nullable TrainingColumn counts, int rows) {
    boolean[] exposed = new boolean[rows];
    boolean[] known = new boolean[rows];
    TrainingColumn column = Objects.requireNonNull(counts);
    for (int row = 0; row < rows; row++) {
      known[row] = column.state(row) == FeatureState.VALUE.code();
      exposed[row] = known[row] && column.value(row) > 0;
    }
    return new Exposure(type, exposed, known);
  }

  private static double[] days(@Nullable TrainingColumn since, int rows) {
    double[] days = new double[rows];
    TrainingColumn column = Objects.requireNonNull(since);
    for (int row = 0; row < rows; row++) {
      days[row] = column.state(row) == FeatureState.VALUE.code() ? column.value(row) : Double.NaN;
    }
    return days;
  }
}
