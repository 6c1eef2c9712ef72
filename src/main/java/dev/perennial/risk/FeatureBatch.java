package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureVector;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a batch of renewals, row after row. The arrays belong to the batch and are not
 * copied.
 *
 * @param amounts at stake, reporting currency
 * @param newestFactAt when the latest fact that was read happened; null where there is none
 * @param values row after row, one per feature, NaN unless the state is VALUE
 * @param states row after row, {@link FeatureState#code()}
 */
@SuppressWarnings("ArrayRecordComponent") // sharing the arrays is what this type is for
public record FeatureBatch(
    FeatureSet featureSet,
    UUID[] renewalIds,
    UUID[] customerIds,
    BigDecimal[] amounts,
    @Nullable Instant[] newestFactAt,
    double[] values,
    byte[] states) {

  static FeatureBatch withRoom(FeatureSet set, int rows) {
    int cells = Math.multiplyExact(rows, set.size());
    return new FeatureBatch(
        set,
        new UUID[rows],
        new UUID[rows],
        new BigDecimal[rows],
        new Instant[rows],
        new double[cells],
        new byte[cells]);
  }

  /** Number of renewals. */
  public int size() {
    return renewalIds.length;
  }

  /** The same with fewer rows: those that exist. */
  FeatureBatch first(int rows) {
    if (rows == size()) {
      return this;
    }
    int cells = rows * featureSet.size();
    return new FeatureBatch(
        featureSet,
        Arrays.copyOf(renewalIds, rows),
        Arrays.copyOf(customerIds, rows),
        Arrays.copyOf(amounts, rows),
        Arrays.copyOf(newestFactAt, rows),
        Arrays.copyOf(values, cells),
        Arrays.copyOf(states, cells));
  }

  void set(int row, int feature, double value, FeatureState state) {
    int cell = row * featureSet.size() + feature;
    values[cell] = state == FeatureState.VALUE ? value : Double.NaN;
    states[cell] = state.code();
  }

  /** The states of a row as letters, for storing. */
  String encodedStates(int row) {
    StringBuilder text = new StringBuilder(featureSet.size());
    for (int feature = 0; feature < featureSet.size(); feature++) {
      text.append(FeatureState.ofCode(states[row * featureSet.size() + feature]).letter());
    }
    return text.toString();
  }

  /** One row by itself. */
  FeatureVector vector(int row) {
    int from = row * featureSet.size();
    return FeatureVector.of(
        featureSet, Arrays.copyOfRange(values, from, from + featureSet.size()), encodedStates(row));
  }
}
