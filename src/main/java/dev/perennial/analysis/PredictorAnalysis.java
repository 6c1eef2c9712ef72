package dev.perennial.analysis;

import dev.perennial.analysis.PredictorResult.LeadTime;
import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.learning.SampleSelection;
import dev.perennial.learning.SampledRenewal;
import dev.perennial.learning.TrainingRows;
import dev.perennial.learning.TrainingSample;
import dev.perennial.risk.ModelService;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.feature.FeatureType;
import dev.perennial.scoring.feature.Measure;
import dev.perennial.scoring.predictor.Exposure;
import dev.perennial.scoring.predictor.PredictorStudy;
import dev.perennial.scoring.table.TrainingColumn;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers what predicts: loads decided renewals as of their own cut-offs, sets aside what looks like a leak, puts the rest to
 * the study. A function of the stored facts and the parameters: asked again on the same rows, it gives the same answer.
 */
@Singleton
class PredictorAnalysis {
  private static final int EARLY_DAYS = 90;

  private final TrainingRows rows;
  private final ModelService models;
  private final EventTypeRepository types;
  private final EventWindows windows;
  private final SettingsService settings;

  PredictorAnalysis(
      TrainingRows rows, ModelService models, EventTypeRepository types, EventWindows windows, SettingsService settings) {
    this.rows = rows;
    this.models = models;
    this.types = types;
    this.windows = windows;
    this.settings = settings;
  }

  /** @param request complete: nothing with a default is null */
  PredictorResult answer(PredictorRequest request) {
    FeatureSet features = models.features(Objects.requireNonNull(request.featureSetId()));
    List<SampledRenewal> renewals =
        rows.renewals(
            new SampleSelection(
                Objects.requireNonNull(request.leadDays()), Objects.requireNonNull(request.decidedUntil()), request.dueFrom(),
                request.dueUntil(), Boolean.TRUE.equals(request.inferred()), null, null, null));
    TrainingSample sample = rows.features(features, renewals);
    PredictorReport report = new PredictorReport(request, features, sample);
    Map<String, Map<String, Long>> arms = types.arms();
    report.interventions(arms);
    TrainingTable table = sample.table();
    if (table == null) {
      return report.nothing();
    }
    Set<String> confirmed = new HashSet<>(request.confirmed() == null ? List.of() : request.confirmed());
    List<String> tested = tested(request, arms.keySet());
    int window = Objects.requireNonNull(request.windowDays());
    EventWindows.Seen seen = windows.seen(sample.renewals(), tested, window);
    List<SampledRenewal> atDueDate = moved(sample.renewals(), SampledRenewal::dueDate);
    List<Exposure> kept =
        keptEvents(seen.exposures(), windows.seen(atDueDate, tested, window).exposures(), table, confirmed, report.quarantined());
    TrainingTable near = Objects.requireNonNull(rows.features(features, atDueDate).table());
    TrainingTable covariates = keptFeatures(features, tested, table, near, confirmed, report.quarantined());
    int[] segments = segments(request.segment(), table);
    PredictorStudy.Findings found =
        PredictorStudy.of(covariates, kept, segments, Objects.requireNonNull(request.falseDiscoveryRate()));
    return report.of(found, leadTimes(sample.renewals(), tested, seen, window));
  }

  private List<String> tested(PredictorRequest request, Set<String> withArms) {
    Set<String> ours = new HashSet<>(withArms);
    ours.addAll(request.interventions() == null ? List.of() : request.interventions());
    List<String> wanted = request.eventTypes() == null ? types.types() : request.eventTypes();
    return wanted.stream().filter(type -> !ours.contains(type)).distinct().sorted().toList();
  }

  private static List<SampledRenewal> moved(
      List<SampledRenewal> renewals, Function<SampledRenewal, LocalDate> to) {
    return renewals.stream()
        .map(r -> new SampledRenewal(r.renewalId(), r.customerId(), r.dueDate(), r.decidedDate(), to.apply(r), r.lost()))
        .toList();
  }

  private List<Exposure> keptEvents(
      List<Exposure> early, List<Exposure> near, TrainingTable table, Set<String> confirmed, List<Quarantined> quarantined) {
    Map<String, EventTypeRepository.Timing> timing =
        types.timing(early.stream().map(Exposure::code).toList(), settings.recent().timeZone());
    List<Exposure> kept = new ArrayList<>();
    for (int index = 0; index < early.size(); index++) {
      Exposure exposure = early.get(index);
      String reason = Leaks.ofTiming(timing.get(exposure.code()));
      if (reason == null) {
        reason = Leaks.ofRanking(Leaks.auc(exposure, table), Leaks.auc(near.get(index), table));
      }
      if (reason == null || confirmed.contains(exposure.code())) {
        kept.add(exposure);
      } else {
        quarantined.add(new Quarantined(exposure.code(), reason));
      }
    }
    return kept;
  }

