package dev.perennial.modelcard;

import dev.perennial.learning.BackTestService;
import dev.perennial.learning.BackTestView;
import dev.perennial.learning.Judgement;
import dev.perennial.learning.ModelMonitoring;
import dev.perennial.learning.MonitoringService;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.Learning;
import dev.perennial.risk.ModelTraining;
import dev.perennial.risk.ScoringModelKind;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a model's card together from what is known of it. */
@ApplicationScoped
public class ModelCardService {
  private static final int MOST_TESTS = 5;

  private final LearnedModels models;
  private final BackTestService backTests;
  private final MonitoringService monitoring;
  private final SettingsService settings;
  private final Clock clock;

  ModelCardService(
      LearnedModels models,
      BackTestService backTests,
      MonitoringService monitoring,
      SettingsService settings,
      Clock clock) {
    this.models = models;
    this.backTests = backTests;
    this.monitoring = monitoring;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @throws ProblemException 404 for an unknown model
   */
  ModelCard of(UUID id) {
    ScoringModelView model = models.get(id);
    List<BackTestView> tests = backTests.newest(id, MOST_TESTS);
    ModelMonitoring inEarnest = monitoring.of(id, activated(model), null);
    return new ModelCard(
        model.id(),
        model.code(),
        model.version(),
        model.kind(),
        model.state(),
        model.note(),
        model.createdAt(),
        model.createdBy(),
        model.activatedAt(),
        CardTexts.summary(model),
        CardTexts.predicts(model),
        CardTexts.trainedOn(model),
        provenance(model.training()),
        CardQuality.of(tests, inEarnest, model.training()),
        features(model),
        leftOut(model),
        tests.stream().map(ModelCardService::pastTest).toList(),
        inEarnest,
        CardTexts.inEarnest(inEarnest),
        CardTexts.limits(model, inEarnest),
        CardTexts.use());
  }

  private @Nullable LocalDate activated(ScoringModelView model) {
    Instant at = model.activatedAt();
    if (at == null) {
      return null;
    }
    Instant now = clock.instant();
    return LocalDate.ofInstant(at.isBefore(now) ? at : now, settings.recent().zone()); // clocks of replicas differ
  }

  private static ModelCard.@Nullable Provenance provenance(@Nullable ModelTraining training) {
    return training == null
        ? null
        : new ModelCard.Provenance(
            training.rows(),
            training.losses(),
            training.firstDueDate(),
            training.lastDueDate(),
            training.leadDays(),
            training.decidedUntil(),
            training.seed(),
            training.rowsSha256(),
            training.documentSha256(),
            training.trainedAt(),
            training.trainedBy());
  }

  private List<ModelCard.Effect> features(ScoringModelView model) {
    if (model.kind() == ScoringModelKind.EXTERNAL || model.kind().learned() && model.training() == null) {
      return List.of();
    }
    Map<String, FeatureDistribution> distributions = new HashMap<>();
    models.distributions(model.id()).ifPresent(all -> all.forEach(one -> distributions.put(one.feature(), one)));
    return new CardFeatures(models.ready(model.id()), distributions, models.scorecard(model.id()).orElse(null)).strongest();
  }

  private List<ModelCard.LeftOut> leftOut(ScoringModelView model) {
    FeatureSet set = models.featureSet(model.id());
    List<ModelCard.LeftOut> out = new ArrayList<>();
    if (model.training() != null) {
      model.training().quarantined().forEach(one -> out.add(leftOut(set, one.feature(), "Quarantined: " + one.reason())));
    }
    Learning learning = model.learning();
    if (learning != null) {
      learning
          .excludedFeatures()
          .forEach(code -> out.add(leftOut(set, code, "Excluded by whoever made this version (" + model.createdBy() + ").")));
    }
    return out;
  }

  private static ModelCard.LeftOut leftOut(FeatureSet set, String code, String reason) {
    int index = set.indexOf(code);
    return new ModelCard.LeftOut(code, index < 0 ? code : set.feature(index).label(), reason);
  }

  private static ModelCard.PastJudgement pastTest(BackTestView test) {
    Judgement judgement = test.contenders().isEmpty() ? null : test.contenders().getFirst().judgement();
    return new ModelCard.PastJudgement(
        test.id(),
        test.createdAt(),
        test.outcome(),
        test.outOfTime(),
        test.rows(),
        test.losses(),
        judgement == null ? null : judgement.auc(),
        judgement == null ? null : judgement.logLoss(),
        judgement == null ? null : judgement.baseLogLoss(),
        words(test));
  }

  private static String words(BackTestView test) {
    List<String> words = new ArrayList<>(List.of(test.reason()));
    for (BackTestView.Comparison comparison : test.comparisons()) {
      String than = than(String.valueOf(comparison.against()));
      words.add((comparison.better() ? "shown to be better than " : "not shown to be better than ") + than);
    }
    if (test.proposal() != null) {
      words.add(test.proposal().promote() ? "promotion proposed" : "promotion not proposed");
    }
    return String.join("; ", words);
  }

  private static String than(String role) {
    return switch (role) {
      case "CHAMPION" -> "the active model";
      case "RULES_ONLY" -> "the scorecard";
      case "BASE_RATE" -> "the loss rate alone";
      default -> "another model";
    };
  }
}
