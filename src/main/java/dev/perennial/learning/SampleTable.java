package dev.perennial.learning;

import dev.perennial.risk.FeatureBatch;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Turns batches, row by row, into the columns of training, in the order of the renewals given. */
final class SampleTable {
  private final FeatureSet set;
  private final List<SampledRenewal> renewals;
  private final double[][] values;
  private final byte[][] states;

  SampleTable(FeatureSet set, List<SampledRenewal> renewals) {
    this.set = set;
    this.renewals = renewals;
    values = new double[set.size()][renewals.size()];
    states = new byte[set.size()][renewals.size()];
    for (int feature = 0; feature < set.size(); feature++) {
      Arrays.fill(values[feature], Double.NaN);
      Arrays.fill(states[feature], FeatureState.NOT_CONNECTED.code());
    }
  }

  /** @param rows which rows the batch holds, each of another renewal */
  void add(List<Integer> rows, FeatureBatch batch) {
    int width = set.size();
    Map<UUID, Integer> rowOf = new HashMap<>();
    rows.forEach(row -> rowOf.put(renewals.get(row).renewalId(), row));
    for (int index = 0; index < batch.size(); index++) {
      int row = Objects.requireNonNull(rowOf.get(batch.renewalIds()[index]));
      for (int feature = 0; feature < width; feature++) {
        values[feature][row] = batch.values()[index * width + feature];
        states[feature][row] = batch.states()[index * width + feature];
      }
    }
  }

  TrainingTable table() {
    List<TrainingColumn> columns = new ArrayList<>();
    for (int feature = 0; feature < set.size(); feature++) {
      columns.add(column(set.feature(feature), values[feature], states[feature]));
    }
    int rows = renewals.size();
    boolean[] lost = new boolean[rows];
    long[] groups = new long[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      SampledRenewal renewal = renewals.get(row);
      lost[row] = renewal.lost();
      groups[row] = renewal.group();
      times[row] = renewal.decidedDate().toEpochDay();
    }
    return new TrainingTable(columns, lost, groups, times);
  }

  private static TrainingColumn column(FeatureDefinition feature, double[] values, byte[] states) {
    return feature.type() == FeatureType.CATEGORICAL
        ? TrainingColumn.ofLevels(feature.code(), feature.levels(), values, states)
        : TrainingColumn.of(feature.code(), feature.type(), values, states);
  }

  /** Over ids, cut-offs, outcomes, values and states: whoever loads the same rows again can tell. */
  String digest() {
    MessageDigest digest = sha256();
    ByteBuffer row = ByteBuffer.allocate(2 * Long.BYTES + Long.BYTES + 1 + set.size() * (Double.BYTES + 1));
    for (int index = 0; index < renewals.size(); index++) {
      SampledRenewal renewal = renewals.get(index);
      row.clear();
      row.putLong(renewal.renewalId().getMostSignificantBits());
      row.putLong(renewal.renewalId().getLeastSignificantBits());
      row.putLong(renewal.cutoffDay().toEpochDay());
      row.put((byte) (renewal.lost() ? 1 : 0));
      for (int feature = 0; feature < set.size(); feature++) {
        row.putDouble(values[feature][index]).put(states[feature][index]);
      }
      digest.update(row.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
