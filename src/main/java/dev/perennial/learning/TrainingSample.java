package dev.perennial.learning;

import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.table.TrainingTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decided renewals with what was known at their cut-offs.
 *
 * @param featureSet what the columns are, in its order
 * @param renewals one per row of the table, ordered by id
 * @param table features, outcomes, customers and days of decision; null where no renewal is in the sample
 * @param digest SHA-256 over every row: the same digest, the same sample
 * @param truncated whether older ones were left out because there were too many
 */
public record TrainingSample(
    FeatureSet featureSet,
    List<SampledRenewal> renewals,
    @Nullable TrainingTable table,
    String digest,
    boolean truncated) {
  public TrainingSample {
    renewals = List.copyOf(renewals);
  }

  /** Number of renewals. */
  public int size() {
    return renewals.size();
  }

  /** Of which lost. */
  public int losses() {
    return (int) renewals.stream().filter(SampledRenewal::lost).count();
  }
}
