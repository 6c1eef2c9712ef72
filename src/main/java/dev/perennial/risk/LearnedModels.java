package dev.perennial.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.time.Ids;
import dev.perennial.scoring.document.ModelDocument;
import dev.perennial.scoring.evaluate.FeatureDistribution;
import dev.perennial.scoring.feature.FeatureSet;
import dev.perennial.scoring.model.Model;
import dev.perennial.scoring.model.ScorecardDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The registry as training sees it: what shall be learned, what was, and models ready to score tables. */
@ApplicationScoped
public class LearnedModels {
  private final ModelRepository repository;
  private final TrainedModelRepository trainings;
  private final ModelDocuments documents;
  private final ModelCache cache;
  private final ModelViews views;
  private final EventLog log;
  private final Clock clock;
  private final Ids ids;
  private final ObjectMapper json;

  LearnedModels(
      ModelRepository repository,
      TrainedModelRepository trainings,
      ModelDocuments documents,
      ModelCache cache,
      ModelViews views,
      EventLog log,
      Clock clock,
      Ids ids,
      ObjectMapper json) {
    this.repository = repository;
    this.trainings = trainings;
    this.documents = documents;
    this.cache = cache;
    this.views = views;
    this.log = log;
    this.clock = clock;
    this.ids = ids;
    this.json = json;
  }

  /**
   * @throws ProblemException 404 where the tenant has no such model
   */
  public ScoringModelView get(UUID id) {
    return views.view(row(id));
  }

  public boolean exists(UUID id) {
    return repository.model(id).isPresent();
  }

  private ScoringModelRow row(UUID id) {
    return repository.model(id).orElseThrow(() -> ProblemException.notFound("scoring model"));
  }

  public FeatureSet featureSet(UUID model) {
    return documents.featureSet(row(model).featureSetDocument());
  }

  /** The lines of a scorecard; empty for other models. */
  public Optional<ScorecardDefinition> scorecard(UUID model) {
    return Optional.of(row(model)).filter(row -> row.kind() == ScoringModelKind.SCORECARD).map(row -> documents.scorecard(row.document()));
  }

  /** The active model. */
  public Optional<UUID> active() {
    return repository.activeModel();
  }

  /** The scorecard to compare with: the newest of the tenant that ever was active, else the newest. */
  public Optional<UUID> rulesOnly() {
    return repository.rulesOnly();
  }

  public Optional<TrainedModel> trained(UUID model) {
    return trainings.find(model);
  }

  /**
   * What a trained model was trained on, as the order was given.
   *
   * @throws ProblemException 409 where it still has to be trained
   */
  public JsonNode order(UUID model) {
    return trainings
        .order(model)
        .orElseThrow(() -> ProblemException.conflict("The model has not been trained yet; train it first."));
  }

  /**
   * A model ready to score rows of its feature set.
   *
   * @throws ProblemException 409 where it still has to be trained
   */
  public Model ready(UUID model) {
    return cache.get(model).model();
  }

  /** How each feature lay over the rows of training; empty where that was not recorded, or nothing is trained. */
  public Optional<List<FeatureDistribution>> distributions(UUID model) {
    return trainings.distributions(model);
  }

  /** Stores what training made, in the caller's transaction, once and for ever. */
  @Transactional
  public void store(
      UUID model,
      TrainedModel trained,
      ModelTraining result,
      JsonNode order,
      List<FeatureDistribution> distributions) {
    trainings.insert(model, trained, result, order, distributions);
    logged("scoring_model.trained", get(model));
  }

  /** The next version of a model, as a draft that is trained already: the same with another calibration. */
  @Transactional
  public ScoringModelView derive(UUID from, TrainedModel trained, ModelTraining result, JsonNode order) {
    ScoringModelRow row = row(from);
    UUID id = ids.next();
    repository.insertModel(
        id,
        row.code(),
        repository.nextModelVersion(row.code()),
        row.kind(),
        ModelState.DRAFT,
        row.featureSetId(),
        documents.write(documents.learning(row.document())),
        json.valueToTree(Map.of("note", "Version " + row.version() + ", calibrated.")),
        clock.instant());
    trainings.insert(id, trained, result, order, trainings.distributions(from).orElse(null));
    ScoringModelView view = get(id);
    logged("scoring_model.created", view);
    return view;
  }

  /** A model as it is stored. */
  public String text(ModelDocument document) {
    return documents.write(document).toString();
  }

  private void logged(String type, ScoringModelView view) {
    log.append(
        new Event(type, "scoring_model", view.id(), (long) view.version(), null, null, json.valueToTree(view)));
  }
}
