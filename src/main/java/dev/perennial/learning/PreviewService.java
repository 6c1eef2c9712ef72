package dev.perennial.learning;

import dev.perennial.risk.ModelService;
import dev.perennial.risk.ModelTraining;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureState;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries a feature set on a sample, so that a person sees what a model would. */
@ApplicationScoped
public class PreviewService {
  private static final int MOST_ROWS = 2_000;

  private final ModelService models;
  private final SampleReader samples;
  private final TrainingRows rows;
  private final LeakGuard guard;

  PreviewService(ModelService models, SampleReader samples, TrainingRows rows, LeakGuard guard) {
    this.models = models;
    this.samples = samples;
    this.rows = rows;
    this.guard = guard;
  }

  FeaturePreview preview(UUID featureSet, @Nullable PreviewRequest request) {
    FeatureSet set = models.features(featureSet);
    SampleSelection selection = samples.read(request == null ? null : request.sample(), "/sample");
    TrainingSample sample = rows.features(set, rows.renewals(selection, MOST_ROWS));
    TrainingTable table = sample.table();
    if (table == null) {
      return new FeaturePreview(featureSet, 0, 0, List.of());
    }
    Map<String, String> suspicions = new HashMap<>();
    for (ModelTraining.Quarantined one : guard.quarantined(sample, List.of())) {
      suspicions.put(one.feature(), one.reason());
    }
    List<FeaturePreview.Feature> features =
        table.columns().stream().map(column -> feature(table, column, suspicions.get(column.name()))).toList();
    return new FeaturePreview(featureSet, table.rows(), table.losses(), features);
  }

  private static FeaturePreview.Feature feature(
      TrainingTable table, TrainingColumn column, @Nullable String suspicion) {
    double[] values =
        IntStream.range(0, table.rows())
            .filter(row -> column.state(row) == FeatureState.VALUE.code())
            .mapToDouble(column::value)
            .sorted()
            .toArray();
    boolean levels = column.type() == FeatureType.CATEGORICAL;
    boolean judged = table.losses() > 0 && table.losses() < table.rows();
    return new FeaturePreview.Feature(
        column.name(),
        share(table, column, FeatureState.VALUE),
        share(table, column, FeatureState.SILENT),
        share(table, column, FeatureState.NOT_CONNECTED),
        levels ? null : quantile(values, 0),
        levels ? null : quantile(values, 0.25),
        levels ? null : quantile(values, 0.5),
        levels ? null : quantile(values, 0.75),
        levels ? null : quantile(values, 1),
        levels || values.length == 0 ? null : Arrays.stream(values).average().orElseThrow(),
        levels ? levels(table, column) : List.of(),
        judged ? CrossValidation.number(Quarantine.alone(table, column)) : null,
        suspicion);
  }

  private static double share(TrainingTable table, TrainingColumn column, FeatureState state) {
    long rows = IntStream.range(0, table.rows()).filter(row -> column.state(row) == state.code()).count();
    return (double) rows / table.rows();
  }

  private static @Nullable Double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? null : sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static List<FeaturePreview.Level> levels(TrainingTable table, TrainingColumn column) {
    List<FeaturePreview.Level> levels = new ArrayList<>();
    for (int level = -1; level < column.levels().size(); level++) {
      int wanted = level;
      int[] of =
          IntStream.range(0, table.rows())
              .filter(row -> column.state(row) == FeatureState.VALUE.code() && column.value(row) == wanted)
              .toArray();
      if (of.length > 0 || level >= 0) {
        int losses = (int) Arrays.stream(of).filter(table::lost).count();
        levels.add(new FeaturePreview.Level(level < 0 ? null : column.levels().get(level), of.length, losses));
      }
    }
    return levels;
  }
}
