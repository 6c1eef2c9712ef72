package dev.perennial.learning;

import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the features that a model scores with against those that it was trained on. */
@Singleton
class DriftWatch {
  private static final int DAYS_BACK = 90;
  private static final int DAYS_AHEAD = 30;

  private final LearnedModels models;
  private final MonitoringRepository repository;

  DriftWatch(LearnedModels models, MonitoringRepository repository) {
    this.models = models;
    this.repository = repository;
  }

  /** Cut-offs of the 90 days before a day, and of the 30 after it, which are scored ahead. */
  FeatureDrift of(ScoringModelView model, LocalDate day, ZoneId zone) {
    FeatureSet set = models.featureSet(model.id());
    int lead = model.training() == null ? SampleSelection.LEAD_DAYS : model.training().leadDays();
    LocalDate from = day.minusDays(DAYS_BACK);
    LocalDate to = day.plusDays(DAYS_AHEAD);
    MonitoringRepository.Vectors now = repository.vectors(model.id(), set.size(), lead, from, to, zone);
    Map<String, FeatureDistribution> then = new HashMap<>();
    models.distributions(model.id()).ifPresent(all -> all.forEach(one -> then.put(one.feature(), one)));
    List<FeatureDrift.Feature> features = new ArrayList<>();
    for (int index = 0; index < set.size(); index++) {
      features.add(feature(set.feature(index), then.get(set.feature(index).code()), now, index));
    }
    FeatureDrift.Verdict verdict =
        features.stream().map(FeatureDrift.Feature::verdict).max(Enum::compareTo).orElse(FeatureDrift.Verdict.NOT_RECORDED);
    Integer rowsThen = then.isEmpty() ? null : then.values().iterator().next().size();
    return new FeatureDrift(
        verdict, DriftWords.of(verdict, model, rowsThen, now.rows(), features), from, to, rowsThen, now.rows(), features,
        sources(set, features));
  }

  private static FeatureDrift.Feature feature(
      FeatureDefinition feature, @Nullable FeatureDistribution then, MonitoringRepository.Vectors vectors, int index) {
    FeatureDistribution shape =
        then != null ? then : new FeatureDistribution(feature.code(), List.of(), feature.levels(), List.of());
    FeatureDistribution now =
        shape.over(vectors.rows(), row -> vectors.value(row, index), row -> vectors.state(row, index));
    boolean both = then != null && then.size() > 0 && now.size() > 0;
    FeatureDistribution.Shift shift = then == null || !both ? null : then.shift(now);
    return new FeatureDrift.Feature(
        feature.code(),
        feature.label(),
        then == null ? FeatureDrift.Verdict.NOT_RECORDED : DriftRules.verdict(shift),
        shift == null ? null : shift.beyondChance(),
        shift == null ? null : shift.chance(),
        then == null ? null : DriftRules.share(then.silent(), then.size()),
        DriftRules.share(now.silent(), now.size()),
        then == null ? null : DriftRules.share(then.notConnected(), then.size()),
        DriftRules.share(now.notConnected(), now.size()),
        then != null && DriftRules.missingAlarm(then, now));
  }

  private static List<FeatureDrift.Source> sources(FeatureSet set, List<FeatureDrift.Feature> features) {
    Map<String, List<FeatureDrift.Feature>> bySource = new TreeMap<>();
    for (int index = 0; index < set.size(); index++) {
      FeatureDefinition feature = set.feature(index);
      String signal = feature.effectiveSignalKind();
      String source = signal != null ? signal : feature.measure().family().name();
      bySource.computeIfAbsent(source, key -> new ArrayList<>()).add(features.get(index));
    }
    return bySource.entrySet().stream()
        .map(
            entry ->
                new FeatureDrift.Source(
                    entry.getKey(),
                    entry.getValue().size(),
                    mean(entry.getValue(), true),
                    mean(entry.getValue(), false),
                    (int) entry.getValue().stream().filter(FeatureDrift.Feature::missingAlarm).count()))
        .toList();
  }

  private static @Nullable Double mean(List<FeatureDrift.Feature> features, boolean then) {
    double sum = 0;
    for (FeatureDrift.Feature feature : features) {
      Double silent = then ? feature.silentThen() : feature.silentNow();
      Double not = then ? feature.notConnectedThen() : feature.notConnectedNow();
      if (silent == null || not == null) {
        return null;
      }
      sum += silent + not;
    }
    return sum / features.size();
  }
}
