package dev.perennial.analysis;

import dev.perennial.analysis.PredictorResult.Quarantined;
import dev.perennial.analysis.TriggerRequest.Outcome;
import dev.perennial.risk.ModelService;
import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers what comes before purchases, expansions, renewals or losses: the earlier cases suggest, those kept back confirm.
 * Interventions of ours are no triggers: who got them was chosen.
 */
@Singleton
class TriggerDiscovery {
  private final TriggerRepository repository;
  private final EventTypeRepository types;
  private final TriggerWindows windows;
  private final ModelService models;
  private final SettingsService settings;

  TriggerDiscovery(
      TriggerRepository repository, EventTypeRepository types, TriggerWindows windows, ModelService models,
      SettingsService settings) {
    this.repository = repository;
    this.types = types;
    this.windows = windows;
    this.models = models;
    this.settings = settings;
  }

  /** @param request complete: nothing with a default is null */
  TriggerResult answer(TriggerRequest request) {
    String zone = settings.recent().timeZone();
    List<MatchedRow> found =
        repository.matched(
            request.outcome(), Objects.requireNonNull(request.from()), Objects.requireNonNull(request.to()),
            Objects.requireNonNull(request.controls()), Boolean.TRUE.equals(request.matchRisk()), zone);
    List<MatchedRow> matched = found.stream().filter(row -> row.control() != null).toList();
    int cases = (int) matched.stream().mapToInt(MatchedRow::set).distinct().count();
    List<Quarantined> quarantined = new ArrayList<>();
    List<String> tested = tested(request, zone, quarantined);
    int heldOut = (int) Math.round(cases * Objects.requireNonNull(request.holdOutShare()));
    TriggerWindows.Table table = windows.load(matched, tested, heldEqual(request, tested));
    TriggerPanels panels =
        TriggerPanels.of(
            table, tested.size(), cases - heldOut, cases, Objects.requireNonNull(request.falseDiscoveryRate()));
    return new TriggerReport(request, tested, table, panels)
        .result(cases, matched.size(), found.size() - matched.size(), heldOut, quarantined);
  }

  /** Events that follow the decision cannot have triggered it. */
  private List<String> tested(TriggerRequest request, String zone, List<Quarantined> quarantined) {
    Set<String> interventions = types.arms().keySet();
    List<String> asked = request.eventTypes() == null ? types.types() : request.eventTypes();
    List<String> wanted = asked.stream().filter(type -> !interventions.contains(type)).distinct().sorted().toList();
    if (request.outcome() == Outcome.PURCHASE || request.outcome() == Outcome.EXPANSION) {
      return wanted;
    }
    Map<String, EventTypeRepository.Timing> timing = types.timing(wanted, zone);
    List<String> kept = new ArrayList<>();
    for (String type : wanted) {
      String reason = Leaks.ofTiming(timing.get(type));
      if (reason == null) {
        kept.add(type);
      } else {
        quarantined.add(new Quarantined(type, reason));
      }
    }
    return kept;
  }

  private @Nullable FeatureSet heldEqual(TriggerRequest request, List<String> tested) {
    FeatureSet features = models.features(Objects.requireNonNull(request.featureSetId()));
    List<FeatureDefinition> kept =
        features.features().stream().filter(feature -> !PredictorAnalysis.follows(feature, tested)).toList();
    return kept.isEmpty() ? null : new FeatureSet("held_equal", 1, kept);
  }
}
