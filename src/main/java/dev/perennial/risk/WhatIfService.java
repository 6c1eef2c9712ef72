package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.explain.DifferenceLine;
import dev.perennial.scoring.explain.ScoreDifference;
import dev.perennial.scoring.explain.Scored;
import dev.perennial.scoring.feature.FeatureVector;
import dev.perennial.scoring.model.Model;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Scores a renewal as it stands and as somebody supposes it to be. Four round trips (renewal and model, sources, rates,
 * features), nothing is stored.
 */
@ApplicationScoped
public class WhatIfService {
  private final WhatIfRepository repository;
  private final ModelCache models;
  private final FeatureLoader loader;
  private final SettingsService settings;
  private final Clock clock;

  WhatIfService(
      WhatIfRepository repository, ModelCache models, FeatureLoader loader, SettingsService settings, Clock clock) {
    this.repository = repository;
    this.models = models;
    this.loader = loader;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @throws ProblemException 400 for an unknown renewal, model or feature and for a value that is none of the feature's;
   *     409 for a decided renewal, or where no model is active
   */
  WhatIfView answer(WhatIfRequest request) {
    WhatIfRepository.Subject subject = subject(request.renewalId());
    ScoringModel model = model(request, subject);
    Instant now = clock.instant();
    FeatureVector found = loader.load(model.query(), new UUID[] {subject.renewal()}, now).vector(0);
    Map<String, JsonNode> changes = request.changes() == null ? Map.of() : request.changes();
    Scored present = scored(model.model(), found);
    Scored supposed = scored(model.model(), WhatIfChanges.apply(found, changes));
    ScoreDifference difference = ScoreDifference.between(present, supposed);
    RiskRules rules = RiskRules.of(settings.recent());
    return new WhatIfView(
        subject.renewal(),
        new VersionReference(model.id(), model.model().code(), model.model().version()),
        new VersionReference(model.featureSetId(), model.featureSet().code(), model.featureSet().version()),
        now,
        subject.latestScore(),
        WhatIfScore.of(present, rules),
        WhatIfScore.of(supposed, rules),
        difference.logOddsDifference(),
        lines(difference, changes),
        changes.keySet().stream().filter(code -> !model.model().uses(model.featureSet().indexOf(code))).sorted().toList());
  }

  private static Scored scored(Model model, FeatureVector vector) {
    return new Scored(model, vector, model.predict(vector));
  }

  /** What was not touched and did not move needs no line. */
  private static List<DifferenceLine> lines(ScoreDifference difference, Map<String, JsonNode> changes) {
    return difference.lines().stream()
        .filter(line -> line.difference() != 0 || line.points().signum() != 0 || changes.containsKey(String.valueOf(line.feature())))
        .toList();
  }

  private WhatIfRepository.Subject subject(Reference reference) {
    UUID id = reference.id();
    ExternalId external = reference.external();
    Optional<WhatIfRepository.Subject> found =
        id != null || external == null
            ? repository.byId(Objects.requireNonNull(id))
            : repository.byKey(external.source(), external.externalId());
    WhatIfRepository.Subject subject =
        found.orElseThrow(
            () -> ProblemException.invalid(FieldError.at("/renewalId", "not_found", "There is no such renewal.")));
    if (subject.outcome() != null) {
      throw ProblemException.conflict("The renewal is decided: " + subject.outcome() + ". Only an open one can still turn out otherwise.");
    }
    return subject;
  }

  private ScoringModel model(WhatIfRequest request, WhatIfRepository.Subject subject) {
    UUID wanted = request.modelId();
    if (wanted != null) {
      try {
        return models.get(wanted);
      } catch (ProblemException e) {
        throw ProblemException.invalid(FieldError.at("/modelId", "not_found", "There is no such scoring model."));
      }
    }
    UUID active = subject.activeModel();
    if (active == null) {
      throw ProblemException.conflict("No scoring model is active; activate one first.");
    }
    return models.get(active);
  }
}
