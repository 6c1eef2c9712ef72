package dev.perennial.learning;

import dev.perennial.risk.FeatureBatch;
import dev.perennial.risk.FeatureLoader;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Loads decided renewals as they were seen at their own cut-offs: cut-off C = the earlier of due date less lead and decision
 * deadline. Facts count that happened before C and were known at C; an outcome counts once it was decided. What renewals
 * decided or under notice before C would tell is left out.
 */
@Singleton
public class TrainingRows {
  /** More would not fit into the memory of a small installation; the newest are taken. */
  static final int MOST_ROWS = 200_000;

  private static final int CHUNK = 4_000;

  private final SampleRepository repository;
  private final FeatureLoader loader;
  private final SettingsService settings;

  TrainingRows(SampleRepository repository, FeatureLoader loader, SettingsService settings) {
    this.repository = repository;
    this.loader = loader;
    this.settings = settings;
  }

  /** The sample of a selection, with the features of a set. */
  public TrainingSample load(FeatureSet set, SampleSelection selection) {
    return features(set, renewals(selection));
  }

  /** Only which renewals are in the sample, by id. */
  public List<SampledRenewal> renewals(SampleSelection selection) {
    return renewals(selection, MOST_ROWS + 1);
  }

  /** The same, at most so many: those decided last. */
  List<SampledRenewal> renewals(SampleSelection selection, int most) {
    List<SampledRenewal> found = new ArrayList<>(repository.find(selection, most));
    found.sort(SampledRenewal.BY_ID);
    return found;
  }

  /** The features of another set for renewals found before, each as of its own cut-off. */
  public TrainingSample features(FeatureSet set, List<SampledRenewal> found) {
    boolean truncated = found.size() > MOST_ROWS;
    List<SampledRenewal> renewals = truncated ? newest(found) : found;
    SampleTable rows = new SampleTable(set, renewals);
    ZoneId zone = settings.recent().zone();
    for (List<Integer> some : chunks(renewals)) {
      rows.add(some, load(set, some.stream().map(renewals::get).toList(), zone));
    }
    return new TrainingSample(set, renewals, renewals.isEmpty() ? null : rows.table(), rows.digest(), truncated);
  }

  /** Rows by their numbers, in pieces in which no renewal occurs twice: features are told apart by the renewal's id. */
  private static List<List<Integer>> chunks(List<SampledRenewal> renewals) {
    List<List<Integer>> byPeriod = new ArrayList<>();
    int period = 0;
    for (int row = 0; row < renewals.size(); row++) {
      boolean again = row > 0 && renewals.get(row).renewalId().equals(renewals.get(row - 1).renewalId());
      period = again ? period + 1 : 0;
      if (period == byPeriod.size()) {
        byPeriod.add(new ArrayList<>());
      }
      byPeriod.get(period).add(row);
    }
    List<List<Integer>> chunks = new ArrayList<>();
    for (List<Integer> rows : byPeriod) {
      for (int from = 0; from < rows.size(); from += CHUNK) {
        chunks.add(rows.subList(from, Math.min(from + CHUNK, rows.size())));
      }
    }
    return chunks;
  }

  private static List<SampledRenewal> newest(List<SampledRenewal> found) {
    List<SampledRenewal> newest = new ArrayList<>(found);
    newest.sort(Comparator.comparing(SampledRenewal::decidedDate).reversed());
    List<SampledRenewal> kept = new ArrayList<>(newest.subList(0, MOST_ROWS));
    kept.sort(SampledRenewal.BY_ID);
    return kept;
  }

  private FeatureBatch load(FeatureSet set, List<SampledRenewal> some, ZoneId zone) {
    UUID[] ids = some.stream().map(SampledRenewal::renewalId).toArray(UUID[]::new);
    Instant[] cutoffs =
        some.stream().map(renewal -> renewal.cutoffDay().atStartOfDay(zone).toInstant()).toArray(Instant[]::new);
    return loader.load(set, ids, cutoffs);
  }
}
