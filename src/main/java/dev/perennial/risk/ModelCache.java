package dev.perennial.risk;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.scoring.calibrate.CalibratedModel;
import dev.perennial.scoring.calibrate.CalibrationDocument;
import dev.perennial.scoring.calibrate.CalibrationRule;
import dev.perennial.scoring.decision.CalibrationStatus;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.learned.LearnedModel;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.Scorecard;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Models ready to work. A version never changes, so one that was read once is good for ever. */
@Singleton
class ModelCache {
  private static final int MAX_MODELS = 200;

  private final ModelRepository repository;
  private final TrainedModelRepository trainings;
  private final ModelDocuments documents;
  private final CallerContext callers;
  private final Map<Key, ScoringModel> models =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ScoringModel> eldest) {
          return size() > MAX_MODELS;
        }
      };

  ModelCache(
      ModelRepository repository, TrainedModelRepository trainings, ModelDocuments documents, CallerContext callers) {
    this.repository = repository;
    this.trainings = trainings;
    this.documents = documents;
    this.callers = callers;
  }

  /**
   * @throws ProblemException 404 where the tenant has no such model, 409 where it still has to be trained
   */
  ScoringModel get(UUID id) {
    Key key = new Key(callers.tenantId(), id);
    ScoringModel known = find(key);
    if (known != null) {
      return known;
    }
    ScoringModel read = read(id);
    synchronized (models) {
      models.put(key, read);
    }
    return read;
  }

  private @Nullable ScoringModel find(Key key) {
    synchronized (models) {
      return models.get(key);
    }
  }

  private ScoringModel read(UUID id) {
    ScoringModelRow row =
        repository.model(id).orElseThrow(() -> ProblemException.notFound("scoring model"));
    FeatureSet set = documents.featureSet(row.featureSetDocument());
    if (row.kind() == ScoringModelKind.EXTERNAL) {
      throw ProblemException.conflict("Another tool makes this model's probabilities: nothing here can score with it.");
    }
    if (row.kind().learned()) {
      return learned(row, set);
    }
    Scorecard scorecard = Scorecard.of(documents.scorecard(row.document()), set);
    return ScoringModel.of(row.id(), row.featureSetId(), scorecard, CalibrationStatus.NOT_ASSESSED);
  }

  private ScoringModel learned(ScoringModelRow row, FeatureSet set) {
    TrainedModel trained =
        trainings
            .find(row.id())
            .orElseThrow(() -> ProblemException.conflict("The model has not been trained yet; train it first."));
    Model model = new LearnedModel(row.code(), row.version(), set, trained.document(), Map.of());
    CalibrationDocument calibration = trained.calibration();
    return calibration == null
        ? ScoringModel.of(row.id(), row.featureSetId(), model, CalibrationStatus.NOT_ASSESSED)
        : ScoringModel.of(row.id(), row.featureSetId(), new CalibratedModel(model, calibration), status(row, calibration));
  }

  /** As it was found when the calibration was fitted; one that was not tried then is not taken at its word. */
  private CalibrationStatus status(ScoringModelRow row, CalibrationDocument calibration) {
    CalibrationStatus tried = row.training() == null ? null : documents.training(row.training()).calibrationStatus();
    if (tried != null) {
      return tried;
    }
    return CalibrationRule.of(calibration.outcomes(), calibration.losses()).enough()
        ? CalibrationStatus.NOT_ASSESSED
        : CalibrationStatus.INSUFFICIENT_DATA;
  }

  /** The tenant is part of the key: one tenant's model id finds nothing of another's. */
  private record Key(UUID tenant, UUID model) {}
}
