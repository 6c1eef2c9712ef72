package dev.perennial.analysis;

import dev.perennial.learning.SampledRenewal;
import dev.perennial.learning.TrainingRows;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Features of cases and controls, each as of the case's day, by the same loader as every feature. */
@Singleton
class MatchedFeatures {
  private final TrainingRows rows;

  MatchedFeatures(TrainingRows rows) {
    this.rows = rows;
  }

  /**
   * Per feature of the set a number for each row, NaN where there is none; text is not read.
   *
   * @param all cases and controls; a renewal that is a control on several days comes several times
   */
  double[][] load(FeatureSet set, List<SampledRenewal> all) {
    double[][] values = new double[set.size()][all.size()];
    for (double[] column : values) {
      Arrays.fill(column, Double.NaN);
    }
    for (List<Integer> pass : passes(all)) {
      TrainingTable table =
          Objects.requireNonNull(rows.features(set, pass.stream().map(all::get).toList()).table());
      for (int feature = 0; feature < values.length; feature++) {
        TrainingColumn column = table.columns().get(feature);
        for (int index = 0; index < pass.size(); index++) {
          if (column.state(index) == FeatureState.VALUE.code()) {
            values[feature][pass.get(index)] = column.value(index);
          }
        }
      }
    }
    return values;
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
}
