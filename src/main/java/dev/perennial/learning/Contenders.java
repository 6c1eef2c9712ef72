package dev.perennial.learning;

import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.table.TrainingTable;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together who is judged: the model, those named beside it, the active one, the newest scorecard and the base rate. */
@Singleton
class Contenders {
  private final LearnedModels models;
  private final TrainingRows rows;
  private final LeakGuard guard;
  private final ExternalProbabilityRepository external;
  private final SettingsService settings;

  Contenders(
      LearnedModels models,
      TrainingRows rows,
      LeakGuard guard,
      ExternalProbabilityRepository external,
      SettingsService settings) {
    this.guard = guard;
    this.external = external;
    this.settings = settings;
    this.models = models;
    this.rows = rows;
  }

  /**
   * Who is judged.
   *
   * @param all the model asked about comes first
   * @param champion the one that is active; null where that is the model itself, or none
   * @param quarantined features that the model may not use
   */
  record Field(
      List<Contender> all, @Nullable Contender champion, List<ModelTraining.Quarantined> quarantined) {}

  Field of(ScoringModelView model, TrainingSample sample, List<UUID> challengers) {
    List<ModelTraining.Quarantined> quarantined =
        model.learning() == null
            ? List.of()
            : guard.quarantined(sample, model.learning().confirmedFeatures());
    List<Contender> all = new ArrayList<>();
    all.add(contender(Contender.Role.MODEL, model, sample));
    for (UUID challenger : challengers) {
      all.add(contender(Contender.Role.CHALLENGER, models.get(challenger), sample));
    }
    UUID active = models.active().orElse(null);
    UUID rules = models.rulesOnly().orElse(null);
    if (rules != null && !rules.equals(model.id())) {
      all.add(contender(Contender.Role.RULES_ONLY, models.get(rules), sample));
    }
    Contender champion = null;
    if (active != null && !active.equals(model.id())) {
      champion = active.equals(rules) ? all.getLast() : contender(Contender.Role.CHAMPION, models.get(active), sample);
      if (!active.equals(rules)) {
        all.add(champion);
      }
    }
    all.add(baseRate(sample));
    return new Field(all, champion, quarantined);
  }

  private Contender contender(Contender.Role role, ScoringModelView model, TrainingSample sample) {
    if (model.kind() == ScoringModelKind.EXTERNAL) {
      ExternalScores given =
          ExternalScores.of(
              sample.renewals(), external.of(model.id(), sample.renewals()), settings.recent().zone());
      TrainingTable same = Objects.requireNonNull(sample.table());
      return new Contender(role, model.id(), model.code(), model.version(), same, null, null, given, null);
    }
    FeatureSet set = models.featureSet(model.id());
    TrainingSample own = set.equals(sample.featureSet()) ? sample : rows.features(set, sample.renewals());
    TrainingTable table = Objects.requireNonNull(own.table());
    if (!model.kind().learned()) {
      return new Contender(role, model.id(), model.code(), model.version(), table, null, models.ready(model.id()), null, null);
    }
    Specification specification = TrainingHandler.specification(models, model);
    Set<String> out = new HashSet<>(specification.excluded());
    guard.quarantined(own, specification.learning().confirmedFeatures()).forEach(one -> out.add(one.feature()));
    TrainingTable usable = out.size() >= table.columns().size() ? table : Columns.without(table, out);
    Specification used =
        out.size() >= table.columns().size()
            ? new Specification(ScoringModelKind.BASE_RATE, Specification.NOTHING, null)
            : specification;
    return new Contender(
        role, model.id(), model.code(), model.version(), usable, used, null, null,
        model.training() == null ? null : model.training().calibration());
  }

  private static Contender baseRate(TrainingSample sample) {
    Specification rate = new Specification(ScoringModelKind.BASE_RATE, Specification.NOTHING, null);
    return new Contender(
        Contender.Role.BASE_RATE, null, "base_rate", 1, Objects.requireNonNull(sample.table()), rate, null, null, null);
  }
}