  /**
   * Features that count the tested events would take their effect away from them: the events stand for themselves. How much is
   * known about a customer follows from the events, too, so holding it equal would make events look alike that are not.
   */
  private static TrainingTable keptFeatures(
      FeatureSet features, List<String> tested, TrainingTable early, TrainingTable near, Set<String> confirmed,
      List<Quarantined> quarantined) {
    List<TrainingColumn> kept = new ArrayList<>();
    for (int index = 0; index < features.size(); index++) {
      FeatureDefinition feature = features.feature(index);
      TrainingColumn column = early.columns().get(index);
      if (follows(feature, tested)) {
        continue;
      }
      String reason = Leaks.ofRanking(Leaks.auc(column, early), Leaks.auc(near.columns().get(index), near));
      if (reason == null || confirmed.contains(feature.code())) {
        kept.add(column);
      } else {
        quarantined.add(new Quarantined(feature.code(), reason));
      }
    }
    if (kept.isEmpty()) { // a table needs a column; a constant tells nothing
      kept.add(TrainingColumn.of("nothing", FeatureType.NUMERIC, new double[early.rows()], null));
    }
    return PredictorStudy.withColumns(early, kept);
  }

  static boolean follows(FeatureDefinition feature, List<String> tested) {
    return switch (feature.measure().family()) {
      case SIGNAL -> "EVENT".equals(feature.effectiveSignalKind());
      case TRIGGER_EVENT -> tested.contains(feature.signalType()); // detected in such signals, as like as not
      case COMPETITOR -> tested.stream().anyMatch(type -> feature.reads("EVENT", type));
      case DATA -> true;
      default -> false;
    };
  }

  /** The level's index per row, one more for none; all zeros without a segment. */
  private static int[] segments(@Nullable String segment, TrainingTable table) {
    int[] segments = new int[table.rows()];
    for (TrainingColumn column : table.columns()) {
      if (column.name().equals(segment)) {
        for (int row = 0; row < segments.length; row++) {
          double level = column.state(row) == 0 ? column.value(row) : -1;
          segments[row] = level < 0 ? column.levels().size() : (int) level;
        }
      }
    }
    return segments;
  }

  /** The first categorical feature of a set: its levels are the segments unless others are named. */
  static @Nullable String segmentOf(FeatureSet features) {
    return features.features().stream()
        .filter(feature -> feature.measure() == Measure.TIER || feature.type() == FeatureType.CATEGORICAL)
        .map(FeatureDefinition::code)
        .findFirst()
        .orElse(null);
  }

  private Map<String, LeadTime> leadTimes(
      List<SampledRenewal> renewals, List<String> tested, EventWindows.Seen seen, int window) {
    List<SampledRenewal> lost = renewals.stream().filter(SampledRenewal::lost).toList();
    Map<UUID, LocalDate> deadlines = types.deadlines(lost.stream().map(SampledRenewal::renewalId).toList());
    Map<String, LeadTime> leads = new TreeMap<>();
    if (lost.isEmpty()) {
      return leads;
    }
    List<SampledRenewal> ahead =
        moved(lost, r -> Objects.requireNonNull(deadlines.get(r.renewalId())).minusDays(EARLY_DAYS));
    List<Exposure> early = windows.seen(ahead, tested, window).exposures();
    Map<UUID, Long> toDeadline = new HashMap<>();
    for (SampledRenewal renewal : lost) {
      LocalDate deadline = Objects.requireNonNull(deadlines.get(renewal.renewalId()));
      toDeadline.put(renewal.renewalId(), deadline.toEpochDay() - renewal.cutoffDay().toEpochDay());
    }
    for (int type = 0; type < tested.size(); type++) {
      double[] days = days(renewals, seen.daysBefore().get(type), toDeadline);
      if (days.length > 0) {
        boolean[] exposed = early.get(type).exposed();
        int count = 0;
        for (boolean one : exposed) {
          count += one ? 1 : 0;
        }
        leads.put(
            tested.get(type),
            new LeadTime(quantile(days, 0.25), quantile(days, 0.5), quantile(days, 0.75), Share.of(count, exposed.length)));
      }
    }
    return leads;
  }

  private static double[] days(List<SampledRenewal> renewals, double[] daysBefore, Map<UUID, Long> toDeadline) {
    double[] days = new double[renewals.size()];
    int found = 0;
    for (int row = 0; row < days.length; row++) {
      Long more = toDeadline.get(renewals.get(row).renewalId());
      if (more != null && !Double.isNaN(daysBefore[row])) {
        days[found++] = daysBefore[row] + more;
      }
    }
    double[] sorted = Arrays.copyOf(days, found);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Between the two values beside it, in proportion; of at least one. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
